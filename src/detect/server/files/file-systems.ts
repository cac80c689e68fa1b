/** Calls that open a path in a file system which somebody handed over, and not on the disk. */
import type { Analysis } from "../flow/context.ts";
import type { Scope } from "../flow/program.ts";
import { typeOf } from "../flow/type-of.ts";
import { typeName } from "../flow/types.ts";
import type { Call } from "../go/ast.ts";

/** Where one of these is the disk after all, the call that opened it is met by itself. */
const FILE_SYSTEM = /^(embed\.FS|io\/fs\.\w*FS|net\/http\.FileSystem)$/;

/** Whether the call is a method of such a file system. */
export function isInFileSystem({ program }: Analysis, { callee }: Call, scope: Scope): boolean {
  const type = callee.kind === "selector" ? typeOf(program, callee.base, scope) : null;
  return type !== null && FILE_SYSTEM.test(typeName(type) ?? "");
}
