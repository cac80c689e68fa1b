/** Compiled programs that were put into the tree: neither the build nor the image needs them. */
import { isProgram } from "../context/leaks.ts";
import type { Layout } from "./layout.ts";
import { absolute } from "./paths.ts";
import { isGitIgnored } from "./prebuild/gitignore.ts";

/**
 * Those that git does not ignore, and those that were known before: they may lie in some working copies only.
 * @param known as an earlier run saved them
 */
export function compiledPrograms({ sources, unknownFiles }: Layout, known: readonly string[]): string[] {
  const found = unknownFiles.filter((path) => {
    const facts = sources.files.facts(absolute(sources.root, path));
    return (
      facts?.kind === "file" &&
      isProgram(sources.files, sources.root, path, facts) &&
      !isGitIgnored(sources, path)
    );
  });
  return [...new Set([...known, ...found])].sort();
}
