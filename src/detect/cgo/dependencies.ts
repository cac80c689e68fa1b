/** Dependencies in reach that work only with cgo, from the best source there is. */
import type { System } from "../../system/system.ts";
import type { Evidence } from "../../types/project.ts";
import type { GoBuildContext } from "../build-context.ts";
import {
  cachedSources,
  type ExternalPackage,
  type ExternalSources,
  moduleCachePath,
  walkExternal,
} from "../external.ts";
import { loadPackage } from "../packages.ts";
import { isWithin, relativeTo } from "../paths.ts";
import type { Graph, Import } from "../reach.ts";
import type { SelectedMain } from "../selected-main.ts";
import { goListDeps, type ListedPackage } from "./go-list.ts";
import { type CgoModule, cgoModuleOf, cgoWrappers, withoutMajor } from "./modules.ts";
import { needsCgo } from "./need.ts";
import type { OwnChoice } from "./own-builds.ts";
import { isOlder } from "./version.ts";

export interface CgoDependency {
  readonly importPath: string;
  readonly evidence: Evidence;
  /** Its source, to read `#cgo` lines from; null when only its name is known. */
  readonly found: ExternalPackage | null;
}

interface CgoDependencies {
  readonly dependencies: readonly CgoDependency[];
  /** Decided by sources; else by names alone, which sees only what it knows. */
  readonly certain: boolean;
}

/** What builds without cgo already: the imports whose needs decide. */
function plainImports(graph: Graph): ReadonlyMap<string, Import> {
  return new Map([...graph.external].filter(([, { cgoOnly }]) => !cgoOnly));
}

function needing(packages: readonly ExternalPackage[]): CgoDependency[] {
  return packages
    .filter((found) => !found.cgoOnly && needsCgo(found))
    .map((found) => ({ importPath: found.importPath, evidence: found.evidence, found }));
}

/**
 * Whether go.mod, which from 1.17 on names every module of the build, leaves out the module that
 * a package is known to import: a fork that stands for the package imports another one.
 */
function isWithoutTarget({ module, requires }: GoBuildContext, importPath: string, target: string): boolean {
  const go = module.mod.goVersion;
  if (go === null || isOlder(`v${go}.0`, "v1.17.0")) return false;
  const within = (path: string) => requires.some((one) => isWithin(path, withoutMajor(one.path)));
  return within(withoutMajor(importPath)) && !within(withoutMajor(target));
}

/**
 * Whether the repository builds without cgo, and go.mod has what does a module's work in Go: then what
 * is imported of the module is its part that needs none, such as the types of a parser.
 */
function isReplaced({ requires }: GoBuildContext, choice: OwnChoice | null, { pureGo }: CgoModule): boolean {
  if (pureGo === undefined || choice?.cgo !== false || !choice.explicit) return false;
  return requires.some(({ path }) => withoutMajor(path) === pureGo);
}

/** By name alone: modules of the table, and packages that are known to import one. */
function byName(
  context: GoBuildContext,
  imports: ReadonlyMap<string, Import>,
  choice: OwnChoice | null,
): CgoDependency[] {
  return [...imports]
    .map(([importPath, { evidence }]) => {
      const module = cgoModuleOf(importPath);
      const wrapped = cgoWrappers[withoutMajor(importPath)];
      if (wrapped && isWithoutTarget(context, importPath, wrapped)) return null;
      if (!module || isReplaced(context, choice, module)) return null;
      return { importPath: wrapped ?? importPath, evidence, found: null };
    })
    .filter((dependency) => dependency !== null);
}

/**
 * Vendored sources decide; else Go, when the module cache holds what is imported;
 * else the cache as far as it goes; else the table.
 */
export async function cgoDependencies(
  system: Pick<System, "files" | "processes" | "environment">,
  { layout, context, graph, vendored, main, tags }: SelectedMain,
  choice: OwnChoice | null,
): Promise<CgoDependencies> {
  const imports = plainImports(graph);
  const certain = (dependencies: readonly CgoDependency[]) => ({ dependencies, certain: true });
  if (imports.size === 0) return certain([]);
  if (context.vendor) return certain(needing(vendored));
  const cachePath = moduleCachePath(system.environment);
  const cache = cachePath === null ? null : cachedSources(system.files, cachePath, context);
  if (!cache || ![...imports.keys()].every((path) => cache.locate(path) !== null)) {
    return { dependencies: byName(context, imports, choice), certain: false };
  }
  const list = (cgo: boolean) => goListDeps(system.processes, layout.sources.root, context, main, tags, cgo);
  const listed = await list(true);
  if (!listed) return certain(needing(walkExternal(cache, imports, tags)));
  const own = new Set(graph.packages.map(({ importPath }) => importPath));
  const withC = listed.filter(
    (one) => !one.Standard && one.CgoFiles !== undefined && !own.has(one.ImportPath),
  );
  if (withC.length === 0) return certain([]);
  const withoutCgo = new Set((await list(false))?.map(({ ImportPath }) => ImportPath));
  const entrances = entrancesTo(listed, imports);
  return certain(
    withC
      .filter(({ ImportPath }) => withoutCgo.has(ImportPath))
      .map((one) => loadListed(cache, one, entrances, tags))
      .filter((dependency) => dependency !== null),
  );
}

/** For every package behind the imports, the place of the first import that leads to it. */
function entrancesTo(
  listed: readonly ListedPackage[],
  imports: ReadonlyMap<string, Import>,
): ReadonlyMap<string, Evidence> {
  const edges = new Map(listed.map(({ ImportPath, Imports }) => [ImportPath, Imports ?? []]));
  const entrances = new Map([...imports].map(([path, { evidence }]) => [path, evidence]));
  for (const [path, evidence] of entrances) {
    // A map is walked in the order of insertion, so what is added here comes later.
    for (const next of edges.get(path) ?? []) if (!entrances.has(next)) entrances.set(next, evidence);
  }
  return entrances;
}

/** The listed package when it works only with cgo, else null. */
function loadListed(
  cache: ExternalSources,
  { ImportPath, Dir }: ListedPackage,
  entrances: ReadonlyMap<string, Evidence>,
  tags: readonly string[],
): CgoDependency | null {
  const directory = cache.locate(ImportPath) ?? (Dir ? relativeTo(Dir, cache.sources.root) : null);
  const loaded = directory === null ? null : loadPackage(cache.sources, directory, new Set(tags));
  const evidence = entrances.get(ImportPath);
  if (!loaded || evidence === undefined) return null;
  const found = { ...loaded, importPath: ImportPath, evidence, cgoOnly: false };
  return needsCgo(found) ? { importPath: ImportPath, evidence, found } : null;
}
