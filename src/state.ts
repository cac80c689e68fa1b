import { inspect } from "./disk.ts";
import { parseAnswersFile, type SavedAnswers } from "./state/answers.ts";
import { type Lock, parseLock } from "./state/lock.ts";
import type { FileSystem } from "./system/system.ts";

export const ANSWERS_FILE = ".create-go-dockerfile.json";
export const LOCK_FILE = ".create-go-dockerfile.lock";

/** What earlier runs left; both null in a directory that has seen none. */
export interface SavedState {
  readonly answers: SavedAnswers | null;
  /** null with answers: the lock file was lost, and edits cannot be told from changes. */
  readonly lock: Lock | null;
}

/**
 * Reads both files of `root` (absolute).
 *
 * @param answerKeys the keys of the questions, for "did you mean".
 * @throws UserError exit 2, `FILE:LINE: ...`, when one is broken, has an unknown
 *   key, or was written by a newer version of this tool; exit 1 when it cannot be read.
 */
export function readState(files: FileSystem, root: string, answerKeys: readonly string[]): SavedState {
  // Refuses a link out of the directory before it is read through.
  const disk = inspect(files, root, [ANSWERS_FILE, LOCK_FILE]);
  const answers = disk.files.get(ANSWERS_FILE)?.text ?? null;
  const lock = disk.files.get(LOCK_FILE)?.text ?? null;
  return {
    answers: answers === null ? null : parseAnswersFile(answers, ANSWERS_FILE, answerKeys),
    lock: lock === null ? null : parseLock(lock, LOCK_FILE),
  };
}
