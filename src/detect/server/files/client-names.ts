/** Files that are written under a name which a client gives, right into the working directory. */
import type { Analysis } from "../flow/context.ts";
import { lastName, type Scope } from "../flow/program.ts";
import { typeOf } from "../flow/type-of.ts";
import { importOf, lookUp, typeName } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";

/** `filepath.Base(file.Filename)`, `file.Filename`, also where a variable holds it. */
export function isClientName(analysis: Analysis, path: Expression, scope: Scope, depth = 0): boolean {
  if (path.kind === "name") {
    const given = lookUp(path.name, scope)?.definitions ?? [];
    const values = given.map(({ value, scope: where }) => ({ value, where }));
    return (
      depth < 2 &&
      values.length === 1 &&
      values.every(({ value, where }) => value !== null && isClientName(analysis, value, where, depth + 1))
    );
  }
  if (path.kind === "selector") return path.name === "Filename" && isUpload(analysis, path.base, scope);
  if (path.kind !== "call" || path.callee.kind !== "selector" || path.callee.name !== "Base") return false;
  const [name] = path.args;
  const cuts = /^path(\/filepath)?$/.test(importOf(path.callee.base, scope) ?? "");
  return cuts && name !== undefined && isClientName(analysis, name, scope, depth + 1);
}

/** What `FormFile` of net/http and of frameworks gives, or an element of `form.File["files"]`. */
function isUpload(analysis: Analysis, file: Expression, scope: Scope, depth = 0): boolean {
  if (file.kind === "call") return lastName(file.callee) === "FormFile";
  if (file.kind === "index")
    return lastName(file.base) === "File" || isUpload(analysis, file.base, scope, depth);
  if (file.kind !== "name" || depth > 3) return false;
  const type = typeOf(analysis.program, file, scope);
  if (type && typeName(type) === "mime/multipart.FileHeader") return true;
  return (lookUp(file.name, scope)?.definitions ?? []).some(
    ({ value, scope: where }) => value !== null && isUpload(analysis, value, where, depth + 1),
  );
}
