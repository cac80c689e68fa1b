/** Databases that are opened through a variable: `open := sqlite.Open`, then `gorm.Open(open(path))`. */
import type { CallSite, Program } from "../flow/program.ts";
import { importOf, lookUp } from "../flow/types.ts";

/** gorm's drivers that keep a file. */
export const GORM_FILE = /(gorm\.io\/driver\/sqlite|glebarez\/sqlite|libtnb\/sqlite)$/;

/** The calls that are handed the file's path. */
export function heldOpeners({ calls, files }: Program): readonly CallSite[] {
  const importing = new Set(
    files.filter(({ importPaths }) => [...importPaths].some((path) => GORM_FILE.test(path))),
  );
  if (importing.size === 0) return [];
  return [...calls].flatMap(([name, sites]) =>
    sites.filter(({ call: { callee }, scope }) => {
      if (callee.kind !== "name" || !importing.has(scope.file)) return false;
      const given = lookUp(name, scope)?.definitions ?? [];
      return given.some(
        ({ value, scope: where }) =>
          value?.kind === "selector" &&
          value.name === "Open" &&
          GORM_FILE.test(importOf(value.base, where) ?? ""),
      );
    }),
  );
}
