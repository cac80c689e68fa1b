import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { files as realFiles } from "../../src/system/files.ts";
import type { RenderedFile } from "../../src/types/files.ts";
import { RUN_LOCK } from "../../src/write/run-lock.ts";
import { recover, writeChanges } from "../../src/write.ts";
import { contents, effects, errno, makeFolder, requestFor, runIn, self, watched } from "./support/folder.ts";
import { rendered } from "./support/set.ts";

const launch = ".vscode/launch.json";
const setOf = (base: string, ...more: RenderedFile[]) => [
  rendered("Dockerfile", `FROM ${base}\nCMD app\n`),
  rendered(".dockerignore", "**/.env\n"),
  ...more,
];
const oldSet = setOf("scratch", rendered("run.sh", "#!/bin/sh\n", 0o755));
const newSet = setOf("alpine", rendered(launch, "{}\n"));

/** A folder after a first run, with one file that is somebody's own. */
async function madeFolder(): Promise<string> {
  const folder = makeFolder();
  fs.writeFileSync(path.join(folder, "main.go"), "package main\n");
  await runIn(folder, "scratch", oldSet);
  return folder;
}

const asNew = async () => {
  const folder = await madeFolder();
  await runIn(folder, "alpine", newSet);
  return contents(folder);
};

test("a run writes the files, the answers and the lock, and nothing else", async () => {
  const folder = await madeFolder();
  expect(Object.keys(contents(folder))).toEqual([
    ".create-go-dockerfile.json",
    ".create-go-dockerfile.lock",
    ".dockerignore",
    "Dockerfile",
    "main.go",
    "run.sh",
  ]);
  expect(fs.statSync(path.join(folder, "run.sh")).mode & 0o777).toBe(0o755);
  expect(fs.statSync(path.join(folder, "Dockerfile")).mode & 0o777).toBe(0o644);
});

test("a run without changes has no effect on the disk at all", async () => {
  const folder = await madeFolder();
  const seen: string[] = [];
  const counting = watched((effect) => seen.push(effect));
  expect(await runIn(folder, "scratch", oldSet, counting)).toBe(false);
  expect(seen).toEqual([]);
});

test("saved answers keep the form that somebody gave them while they say the same", async () => {
  const folder = await madeFolder();
  const file = path.join(folder, ".create-go-dockerfile.json");
  fs.writeFileSync(file, JSON.stringify(JSON.parse(fs.readFileSync(file, "utf8"))));
  expect(await runIn(folder, "scratch", oldSet)).toBe(false);
});

test("a folder that is no longer needed goes with its last file, one with other files stays", async () => {
  const folder = makeFolder();
  await runIn(folder, "scratch", newSet);
  await runIn(folder, "scratch", oldSet);
  expect(fs.existsSync(path.join(folder, ".vscode"))).toBe(false);
  await runIn(folder, "scratch", newSet);
  fs.writeFileSync(path.join(folder, ".vscode/settings.json"), "{}");
  await runIn(folder, "scratch", oldSet);
  expect(fs.readdirSync(path.join(folder, ".vscode"))).toEqual(["settings.json"]);
});

/** Dies at the effect number `at`: half a file is written then, and nothing follows, no clean-up either. */
function dying(at: number) {
  let count = 0;
  return watched((effect, target) => {
    count++;
    if (count === at && effect === "createFlushed") fs.writeFileSync(target, "{ half a fi");
    if (count >= at) throw new Error("killed");
  });
}

test("killed at any effect, every file is old or new, and the next run finishes", async () => {
  const oldContents = contents(await madeFolder());
  const newContents = await asNew();
  let at = 1;
  for (let isKilled = true; isKilled; at++) {
    const folder = await madeFolder();
    isKilled = await runIn(folder, "alpine", newSet, dying(at)).then(
      () => false,
      () => true,
    );
    const left = Object.entries(contents(folder)).filter(([file]) => !/tmp-|journal|running/.test(file));
    for (const [file, text] of left) expect([oldContents[file], newContents[file]]).toContain(text);
    await runIn(folder, "alpine", newSet);
    expect(contents(folder)).toEqual(newContents);
  }
  // Staging, the journal, six moves, the removal and the clean-up at least.
  expect(at).toBeGreaterThan(16);
});

test("killed at any effect, recovery alone leaves the whole old or the whole new set", async () => {
  const oldContents = contents(await madeFolder());
  const newContents = await asNew();
  const seen = new Set<string>();
  for (let at = 1, isKilled = true; isKilled; at++) {
    const folder = await madeFolder();
    isKilled = await runIn(folder, "alpine", newSet, dying(at)).then(
      () => false,
      () => true,
    );
    await recover({ files: realFiles, self }, folder);
    const found = contents(folder);
    expect([oldContents, newContents]).toContainEqual(found);
    seen.add(found.Dockerfile ?? "");
  }
  expect(seen.size).toBe(2);
});

test("killed while it recovers, the run after that still finishes", async () => {
  const newContents = await asNew();
  for (let at = 1; at < 12; at++) {
    const folder = await madeFolder();
    // After the journal: run lock, five staged, journal staged and moved.
    await expect(runIn(folder, "alpine", newSet, dying(10))).rejects.toThrow("killed");
    await recover({ files: dying(at), self }, folder).catch(() => {});
    await recover({ files: realFiles, self }, folder);
    expect(contents(folder)).toEqual(newContents);
  }
});

test("a file changed between the kill and the next run is not overwritten", async () => {
  const folder = await madeFolder();
  await expect(runIn(folder, "alpine", newSet, dying(9))).rejects.toThrow("killed");
  fs.writeFileSync(path.join(folder, "Dockerfile"), "FROM mine\nCMD app\n");
  await runIn(folder, "alpine", newSet);
  expect(contents(folder).Dockerfile).toBe("FROM mine\nCMD app\n");
  expect(contents(folder)[launch]).toBe("{}\n");
});

test.each([
  ["no space left", "ENOSPC", "createFlushed", "no space left on the disk"],
  ["no permission", "EACCES", "createFlushed", "no permission"],
  ["a read-only file system", "EROFS", "createFlushed", "the file system is read-only"],
  ["a file that cannot be replaced", "EPERM", "rename", "no permission"],
  ["a file that cannot be removed", "EPERM", "remove", "no permission"],
  ["a folder that cannot be made", "EACCES", "makeDirectory", "no permission"],
] as const)("with %s at any point nothing is written", async (_, code, failing, words) => {
  const oldContents = contents(await madeFolder());
  const newContents = await asNew();
  let failures = 0;
  for (let at = 1; at <= 12; at++) {
    const folder = await madeFolder();
    let count = 0;
    let isOver = false;
    const files = watched((effect) => {
      if (effect !== failing || isOver || ++count !== at) return;
      isOver = true;
      throw errno(code);
    });
    const error: unknown = await runIn(folder, "alpine", newSet, files).catch((reason: unknown) => reason);
    if (!isOver) break;
    failures++;
    expect(error).toMatchObject({ name: "UserError", exitCode: 1, message: expect.stringContaining(words) });
    const isWritten = String(error).includes("cannot be removed");
    if (!isWritten) expect(contents(folder)).toEqual(oldContents);
    await recover({ files: realFiles, self }, folder);
    expect(contents(folder)).toEqual(isWritten ? newContents : oldContents);
  }
  expect(failures).toBeGreaterThan(0);
});

test("a file that may not be written is named before anything is", async () => {
  const folder = await madeFolder();
  const oldContents = contents(folder);
  const isWritable = (target: string) => !target.endsWith("Dockerfile");
  const request = requestFor(folder, "alpine", newSet);
  const writing = writeChanges({ files: { ...realFiles, isWritable }, self }, request);
  await expect(writing).rejects.toThrow(/^Dockerfile: cannot be written: no permission/);
  expect(contents(folder)).toEqual(oldContents);
});

test("a file edited while answers were given is not overwritten", async () => {
  const folder = await madeFolder();
  const request = requestFor(folder, "alpine", newSet);
  fs.writeFileSync(path.join(folder, "Dockerfile"), "FROM mine\n");
  const before = contents(folder);
  await expect(writeChanges({ files: realFiles, self }, request)).rejects.toThrow("Dockerfile: was changed");
  expect(contents(folder)).toEqual(before);
});

test("answers changed while this ran are not overwritten", async () => {
  const folder = await madeFolder();
  const request = requestFor(folder, "alpine", newSet);
  await runIn(folder, "debian", oldSet);
  const before = contents(folder);
  await expect(writeChanges({ files: realFiles, self }, request)).rejects.toThrow(/changed while this ran/);
  expect(contents(folder)).toEqual(before);
});

test("two runs with the same answers both succeed", async () => {
  const folder = await madeFolder();
  const request = requestFor(folder, "alpine", newSet);
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
  const runs = [1, 2].map((id) => ({
    files: realFiles,
    self: { ...self, id, isRunning: () => true, pause },
  }));
  const written = await Promise.all(runs.map((ports) => writeChanges(ports, request)));
  expect(written.sort()).toEqual([false, true]);
  expect(contents(folder)).toEqual(await asNew());
});

const hold = (folder: string, holder: unknown) =>
  fs.writeFileSync(path.join(folder, RUN_LOCK), typeof holder === "string" ? holder : JSON.stringify(holder));

test("another run that goes on is waited for, then named", async () => {
  const folder = await madeFolder();
  hold(folder, { id: 99, host: self.host });
  let waited = 0;
  const pause = async (seconds: number) => {
    waited += seconds;
  };
  const patient = { ...self, isRunning: () => true, pause };
  const writing = writeChanges({ files: realFiles, self: patient }, requestFor(folder, "alpine", newSet));
  await expect(writing).rejects.toMatchObject({
    exitCode: 1,
    message: expect.stringContaining("process 99"),
  });
  expect(waited).toBeCloseTo(5);
  expect(contents(folder)[RUN_LOCK]).toContain("99");
});

test("another run that ends in time is no error", async () => {
  const folder = await madeFolder();
  hold(folder, { id: 99, host: self.host });
  const pause = async () => fs.rmSync(path.join(folder, RUN_LOCK), { force: true });
  const waiting = { ...self, isRunning: () => true, pause };
  expect(await writeChanges({ files: realFiles, self: waiting }, requestFor(folder, "alpine", newSet))).toBe(
    true,
  );
});

test.each([
  ["of a process that is gone", { id: 99, host: self.host }],
  ["of a predecessor with the same id", { id: self.id, host: self.host }],
  ["of another machine", { id: 99, host: "elsewhere" }],
  ["that was not finished", "{"],
])("what a killed run left, %s, does not block", async (_, holder) => {
  const folder = await madeFolder();
  hold(folder, holder);
  expect(await runIn(folder, "alpine", newSet)).toBe(true);
  expect(contents(folder)).toEqual(await asNew());
});

test("a journal that leads out of the directory is thrown away", async () => {
  const folder = await madeFolder();
  const outside = `${folder}-outside`;
  const step = { path: `../${path.basename(outside)}`, staged: ".create-go-dockerfile.tmp-0", before: null };
  fs.writeFileSync(path.join(folder, ".create-go-dockerfile.tmp-0"), "x");
  fs.writeFileSync(path.join(folder, ".create-go-dockerfile.journal"), JSON.stringify([step]));
  await recover({ files: realFiles, self }, folder);
  expect(fs.existsSync(outside)).toBe(false);
  expect(Object.keys(contents(folder))).not.toContain(".create-go-dockerfile.journal");
});

test("effects are all watched", () => {
  const reading = ["readText", "readBytes", "readHead", "readDirectory", "facts", "realPath", "isWritable"];
  const known = [...effects, ...reading, "makeTemporaryDirectory"];
  expect(Object.keys(realFiles).sort()).toEqual([...known].sort());
});
