import { unifiedDiff } from "../diff.ts";
import type { FileChange, FileStatus } from "../types/files.ts";
import type { Paint } from "./colors.ts";
import { wrap } from "./layout.ts";

const WORDS: Readonly<Record<FileStatus, string>> = {
  create: "create",
  unchanged: "unchanged",
  update: "update",
  merge: "merge",
  conflict: "conflict",
  keep: "keep",
  remove: "remove",
  orphan: "not ours now",
};

/** Status column: the longest word and a gap. */
const WIDTH = 13;

function paintStatus(status: FileStatus, paint: Paint): string {
  const text = WORDS[status].padEnd(WIDTH);
  if (status === "conflict" || status === "orphan") return paint.yellow(text);
  if (status === "unchanged" || status === "keep") return paint.dim(text);
  return status === "remove" ? paint.red(text) : paint.green(text);
}

/** One line a file, with what is to be said of it below; columns are those of the terminal. */
export function fileLines(changes: readonly FileChange[], columns: number, paint: Paint): string {
  const indent = " ".repeat(WIDTH + 2);
  return changes
    .map(({ path, status, note }) => {
      const line = `  ${paintStatus(status, paint)}${path}\n`;
      if (note === null) return line;
      const texts = wrap(note, Math.max(20, columns - indent.length));
      return line + texts.map((text) => `${indent}${paint.dim(text)}\n`).join("");
    })
    .join("");
}

function paintDiffLine(line: string, paint: Paint): string {
  if (line.startsWith("+")) return paint.green(line);
  if (line.startsWith("-")) return paint.red(line);
  return line.startsWith("@@") ? paint.dim(line) : line;
}

export function paintDiff(diff: string, paint: Paint): string {
  return diff
    .split("\n")
    .map((line) => paintDiffLine(line, paint))
    .join("\n");
}

/** The differences of every file that would change; an open conflict is shown against what is generated. */
export function diffText(changes: readonly FileChange[], paint: Paint): string {
  return changes
    .map((change) => {
      const after = change.status === "conflict" ? change.generated : change.after;
      return paintDiff(unifiedDiff(change.before, after, change.path), paint);
    })
    .join("");
}
