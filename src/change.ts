import type { DiskFile } from "./disk.ts";
import { canonical, withLineEndingsOf } from "./text.ts";
import type { FileChange, RenderedFile } from "./types/files.ts";

/** A file change with what it takes to resolve and to remember it. */
export interface Reconciled extends FileChange {
  /** As last generated; null when that is not known. */
  readonly base: string | null;
  /** As generated, whatever is on disk. */
  readonly generatedMode: number;
  /** On disk now; null when absent. */
  readonly modeBefore: number | null;
  /** The user chose to keep what is there, now or in an earlier run. */
  readonly kept: boolean;
  /** false when only keep and overwrite make sense; do not offer merge and edit then. */
  readonly mergeable: boolean;
}

/** Executable files are scripts: Linux takes a carriage return for a part of the interpreter's name. */
const isScript = (mode: number): boolean => (mode & 0o100) !== 0;

/** The mode to leave on disk: the user's, made executable where a script needs it. */
function modeFor(generated: number, before: number | null): number {
  if (before === null) return generated;
  return isScript(generated) ? before | 0o100 | ((before & 0o044) >> 2) : before;
}

/** A change that leaves the disk as it is. */
export function untouched(disk: DiskFile, generated: RenderedFile, base: string | null): Reconciled {
  return {
    path: generated.path,
    status: "unchanged",
    before: disk.text,
    after: disk.text,
    generated: generated.text,
    mode: disk.mode ?? generated.mode,
    note: null,
    base,
    generatedMode: generated.mode,
    modeBefore: disk.mode,
    kept: false,
    mergeable: disk.utf8,
  };
}

/**
 * The change that puts `text` on disk, with the line endings and the mode that are there where
 * they do not harm. When that is what is there already, its status is `same`.
 *
 * @param text canonical.
 */
export function put(
  change: Reconciled,
  text: string,
  status: {
    readonly same: "unchanged" | "keep" | "conflict";
    readonly other: "update" | "merge" | "conflict";
  },
): Reconciled {
  const { before, generatedMode, modeBefore } = change;
  if (before === null) return { ...change, status: "create", after: text, mode: generatedMode };
  const after = isScript(generatedMode) ? text : withLineEndingsOf(before, text);
  const mode = modeFor(generatedMode, modeBefore);
  // A final newline more or less, or line endings that vary, are no reason to write.
  const textIsSame = text === canonical(before) && !(isScript(generatedMode) && before.includes("\r\n"));
  if (textIsSame && mode === modeBefore) return { ...change, status: status.same };
  return { ...change, status: status.other, after, mode };
}
