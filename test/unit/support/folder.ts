import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { nextFiles, type Resolution, resolveAll } from "../../../src/conflicts.ts";
import { inspect } from "../../../src/disk.ts";
import { pathsToInspect, reconcile } from "../../../src/reconcile.ts";
import { readState } from "../../../src/state.ts";
import { files as realFiles } from "../../../src/system/files.ts";
import type { FileSystem, ThisProcess } from "../../../src/system/system.ts";
import type { Answers } from "../../../src/types/answers.ts";
import type { RenderedFile } from "../../../src/types/files.ts";
import { recover, type WriteRequest, writeChanges } from "../../../src/write.ts";

export const answerKeys = ["service", "base"];

export const answersOf = (base: string) => ({ service: "shop", base }) as unknown as Answers;

/** A process of which nobody else runs, and that need not wait. */
export const self: ThisProcess = { id: 4711, host: "here", isRunning: () => false, pause: async () => {} };

/** An empty directory that goes with the test. */
export function makeFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "unit-")));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Every file below `folder`, links not followed, with its text. */
export function contents(folder: string): Record<string, string> {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  const found = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    found.sort().map((file) => [path.relative(folder, file), fs.readFileSync(file, "utf8")]),
  );
}

/** What `writeChanges` is asked for when `base` is answered and `generated` follows from it. */
export function requestFor(
  root: string,
  base: string,
  generated: readonly RenderedFile[],
  policy: Resolution = "keep",
): WriteRequest {
  const saved = readState(realFiles, root, answerKeys);
  const disk = inspect(realFiles, root, pathsToInspect(generated, saved.lock));
  const changes = resolveAll(reconcile(generated, saved.lock, disk), policy);
  const lock = { toolVersion: "1.0.0", answers: [base], facts: [{ base }], digests: {} };
  return {
    root,
    files: changes,
    saved,
    answers: { toolVersion: "1.0.0", services: [answersOf(base)] },
    answerKeys,
    lock: { ...lock, files: nextFiles(changes, saved.lock) },
  };
}

/** A run: recovers, compares, writes. Only the writing goes through `files`. */
export async function runIn(
  root: string,
  base: string,
  generated: readonly RenderedFile[],
  files: FileSystem = realFiles,
): Promise<boolean> {
  await recover({ files, self }, root);
  return writeChanges({ files, self }, requestFor(root, base, generated));
}

/** Methods that change the disk. */
export const effects = [
  "createFlushed",
  "rename",
  "remove",
  "setMode",
  "makeDirectory",
  "removeDirectory",
] as const;

/** `files` with every effect announced first; what `before` throws happens in its place. */
export function watched(before: (effect: (typeof effects)[number], target: string) => void): FileSystem {
  const wrapped = effects.map((effect) => [
    effect,
    (...args: [string, ...never[]]) => {
      before(effect, args[0]);
      return (realFiles[effect] as (...all: unknown[]) => unknown)(...args);
    },
  ]);
  return { ...realFiles, ...Object.fromEntries(wrapped) };
}

export const errno = (code: string): Error => Object.assign(new Error(code), { code });
