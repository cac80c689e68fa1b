import type { Disk } from "./disk.ts";
import type { UserError } from "./errors.ts";
import type { Lock } from "./state/lock.ts";
import type { FileChange, RenderedFile } from "./types.ts";

/** What to do about one conflict. */
export type Resolution = "merge" | "keep" | "overwrite";

/** A file change with what it takes to resolve and to remember it. */
export interface Reconciled extends FileChange {
  /** As last generated; null when that is not known. */
  readonly base: string | null;
  /** On disk now; null when absent. */
  readonly modeBefore: number | null;
  /** The user chose to keep what is there, now or in an earlier run. */
  readonly kept: boolean;
  /** false when only keep and overwrite make sense; do not offer merge and edit then. */
  readonly mergeable: boolean;
}

/**
 * Compares three states of every file: as last generated, on disk, as generated now.
 * Pure. Conflicts stay open: `status` is conflict and nothing would be written.
 *
 * @param lock null when there is none: then every file that differs is a conflict.
 */
export function reconcile(
  generated: readonly RenderedFile[],
  lock: Lock | null,
  disk: Disk,
): readonly Reconciled[] {
  throw new Error(`not yet: ${generated} ${lock} ${disk}`);
}

/**
 * Resolves one conflict. `merge` puts markers around what overlaps: the status stays
 * conflict and the run has to end with exit 1. `keep` is remembered.
 */
export function resolve(file: Reconciled, resolution: Resolution): Reconciled {
  throw new Error(`not yet: ${file} ${resolution}`);
}

/** What an editor is opened with: the merge with markers around what overlaps. */
export function conflictText(file: Reconciled): string {
  throw new Error(`not yet: ${file}`);
}

/** Resolves one conflict by a text that the user made of it. Stays a conflict while it has markers. */
export function resolveWith(file: Reconciled, text: string): Reconciled {
  throw new Error(`not yet: ${file} ${text}`);
}

/**
 * Resolves all conflicts by `--on-conflict`. `abort` (also: no terminal) leaves them open.
 * `overwrite` also takes back what was kept in earlier runs.
 */
export function resolveAll(
  files: readonly Reconciled[],
  policy: Resolution | "abort",
): readonly Reconciled[] {
  throw new Error(`not yet: ${files} ${policy}`);
}

/**
 * The error (exit 1, code `conflict`) to end with while conflicts remain, else null. With open
 * conflicts throw it before writing; those with markers are written first.
 */
export function conflictError(files: readonly Reconciled[]): UserError | null {
  throw new Error(`not yet: ${files}`);
}

/** What to save about the files when they are written. */
export function nextFiles(files: readonly Reconciled[], lock: Lock | null): Lock["files"] {
  throw new Error(`not yet: ${files} ${lock}`);
}
