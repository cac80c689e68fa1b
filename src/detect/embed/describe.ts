import type { Embed } from "../../types/project.ts";
import { join } from "../paths.ts";
import type { GraphPackage } from "../reach.ts";
import type { Sources } from "../sources.ts";
import { embedDirectives } from "./directives.ts";
import { embeddedFiles, plainPrefix } from "./match.ts";

interface EmbedFacts {
  readonly embeds: readonly Embed[];
  /** Files on the disk that the patterns take. */
  readonly files: readonly string[];
}

/** The embeds of the packages in reach, a fact for each directive. */
export function describeEmbeds(sources: Sources, packages: readonly GraphPackage[]): EmbedFacts {
  const embeds: Embed[] = [];
  const files = new Set<string>();
  for (const { directory, files: goFiles } of packages) {
    for (const file of goFiles) {
      if (!file.header.imports.some(({ path }) => path === "embed")) continue;
      for (const { patterns, line } of embedDirectives(file.text())) {
        const missing = new Set<string>();
        for (const pattern of patterns) {
          const found = embeddedFiles(sources, directory, pattern);
          // Of `*-dist` there is no part that could be named alone.
          if (found.length === 0) missing.add(join(directory, plainPrefix(pattern) || pattern));
          for (const path of found) files.add(path);
        }
        embeds.push({
          package: directory,
          patterns,
          missing: [...missing],
          evidence: `${file.path}:${line}`,
        });
      }
    }
  }
  return { embeds, files: [...files] };
}
