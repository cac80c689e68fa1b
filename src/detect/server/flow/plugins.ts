/** Packages that are imported for their effect alone: what they start waits until a configuration names it. */
import type { Analysis } from "./context.ts";
import type { Package, Program } from "./program.ts";

/** Packages in reach that no file imports under a name. */
export function pluginsOf({ program, memo }: Analysis): ReadonlySet<Package> {
  memo.plugins ??= findPlugins(program);
  return memo.plugins;
}

function findPlugins(program: Program): ReadonlySet<Package> {
  const named = new Set<string>();
  for (const { imports } of program.files)
    for (const [name, path] of imports) if (name !== "_") named.add(path);
  return new Set(
    [...program.packages.values()].filter((one) => one !== program.main && !named.has(one.importPath)),
  );
}
