/** Calls that open a path in a file system which somebody handed over, and those for which that is the disk. */
import { posix } from "node:path";
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { lastName, place, type Scope } from "../flow/program.ts";
import { typeOf } from "../flow/type-of.ts";
import { packageOf, typeName } from "../flow/types.ts";
import type { Call } from "../go/ast.ts";
import type { OpenedPath } from "./opened-paths.ts";

/** Where one of these is the disk after all, the call that opened it is met by itself. */
const FILE_SYSTEM = /^(embed\.FS|io\/fs\.\w*FS|net\/http\.FileSystem)$/;

/** Whether the call is a method of such a file system. */
export function isInFileSystem({ program }: Analysis, { callee }: Call, scope: Scope): boolean {
  const type = callee.kind === "selector" ? typeOf(program, callee.base, scope) : null;
  return type !== null && FILE_SYSTEM.test(typeName(type) ?? "");
}

/** `fs.Sub(os.DirFS("."), "static")`: the part alone is read. */
export function partsOfDisk(analysis: Analysis): readonly OpenedPath[] {
  return (analysis.program.calls.get("Sub") ?? []).flatMap(({ call, scope, guards }) => {
    const [whole, part] = call.args;
    if (packageOf(call.callee, scope) !== "io/fs" || whole?.kind !== "call") return [];
    if (lastName(whole.callee) !== "DirFS" || packageOf(whole.callee, scope) !== "os") return [];
    const [around, inside] = [whole.args[0], part].map((one) => textOf(analysis, one, scope));
    if (around == null || inside == null || isOff(analysis, guards, scope)) return [];
    return [{ text: posix.join(around, inside), evidence: place(scope.file, call.at), whole: true }];
  });
}
