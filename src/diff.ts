import { formatPatch, structuredPatch } from "diff";
import { canonical } from "./text.ts";

/** What git prints for a side that does not exist. */
const NO_FILE = "/dev/null";

/**
 * A unified diff with three lines of context, "" when equal. null stands for no file.
 * Line endings and the end of the last line are ignored, as they are in the comparison.
 */
export function unifiedDiff(before: string | null, after: string | null, path: string): string {
  const [from, to] = [canonical(before ?? ""), canonical(after ?? "")];
  if (from === to) return "";
  const patch = structuredPatch(
    before === null ? NO_FILE : `a/${path}`,
    after === null ? NO_FILE : `b/${path}`,
    from,
    to,
    undefined,
    undefined,
    { context: 3 },
  );
  return formatPatch(patch, { includeIndex: false, includeUnderline: false, includeFileHeaders: true });
}
