import type { Reconciled } from "../../../src/change.ts";
import { nextFiles, type Resolution, resolveAll } from "../../../src/conflicts.ts";
import type { Disk } from "../../../src/disk.ts";
import { reconcile } from "../../../src/reconcile.ts";
import type { Lock } from "../../../src/state/lock.ts";
import type { RenderedFile } from "../../../src/types/files.ts";

/** A set of files in memory, and what was saved of them. */
export interface FileSet {
  readonly disk: Readonly<Record<string, { readonly text: string; readonly mode: number }>>;
  readonly lock: Lock | null;
}

export const emptySet: FileSet = { disk: {}, lock: null };

export const rendered = (path: string, text: string, mode = 0o644): RenderedFile => ({ path, text, mode });

export const lockOf = (files: Lock["files"]): Lock => ({
  toolVersion: "1.0.0",
  answers: ["a"],
  facts: [{}],
  digests: {},
  files,
});

/** `disk` as `inspect` gives it. */
export function diskOf(disk: FileSet["disk"], paths: readonly string[] = Object.keys(disk)): Disk {
  const files = [...new Set([...paths, ...Object.keys(disk)])].map((path) => {
    const file = disk[path];
    return [
      path,
      { target: `/${path}`, text: file?.text ?? null, mode: file?.mode ?? null, utf8: true },
    ] as const;
  });
  return { files: new Map(files), names: Object.keys(disk) };
}

export function edit(set: FileSet, path: string, change: (text: string) => string, mode?: number): FileSet {
  const before = set.disk[path] ?? { text: "", mode: 0o644 };
  const after = { text: change(before.text), mode: mode ?? before.mode };
  return { ...set, disk: { ...set.disk, [path]: after } };
}

export function withoutFile(set: FileSet, path: string): FileSet {
  const { [path]: _, ...disk } = set.disk;
  return { ...set, disk };
}

/** One run: the changes, and the set after they were written; with open conflicts nothing is. */
export function run(
  set: FileSet,
  generated: readonly RenderedFile[],
  policy: Resolution | "abort" = "abort",
): { readonly changes: readonly Reconciled[]; readonly set: FileSet } {
  const changes = resolveAll(reconcile(generated, set.lock, diskOf(set.disk)), policy);
  if (policy === "abort" && changes.some(({ status }) => status === "conflict")) return { changes, set };
  const disk = { ...set.disk };
  for (const { path, after, mode } of changes) {
    if (after === null) delete disk[path];
    else disk[path] = { text: after, mode };
  }
  return { changes, set: { disk, lock: lockOf(nextFiles(changes, set.lock)) } };
}

/** The status of each file: `{ Dockerfile: "update" }`. */
export const statuses = (changes: readonly Reconciled[]): Record<string, string> =>
  Object.fromEntries(changes.map(({ path, status }) => [path, status]));
