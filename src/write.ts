import type { Reconciled } from "./change.ts";
import type { Lock } from "./state/lock.ts";
import type { SavedState } from "./state.ts";
import type { System } from "./system/system.ts";
import type { Answers } from "./types.ts";

export interface WriteRequest {
  /** Absolute. */
  readonly root: string;
  readonly files: readonly Reconciled[];
  /** What the run started from. */
  readonly saved: SavedState;
  readonly answers: { readonly toolVersion: string; readonly services: readonly Answers[] };
  readonly answerKeys: readonly string[];
  readonly lock: Lock;
}

/**
 * Writes what changes, answers after the files and the lock file last; nothing when nothing
 * changes. All or nothing, also when it is killed: the next run finishes it (see `recover`).
 * Waits a moment for another run in the same directory.
 *
 * @returns whether anything was written.
 * @throws UserError exit 1, with nothing written: another run goes on, a file changed since it
 *   was looked at, no space, no permission.
 */
export async function writeChanges(
  system: Pick<System, "files" | "self">,
  request: WriteRequest,
): Promise<boolean> {
  throw new Error(`not yet: ${system} ${request}`);
}

/**
 * Finishes the write of a run that was killed and removes what it left. Call before readState,
 * in every run that may write (not with --check, --dry-run, --verify-only).
 */
export async function recover(system: Pick<System, "files" | "self">, root: string): Promise<void> {
  throw new Error(`not yet: ${system} ${root}`);
}
