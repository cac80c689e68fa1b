import path from "node:path";
import { isInside } from "../disk.ts";
import { fileError } from "../file-error.ts";
import type { FileSystem } from "../system/system.ts";

/** New files wait under this name until all of them are on the disk. */
export const STAGED = ".create-go-dockerfile.tmp-";

/** There from when everything is staged until everything is moved: what is to be moved where. */
export const JOURNAL = ".create-go-dockerfile.journal";

/** One step of a write. */
export interface Step {
  readonly path: string;
  /** Name of the staged file; null to remove `path`. */
  readonly staged: string | null;
  /** SHA-256 of the bytes there before; null when nothing was. */
  readonly before: string | null;
}

/** From here on a killed run is finished, not undone. */
export function openJournal(files: FileSystem, root: string, steps: readonly Step[]): void {
  const staged = path.join(root, `${STAGED}journal`);
  files.createFlushed(staged, JSON.stringify(steps), 0o644);
  files.rename(staged, path.join(root, JOURNAL));
}

function isStep(step: Partial<Step> | null): step is Step {
  const { path: file, staged } = step ?? {};
  const isStaged = staged === null || (staged?.startsWith(STAGED) === true && !/[\\/]/.test(staged));
  return typeof file === "string" && isInside(file) && isStaged;
}

/** null when there is none. A broken one is none: it is made in one piece, so not by this tool. */
export function readJournal(files: FileSystem, root: string): readonly Step[] | null {
  const text = files.readText(path.join(root, JOURNAL));
  if (text === null) return null;
  try {
    const steps: unknown = JSON.parse(text);
    return Array.isArray(steps) && steps.every(isStep) ? steps : null;
  } catch {
    return null;
  }
}

/** Removes the journal, then what is staged and was not moved. @throws UserError exit 1. */
export function sweep(files: FileSystem, root: string): void {
  const names = (files.readDirectory(root) ?? [])
    .filter(({ kind }) => kind === "file")
    .map(({ name }) => name);
  const staged = names.filter((name) => name.startsWith(STAGED));
  for (const name of names.includes(JOURNAL) ? [JOURNAL, ...staged] : staged) {
    try {
      files.remove(path.join(root, name));
    } catch (error) {
      throw fileError(error, name, "cannot be removed");
    }
  }
}
