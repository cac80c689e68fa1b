/** Packages that are imported for their effect alone: what they start waits until a configuration names it. */
import type { Package, Program } from "./program.ts";

const known = new WeakMap<Program, ReadonlySet<Package>>();

/** Packages in reach that no file imports under a name. */
export function pluginsOf(program: Program): ReadonlySet<Package> {
  const before = known.get(program);
  if (before) return before;
  const named = new Set<string>();
  for (const { imports } of program.files)
    for (const [name, path] of imports) if (name !== "_") named.add(path);
  const plugins = [...program.packages.values()].filter(
    (one) => one !== program.main && !named.has(one.importPath),
  );
  const found = new Set(plugins);
  known.set(program, found);
  return found;
}
