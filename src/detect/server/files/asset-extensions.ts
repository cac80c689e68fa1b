/** What kinds of files the image brings besides the program. */
import { posix } from "node:path";
import type { RuntimeFile } from "../../../types/project.ts";
import type { ServerInput } from "../analysis.ts";

/** Extensions, without the dot, of the files and of those in the directories. */
export function extensionsOf(
  { files, repository }: ServerInput,
  sources: readonly RuntimeFile[],
): readonly string[] {
  const found = new Set<string>();
  const visit = (path: string, depth: number): void => {
    const entries = files.readDirectory(posix.join(repository.root, path));
    if (!entries) {
      const extension = posix.extname(path).slice(1);
      if (/^\w+$/.test(extension)) found.add(extension);
      return;
    }
    if (depth > 6) return;
    for (const { name, kind } of entries) {
      if (kind === "directory" && name !== "node_modules") visit(posix.join(path, name), depth + 1);
      else if (kind === "file") visit(posix.join(path, name), depth + 1);
    }
  };
  for (const { source } of sources) visit(source, 0);
  return [...found].sort();
}
