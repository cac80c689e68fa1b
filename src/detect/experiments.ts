/** Experiments of the Go toolchain without which the code does not compile. */
import type { Experiment } from "../types/project.ts";
import type { GoPackage } from "./go-source/package.ts";
import { basename } from "./paths.ts";
import type { Sources } from "./sources.ts";

/** Packages of the standard library that are behind one, by import path (`internal/buildcfg`, release notes). */
const BEHIND: ReadonlyMap<string, string> = new Map([
  ["encoding/json/v2", "jsonv2"],
  ["encoding/json/jsontext", "jsonv2"],
  ["arena", "arenas"],
]);

/** What the repository's own builds set: a package of another module may need it. */
function ofOwnBuilds(sources: Sources, paths: readonly string[]): Experiment[] {
  return paths.flatMap((path) => {
    if (!/dockerfile|^makefile$|^\.?goreleaser/i.test(basename(path))) return [];
    const lines = sources.text(path)?.split("\n") ?? [];
    return lines.flatMap((line, index) => {
      const names = /^[^#]*\bGOEXPERIMENT\s*[:?]?[= ]\s*["']?([\w,]+)/.exec(line)?.[1]?.split(",") ?? [];
      return names.map((name) => ({ name, evidence: `${path}:${index + 1}` }));
    });
  });
}

/**
 * By the imports of the packages in reach, then by the repository's own builds.
 * @param own files that say how the repository is built
 */
export function describeExperiments(
  sources: Sources,
  packages: readonly GoPackage[],
  own: readonly string[],
): readonly Experiment[] {
  const imported = packages.flatMap(({ files }) =>
    files.flatMap(({ path: file, header }) =>
      header.imports.flatMap(({ path, line }) => {
        const name = BEHIND.get(path);
        return name === undefined ? [] : [{ name, evidence: `${file}:${line}` }];
      }),
    ),
  );
  // Others change how Go compiles, not whether it does, and come and go with its releases.
  const known = new Set(BEHIND.values());
  const all = [...imported, ...ofOwnBuilds(sources, own)].filter(({ name }) => known.has(name));
  return all.filter(({ name }, index) => all.findIndex((one) => one.name === name) === index);
}
