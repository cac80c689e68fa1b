/** Paths that the code makes of where its own sources lie. */
import { posix } from "node:path";
import type { Expression } from "../go/ast.ts";
import type { Analysis, Context } from "./context.ts";
import { known, type Value } from "./value.ts";

/**
 * The file of `runtime.Caller(0)`. Built with -trimpath it is the package's import path and the
 * file's name, `example.com/shop/web/web.go`: a path below the working directory.
 */
export function sourcePath(depth: Expression | undefined, { scope }: Context, at: string): Value | null {
  if (depth?.kind !== "number" || depth.text !== "0") return null;
  return known(posix.join(scope.file.package.importPath, posix.basename(scope.file.path)), at);
}

/** Whether a path is such a file, or a directory that holds sources. */
export function isSourcePath({ program }: Analysis, path: string): boolean {
  return [...program.packages.keys()].some(
    (one) => path.startsWith(`${one}/`) || one === path || one.startsWith(`${path}/`),
  );
}
