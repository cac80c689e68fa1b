import path from "node:path";
import { type Disk, inspect } from "../disk.ts";
import { UserError } from "../errors.ts";
import { fileError } from "../file-error.ts";
import { LOCK_FILE } from "../state.ts";
import type { FileSystem } from "../system/system.ts";
import { openJournal, readJournal, STAGED, type Step, sweep } from "./journal.ts";
import { fingerprint, play, remember, undo } from "./step.ts";

/** One file as it is to be; `text` null removes it. */
export interface Edit {
  readonly path: string;
  readonly text: string | null;
  readonly mode: number;
}

const targetOf = (disk: Disk, file: string): string => disk.files.get(file)?.target ?? file;

/** What can be known beforehand: a rename needs no permission on the file, but its owner may have meant it. */
function checkWritable(files: FileSystem, file: string, target: string): void {
  let place = target;
  while (!files.facts(place)) place = path.dirname(place);
  const folder = place === target ? path.dirname(target) : place;
  if (files.isWritable(place) && files.isWritable(folder)) return;
  throw new UserError("file", `${file}: cannot be written: no permission, or a read-only file system`, 1);
}

function stage(files: FileSystem, root: string, edits: readonly Edit[], disk: Disk): readonly Step[] {
  return edits.map(({ path: file, text, mode }, index) => {
    const before = fingerprint(files, targetOf(disk, file));
    if (text === null) return { path: file, staged: null, before };
    const staged = `${STAGED}${index}`;
    try {
      files.createFlushed(path.join(root, staged), text, mode);
    } catch (error) {
      throw fileError(error, file, "cannot be written");
    }
    return { path: file, staged, before };
  });
}

/**
 * Makes all edits or none, in their order. New texts are first staged beside each other and
 * named in a journal; then each is moved into its place, which no reader can see half done.
 * Killed before the journal is there, nothing has changed; killed after, {@link finish} goes on.
 *
 * @throws UserError exit 1; everything is then as it was.
 */
export function commit(files: FileSystem, root: string, edits: readonly Edit[]): void {
  const disk = inspect(
    files,
    root,
    edits.map(({ path: file }) => file),
  );
  for (const { path: file } of edits) checkWritable(files, file, targetOf(disk, file));
  sweep(files, root);
  let steps: readonly Step[];
  try {
    steps = stage(files, root, edits, disk);
    openJournal(files, root, steps);
  } catch (error) {
    sweep(files, root);
    throw fileError(error, "the directory", "cannot be written");
  }
  playAll(files, root, steps, disk);
  sweep(files, root);
}

function playAll(files: FileSystem, root: string, steps: readonly Step[], disk: Disk): void {
  const replaced = [];
  for (const step of steps) {
    const target = targetOf(disk, step.path);
    try {
      replaced.push(remember(files, target));
      play(files, root, target, step);
    } catch (error) {
      // Without the journal first: with it, the next run would go on where this one turns back.
      sweep(files, root);
      undo(files, root, replaced);
      throw fileError(error, step.path, "cannot be written");
    }
  }
}

/**
 * Finishes what a killed run had staged. A file that somebody changed since is left alone,
 * and so is the lock file then: the files are compared with what they were made from before.
 */
export function finish(files: FileSystem, root: string): void {
  const steps = readJournal(files, root) ?? [];
  const disk = inspect(
    files,
    root,
    steps.map(({ path: file }) => file),
  );
  let isUntouched = true;
  for (const step of steps) {
    const target = targetOf(disk, step.path);
    const isPending = step.staged === null || files.facts(path.join(root, step.staged)) !== null;
    const isChanged = fingerprint(files, target) !== step.before;
    if (!isPending || (step.path === LOCK_FILE && !isUntouched)) continue;
    // A file to be removed that is gone is a step that was played.
    if (isChanged && files.facts(target)) isUntouched = false;
    else play(files, root, target, step);
  }
  sweep(files, root);
}
