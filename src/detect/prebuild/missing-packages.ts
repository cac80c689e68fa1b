/** Packages of the module that are imported and have no Go code, by where they would lie. */
import type { GoStep } from "../../types/prebuild.ts";
import type { GoBuildContext } from "../build-context.ts";
import { selectingTags } from "../packages.ts";
import { dirname, isWithin, join, relativeTo } from "../paths.ts";
import type { Graph } from "../reach.ts";
import type { Sources } from "../sources.ts";

function directoryOf({ module }: GoBuildContext, importPath: string): string | null {
  const { path } = module.mod;
  return isWithin(importPath, path) ? join(module.directory, relativeTo(importPath, path)) : null;
}

export function missingDirectories(context: GoBuildContext, { missing }: Graph): readonly string[] {
  return [...missing.keys()].flatMap((path) => directoryOf(context, path) ?? []);
}

/** For each package that has code only for some tags those tags, one of which every build names. */
export function tagChoices(
  sources: Sources,
  context: GoBuildContext,
  graph: Graph,
): readonly (readonly string[])[] {
  const directories = [
    ...graph.packages.map(({ directory }) => directory),
    ...missingDirectories(context, graph),
  ];
  return directories.map((one) => selectingTags(sources, one)).filter((tags) => tags.length > 0);
}

/** The graph without packages that a step of the build makes. */
export function withoutMade(graph: Graph, context: GoBuildContext, step: GoStep | null): Graph {
  const made = new Set(step?.outputs.map(dirname));
  const missing = [...graph.missing].filter(([path]) => !made.has(directoryOf(context, path) ?? ""));
  return { ...graph, missing: new Map(missing) };
}
