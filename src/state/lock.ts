import type { Answers, Digests, Project } from "../types.ts";

/** What the files were made from, of one service, without places and paths of this machine. */
export type Facts = Readonly<Record<string, unknown>>;

/** A generated file as last generated. */
export interface LockedFile {
  readonly mode: number;
  readonly text: string;
  /** The user chose to keep the file as it was when `text` was offered. */
  readonly kept: boolean;
  /** SHA-256 of what was left on disk, when not `text`; "absent" for a file kept away; null when it is `text`. */
  readonly accepted: string | null;
}

/** `.create-go-dockerfile.lock`: what made the files and is not an answer. */
export interface Lock {
  readonly toolVersion: string;
  /** SHA-256 of the answers of each service, in their order, to tell that they were edited since. */
  readonly answers: readonly string[];
  /** Of each service, in the order of the answers. */
  readonly facts: readonly Facts[];
  readonly digests: Digests;
  /** By path, relative and POSIX. */
  readonly files: Readonly<Record<string, LockedFile>>;
}

/** @throws UserError exit 2, `FILE:LINE: ...`. */
export function parseLock(text: string, file: string): Lock {
  throw new Error(`not yet: ${text} ${file}`);
}

export function serialiseLock(lock: Lock): string {
  throw new Error(`not yet: ${lock}`);
}

/** The facts of a project that are saved and compared. No secret, no line numbers, no absolute path. */
export function factsOf(project: Project): Facts {
  return { ...project };
}

export function answersDigest(answers: Answers): string {
  return JSON.stringify(answers);
}
