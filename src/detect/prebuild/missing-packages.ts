/** Packages of the module that are imported and have no Go code, by where they would lie. */
import type { GoStep } from "../../types/prebuild.ts";
import type { GoBuildContext } from "../build-context.ts";
import { dirname, isWithin, join, relativeTo } from "../paths.ts";
import type { Graph } from "../reach.ts";

function directoryOf({ module }: GoBuildContext, importPath: string): string | null {
  const { path } = module.mod;
  return isWithin(importPath, path) ? join(module.directory, relativeTo(importPath, path)) : null;
}

export function missingDirectories(context: GoBuildContext, { missing }: Graph): readonly string[] {
  return [...missing.keys()].flatMap((path) => directoryOf(context, path) ?? []);
}

/** The graph without packages that a step of the build makes. */
export function withoutMade(graph: Graph, context: GoBuildContext, step: GoStep | null): Graph {
  const made = new Set(step?.outputs.map(dirname));
  const missing = [...graph.missing].filter(([path]) => !made.has(directoryOf(context, path) ?? ""));
  return { ...graph, missing: new Map(missing) };
}
