import { isDeepStrictEqual } from "node:util";
import type { Reconciled } from "./change.ts";
import { type DiskFile, inspect } from "./disk.ts";
import { UserError } from "./errors.ts";
import { serialiseAnswers } from "./state/answers.ts";
import { type Lock, serialiseLock } from "./state/lock.ts";
import { ANSWERS_FILE, LOCK_FILE, readState, type SavedState } from "./state.ts";
import type { System } from "./system/system.ts";
import { withLineEndingsOf } from "./text.ts";
import type { Answers } from "./types/answers.ts";
import { commit, type Edit, finish } from "./write/commit.ts";
import { JOURNAL, STAGED } from "./write/journal.ts";
import { alone, RUN_LOCK } from "./write/run-lock.ts";

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

type Ports = Pick<System, "files" | "self">;

function changed(file: string): never {
  throw new UserError("changed", `${file}: was changed while this ran, nothing is written: run again`, 1);
}

/** What has to be done so that a file is as decided; nothing when another run did the same. */
function fileEdits(change: Reconciled, now: DiskFile | undefined): readonly Edit[] {
  const { path, before, after, mode, modeBefore } = change;
  const is = (text: string | null, bits: number | null) =>
    now?.text === text && (text === null || now.mode === bits);
  if (is(after, mode)) return [];
  if (!is(before, modeBefore)) changed(path);
  return [{ path, text: after, mode }];
}

/** Saved answers are left as they are written, spaces and order, while they say the same. */
function saysSame({ answers }: SavedState, wanted: WriteRequest["answers"]): boolean {
  const values = answers?.services.map((service) => service.values);
  return answers?.toolVersion === wanted.toolVersion && isDeepStrictEqual(values, wanted.services);
}

function stateEdits(ports: Ports, request: WriteRequest): readonly Edit[] {
  const { root, saved, answers, answerKeys, lock } = request;
  const now = readState(ports.files, root, answerKeys);
  const disk = inspect(ports.files, root, [ANSWERS_FILE, LOCK_FILE]);
  const edit = (path: string, text: string): Edit => {
    const before = disk.files.get(path);
    return { path, text: withLineEndingsOf(before?.text ?? "", text), mode: before?.mode ?? 0o644 };
  };
  const edits: Edit[] = [];
  if (!saysSame(now, answers)) {
    if (!isDeepStrictEqual(now.answers, saved.answers)) changed(ANSWERS_FILE);
    edits.push(edit(ANSWERS_FILE, serialiseAnswers(answers, answerKeys)));
  }
  if (!isDeepStrictEqual(now.lock, lock)) {
    if (!isDeepStrictEqual(now.lock, saved.lock)) changed(LOCK_FILE);
    edits.push(edit(LOCK_FILE, serialiseLock(lock)));
  }
  return edits;
}

function allEdits(ports: Ports, request: WriteRequest): readonly Edit[] {
  const { root, files } = request;
  const disk = inspect(
    ports.files,
    root,
    files.map(({ path }) => path),
  );
  // The lock file comes last: until it is there, files are compared with what they were made from before.
  return [
    ...files.flatMap((change) => fileEdits(change, disk.files.get(change.path))),
    ...stateEdits(ports, request),
  ];
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
export async function writeChanges(ports: Ports, request: WriteRequest): Promise<boolean> {
  const { root } = request;
  if (allEdits(ports, request).length === 0) return false;
  return alone(ports, root, () => {
    const edits = allEdits(ports, request);
    if (edits.length > 0) commit(ports.files, root, edits);
    return edits.length > 0;
  });
}

/** Whether a run that was killed, or goes on, left something in the directory. */
export function isInterrupted(names: readonly string[]): boolean {
  return names.some((name) => name === JOURNAL || name === RUN_LOCK || name.startsWith(STAGED));
}

/**
 * Finishes the write of a run that was killed and removes what it left. Call before readState,
 * in every run that may write (not with --check, --dry-run, --verify-only).
 *
 * @throws UserError exit 1 when another run goes on.
 */
export async function recover(ports: Ports, root: string): Promise<void> {
  const names = (ports.files.readDirectory(root) ?? []).map(({ name }) => name);
  if (isInterrupted(names)) await alone(ports, root, () => finish(ports.files, root));
}
