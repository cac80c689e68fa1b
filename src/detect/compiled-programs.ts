/** Where compiled programs lie in the tree, or are put by builds: neither the build nor the image needs them. */
import { isProgram } from "../context/leaks.ts";
import { isRecipe, type Layout } from "./layout.ts";
import { absolute, basename, dirname, join, leaves } from "./paths.ts";
import { isGitIgnored } from "./prebuild/gitignore.ts";

/** `go build -o shop ./cmd/shop`, the name without variables. */
const OUTPUT = /\bgo build\b[^#\n]*?\s-o[= ]\s*["']?(\w[\w./-]*|\.\/[\w./-]+)["']?(?=[ \t]|$)/gm;

/** What the builds of its modules leave, there or not. */
function builtPrograms({ sources, modules, evidenceFiles }: Layout): string[] {
  return evidenceFiles
    .filter((path) => isRecipe(basename(path)) && modules.has(dirname(path)))
    .flatMap((path) =>
      [...(sources.text(path) ?? "").matchAll(OUTPUT)].flatMap(([, name = ""]) =>
        name.endsWith("/") ? [] : [join(dirname(path), name)],
      ),
    );
}

/** Those that lie there; git ignores what is only in this working copy. */
function presentPrograms({ sources, unknownFiles }: Layout): string[] {
  return unknownFiles.filter((path) => {
    const facts = sources.files.facts(absolute(sources.root, path));
    return (
      facts?.kind === "file" &&
      isProgram(sources.files, sources.root, path, facts) &&
      !isGitIgnored(sources, path)
    );
  });
}

/** @param known as an earlier run saved them: what lies in some working copies only stays known */
export function compiledPrograms(layout: Layout, known: readonly string[]): string[] {
  const paths = new Set([...known, ...builtPrograms(layout), ...presentPrograms(layout)]);
  // `-o server` puts the program into the directory of that name, where there is one.
  return [...paths].filter((path) => !leaves(path) && layout.sources.directory(path) === null).sort();
}
