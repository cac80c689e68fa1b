import path from "node:path";
import type { FileSystem } from "../system/system.ts";
import { sha256 } from "../text.ts";
import { STAGED, type Step } from "./journal.ts";

/** What a step replaced, to put it back. */
interface Replaced {
  readonly target: string;
  readonly bytes: Uint8Array | null;
  readonly mode: number;
}

/** SHA-256 of what is at `target`; null when nothing is. */
export function fingerprint(files: FileSystem, target: string): string | null {
  const bytes = files.readBytes(target);
  return bytes && sha256(bytes);
}

function removeEmptyFolder(files: FileSystem, root: string, folder: string): void {
  if (folder !== root && files.readDirectory(folder)?.length === 0) files.removeDirectory(folder);
}

/** Moves the staged file into place, or removes the file. Nothing to do when that is done already. */
export function play(files: FileSystem, root: string, target: string, step: Step): void {
  const folder = path.dirname(target);
  if (step.staged === null) {
    if (files.facts(target)) files.remove(target);
    removeEmptyFolder(files, files.realPath(root) ?? root, folder);
    return;
  }
  const staged = path.join(root, step.staged);
  if (!files.facts(staged)) return;
  if (!files.facts(folder)) files.makeDirectory(folder);
  files.rename(staged, target);
}

/** What stands at `target` before a step is played. */
export function remember(files: FileSystem, target: string): Replaced {
  return { target, bytes: files.readBytes(target), mode: files.facts(target)?.mode ?? 0o644 };
}

/** Puts back what steps replaced, the last one first. */
export function undo(files: FileSystem, root: string, replaced: readonly Replaced[]): void {
  for (const { target, bytes, mode } of replaced.toReversed()) {
    if (bytes === null) {
      if (files.facts(target)) files.remove(target);
      removeEmptyFolder(files, files.realPath(root) ?? root, path.dirname(target));
      continue;
    }
    const staged = path.join(root, `${STAGED}undo`);
    files.makeDirectory(path.dirname(target));
    files.createFlushed(staged, bytes, mode);
    files.rename(staged, target);
  }
}
