import fs from "node:fs";
import { expect, test } from "vitest";
import { copyOf, run, runUntil, snapshot, start } from "./support/rerun.ts";

const before = ["--yes", "--verify", "none"];
const after = [...before, "--base", "alpine", "--entrypoint", "--editor", "vscode"];
const ROUNDS = 8;
const isStray = (file: string) => /tmp-|journal|running/.test(file);

type Snapshot = ReturnType<typeof snapshot>;

/** The set before and after the change that is killed. */
function bothSets(): { folder: string; old: Snapshot; new: Snapshot } {
  const folder = copyOf("stdlib-http");
  run(folder, ...before);
  const changed = copyOf("stdlib-http");
  run(changed, ...before);
  run(changed, ...after);
  return { folder, old: snapshot(folder), new: snapshot(changed) };
}

function fresh(original: string): string {
  const folder = copyOf("stdlib-http");
  fs.cpSync(original, folder, { recursive: true });
  return folder;
}

/** What must hold after a kill at any moment. */
async function expectWhole(folder: string, sets: { old: Snapshot; new: Snapshot }): Promise<void> {
  for (const [file, content] of Object.entries(snapshot(folder))) {
    if (!isStray(file)) expect([sets.old[file], sets.new[file]], file).toContain(content);
  }
  // The next run, whatever it was asked for, finds one set or the other, and not a mixture.
  expect(await start(folder, ...before).ended).toBe(0);
  const found = snapshot(folder);
  expect([sets.old, sets.new]).toContainEqual(found);
  if (found.Dockerfile === sets.old.Dockerfile) await start(folder, ...after).ended;
  expect(snapshot(folder)).toEqual(sets.new);
}

test("killed before any of its effects, a run leaves each file old or new, and the next finishes", {
  timeout: 300_000,
}, async () => {
  const sets = bothSets();
  const tryAt = async (at: number): Promise<boolean> => {
    const folder = fresh(sets.folder);
    const isKilled = await runUntil(at, folder, ...after);
    if (isKilled) await expectWhole(folder, sets);
    return isKilled;
  };
  // Every effect is tried in the unit tests; here every third, in a process that really dies.
  let at = 1;
  while ((await Promise.all([tryAt(at), tryAt(at + 3)])).every(Boolean)) at += 6;
  // Three effects for each staged file, one to move each, and the clean-up.
  expect(at).toBeGreaterThan(40);
});

test("killed at moments of chance, too", { timeout: 300_000 }, async () => {
  const sets = bothSets();
  const began = performance.now();
  await start(fresh(sets.folder), ...after).ended;
  const duration = performance.now() - began;
  for (let round = 0; round < ROUNDS; round++) {
    const folder = fresh(sets.folder);
    const { child, ended } = start(folder, ...after);
    // Spread over the run, more of them near its end, where it writes.
    const timer = setTimeout(() => child.kill("SIGKILL"), duration * Math.sqrt(round / ROUNDS));
    await ended;
    clearTimeout(timer);
    await expectWhole(folder, sets);
  }
});
