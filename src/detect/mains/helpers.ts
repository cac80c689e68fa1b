/** Main packages that are run to make the repository's own code. */
import type { Layout } from "../layout.ts";
import { dirname, join } from "../paths.ts";
import { targetDirectory } from "./build-targets.ts";
import type { FoundMain } from "./find.ts";

function isBuilt({ found }: FoundMain, path: string): boolean {
  return found.files.some((file) => file.path === path);
}

/** Directories that `go:generate go run` and go.mod's `tool` lines name. */
export function helperDirectories(layout: Layout, mains: readonly FoundMain[]): ReadonlySet<string> {
  const helpers = new Set<string>();
  for (const { directory, mod } of layout.modules.values()) {
    for (const tool of mod.tools) {
      if (tool.startsWith(`${mod.path}/`)) helpers.add(join(directory, tool.slice(mod.path.length + 1)));
    }
  }
  for (const main of mains) {
    for (const above of new Set([main.directory, dirname(main.directory)])) {
      for (const name of layout.sources.directory(above)?.files ?? []) {
        if (!name.endsWith(".go") || name.endsWith("_test.go")) continue;
        const text = layout.sources.goFile(join(above, name))?.text() ?? "";
        for (const [, target] of text.matchAll(/^\/\/go:generate\s+go\s+run\s+(?:-\S+\s+)*(\S+)/gm)) {
          const path = join(above, target ?? "");
          // A file that the build does not take, `go run generate.go`, is none of the directory's program.
          if (!path.endsWith(".go") || mains.some((one) => isBuilt(one, path)))
            helpers.add(targetDirectory(path));
        }
      }
    }
  }
  return helpers;
}
