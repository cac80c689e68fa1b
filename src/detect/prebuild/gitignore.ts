/** Whether git ignores a path: what is ignored is made, what is not was put there on purpose. */
import { ancestors, dirname, join, relativeTo } from "../paths.ts";
import type { Sources } from "../sources.ts";

function patternOf(line: string): { expression: RegExp; negated: boolean } | null {
  let text = line.replace(/\\?\s+$/, "");
  if (text === "" || text.startsWith("#")) return null;
  const negated = text.startsWith("!");
  if (negated) text = text.slice(1);
  text = text.replace(/\/$/, "");
  const anchored = text.includes("/");
  const source = text
    .replace(/^\//, "")
    .replace(/[.+^${}()|\\]/g, "\\$&")
    .replace(/\*\*\/?|\*|\?/g, (glob) =>
      glob.startsWith("**") ? "(?:.*/)?" : glob === "*" ? "[^/]*" : "[^/]",
    );
  try {
    return { expression: new RegExp(`^${anchored ? "" : "(?:.*/)?"}${source}(?:/.*)?$`), negated };
  } catch {
    return null;
  }
}

/** @param path a file or directory, there or not; the last matching line counts, as in git */
export function isGitIgnored(sources: Sources, path: string): boolean {
  let ignored = false;
  for (const above of ancestors(dirname(path)).reverse()) {
    if (!sources.directory(above)?.files.includes(".gitignore")) continue;
    const relative = relativeTo(path, above);
    for (const line of (sources.text(join(above, ".gitignore")) ?? "").split(/\r?\n/)) {
      const pattern = patternOf(line);
      if (pattern?.expression.test(relative)) ignored = !pattern.negated;
    }
  }
  return ignored;
}
