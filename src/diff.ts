/** A unified diff with three lines of context, "" when equal. null stands for no file. Line endings are ignored. */
export function unifiedDiff(before: string | null, after: string | null, path: string): string {
  throw new Error(`not yet: ${before} ${after} ${path}`);
}
