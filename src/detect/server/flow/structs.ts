import type { Expression, Field } from "../go/ast.ts";
import type { Indexes } from "./assign.ts";
import type { SourceFile } from "./program.ts";

/** Records the fields of a struct under its key, and those of structs inside it. */
export function recordFields(
  indexes: Pick<Indexes, "structs" | "owners">,
  owner: string,
  fields: readonly Field[],
  file: SourceFile,
): void {
  const { structs, owners } = indexes;
  if (structs.has(owner)) return;
  structs.set(
    owner,
    fields.map((field) => ({ field, owner, file })),
  );
  for (const { name, type } of fields) {
    const known = owners.get(name);
    if (known) known.add(owner);
    else owners.set(name, new Set([owner]));
    recordStruct(indexes, type, file);
  }
}

/** A struct without a name has the place where it stands as its key. */
export function recordStruct(
  indexes: Pick<Indexes, "structs" | "owners">,
  type: Expression | null,
  file: SourceFile,
): void {
  if (type?.kind === "struct") recordFields(indexes, anonymousKey(file, type.at), type.fields, file);
  else if (type?.kind === "container") recordStruct(indexes, type.element, file);
  else if (type?.kind === "unary") recordStruct(indexes, type.operand, file);
}

export function anonymousKey(file: SourceFile, at: number): string {
  return `${file.path}#${at}`;
}
