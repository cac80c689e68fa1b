import type { Expression, Field } from "../go/ast.ts";
import type { FieldSite, SourceFile } from "./program.ts";

/** Records the fields of a struct under its key, and those of structs inside it. */
export function recordFields(
  structs: Map<string, FieldSite[]>,
  owner: string,
  fields: readonly Field[],
  file: SourceFile,
): void {
  if (structs.has(owner)) return;
  structs.set(
    owner,
    fields.map((field) => ({ field, owner, file })),
  );
  for (const { type } of fields) recordStruct(structs, type, file);
}

/** A struct without a name has the place where it stands as its key. */
export function recordStruct(
  structs: Map<string, FieldSite[]>,
  type: Expression | null,
  file: SourceFile,
): void {
  if (type?.kind === "struct") recordFields(structs, anonymousKey(file, type.at), type.fields, file);
  else if (type?.kind === "container") recordStruct(structs, type.element, file);
  else if (type?.kind === "unary") recordStruct(structs, type.operand, file);
}

export function anonymousKey(file: SourceFile, at: number): string {
  return `${file.path}#${at}`;
}
