/** Whether a package works only with cgo. */
import { tagsOf } from "../go-source/constraint.ts";
import type { BuiltFile, GoPackage } from "../go-source/package.ts";
import { cgoModuleOf } from "./modules.ts";

/** A constraint that names cgo is a choice of its author: the package is meant to build without as well. */
function asksForCgo({ header }: BuiltFile): boolean {
  return header.constraint !== null && tagsOf(header.constraint).includes("cgo");
}

/**
 * A package that imports "C" needs cgo unless something takes its place without:
 * a file for `!cgo`, or other files beside those that say `cgo` themselves. A
 * known cgo module needs it although it compiles without (go-sqlite3 then fails
 * at run time).
 */
export function needsCgo(found: GoPackage & { readonly importPath: string }): boolean {
  const withC = found.files.filter(({ header }) => header.importsC !== null);
  if (withC.length === 0) return false;
  if (cgoModuleOf(found.importPath)) return true;
  if (found.files.every(({ cgoOnly }) => cgoOnly)) return true;
  return !found.files.some(({ cgoOffOnly }) => cgoOffOnly) && !withC.every(asksForCgo);
}
