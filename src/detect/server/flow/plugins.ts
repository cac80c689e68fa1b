/** Packages that are imported for their effect alone: what they start waits until a configuration names it. */
import { callersOf } from "./callers.ts";
import type { Analysis } from "./context.ts";
import { isInit, outermostFunction, type Package, type Program, type Scope } from "./program.ts";

const FARTHEST = 3;

/** As many that listen are a choice for whoever configures the program: none of them starts by itself. */
export const CHOICE = 3;

/** Packages in reach to which no names lead from the main package: imported with `_`, or by such packages alone. */
export function pluginsOf({ program, memo }: Analysis): ReadonlySet<Package> {
  memo.plugins ??= findPlugins(program);
  return memo.plugins;
}

function findPlugins(program: Program): ReadonlySet<Package> {
  const importedBy = new Map<Package, Set<string>>();
  for (const { package: importer, imports } of program.files) {
    const named = importedBy.get(importer) ?? new Set();
    for (const [name, path] of imports) if (name !== "_") named.add(path);
    importedBy.set(importer, named);
  }
  const reached = new Set([program.main]);
  for (const importer of reached) {
    for (const path of importedBy.get(importer) ?? []) {
      const imported = program.packages.get(path);
      if (imported) reached.add(imported);
    }
  }
  return new Set([...program.packages.values()].filter((one) => !reached.has(one)));
}

/** Whether the code stands in such a package, and the import alone does not run it. */
export function isOfPlugin(analysis: Analysis, scope: Scope): boolean {
  return pluginsOf(analysis).has(scope.file.package) && !runsOnImport(analysis, scope, 0);
}

/** Whether `init` comes to it by calls. */
function runsOnImport(analysis: Analysis, scope: Scope, depth: number): boolean {
  const outer = outermostFunction(scope);
  const { node } = outer;
  if (node?.kind !== "declaration" || depth > FARTHEST) return false;
  if (isInit(outer)) return true;
  return callersOf(analysis, outer).some((one) => runsOnImport(analysis, one.scope, depth + 1));
}
