import { put, type Reconciled } from "./change.ts";
import { UserError } from "./errors.ts";
import { markerLine, merge } from "./merge.ts";
import type { Lock, LockedFile } from "./state/lock.ts";
import { canonical, sha256 } from "./text.ts";

/** What to do about one conflict. */
export type Resolution = "merge" | "keep" | "overwrite";

const GENERATED = { same: "unchanged", other: "update" } as const;
const EDITED = { same: "keep", other: "merge" } as const;
const MARKED = { same: "conflict", other: "conflict" } as const;

/** What an editor is opened with: the merge with markers around what overlaps. */
export function conflictText({ before, base, generated }: Reconciled): string {
  const yours = canonical(before ?? "");
  if (generated === null || markerLine(yours) !== null) return yours;
  return merge(yours, base, generated).text;
}

/** Resolves one conflict by a text that the user made of it. Stays a conflict while it has markers. */
export function resolveWith(file: Reconciled, text: string): Reconciled {
  const yours = canonical(text);
  if (yours === file.generated) return resolve(file, "overwrite");
  const marker = markerLine(yours);
  const note = marker === null ? "your edits stay" : `conflict markers from line ${marker}`;
  return { ...put(file, yours, marker === null ? EDITED : MARKED), note };
}

/**
 * Resolves one conflict. `merge` puts markers around what overlaps: the status stays
 * conflict and the run has to end with exit 1. `keep` is remembered.
 */
export function resolve(file: Reconciled, resolution: Resolution): Reconciled {
  const { before, generated, modeBefore, mode } = file;
  if (generated === null) return file;
  if (resolution === "keep") {
    const note = "kept as it is";
    return { ...file, status: "keep", after: before, mode: modeBefore ?? mode, kept: true, note };
  }
  if (resolution === "overwrite") {
    return { ...put(file, generated, GENERATED), kept: false, note: null };
  }
  return file.mergeable ? { ...resolveWith(file, conflictText(file)), kept: false } : file;
}

/**
 * Resolves all conflicts by `--on-conflict`. `abort` (also: no terminal) leaves them open.
 * `overwrite` also takes back what was kept in earlier runs.
 */
export function resolveAll(
  files: readonly Reconciled[],
  policy: Resolution | "abort",
): readonly Reconciled[] {
  if (policy === "abort") return files;
  return files.map((file) => {
    const takenBack = policy === "overwrite" && file.kept;
    return file.status === "conflict" || takenBack ? resolve(file, policy) : file;
  });
}

/**
 * The error (exit 1, code `conflict`) to end with while conflicts remain, else null. With open
 * conflicts throw it before writing; those with markers are written first.
 */
export function conflictError(files: readonly Reconciled[]): UserError | null {
  const conflicts = files.filter(({ status }) => status === "conflict");
  const [first] = conflicts;
  if (!first) return null;
  const marked = conflicts.filter(({ after }) => after !== null && markerLine(canonical(after)) !== null);
  if (marked.length === conflicts.length) {
    const places = marked.map(({ path, after }) => `${path}:${markerLine(canonical(after ?? ""))}`);
    const message = `${places.join(", ")}: conflict markers: edit what stands between them, then run again`;
    return new UserError("conflict", message, 1);
  }
  const open = conflicts.filter((file) => !marked.includes(file));
  const reasons = open.map(({ path, note }) => `${path}: ${note}`).join("; ");
  return new UserError("conflict", `${reasons}: choose with --on-conflict merge, keep or overwrite`, 1, {
    flag: "--on-conflict",
    choices: ["merge", "keep", "overwrite"],
  });
}

/** What to save about one file when it is written; undefined to forget it. */
function nextFile(file: Reconciled, locked: LockedFile | undefined): LockedFile | undefined {
  const { status, before, after, generated, generatedMode, kept } = file;
  if (status === "remove") return undefined;
  // Left open: the next run has to find what this one found.
  if (generated === null || (status === "conflict" && after === before)) return locked;
  const text = after === null ? null : canonical(after);
  const accepted = text === null ? "absent" : text === generated ? null : sha256(text);
  return { mode: generatedMode, text: generated, kept, accepted: status === "conflict" ? null : accepted };
}

/** What to save about the files when they are written. */
export function nextFiles(files: readonly Reconciled[], lock: Lock | null): Lock["files"] {
  const next = files.map((file) => [file.path, nextFile(file, lock?.files[file.path])] as const);
  return Object.fromEntries(next.flatMap(([path, file]) => (file ? [[path, file]] : [])));
}
