import type { Declaration, Name, TypeDeclaration } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { parseExpressions } from "./parse-statements.ts";
import { parseType } from "./parse-types.ts";
import { code, Kind } from "./tokens.ts";

const C = {
  openBracket: code("["),
  closeBracket: code("]"),
  openParen: code("("),
  comma: code(","),
  semicolon: code(";"),
  assign: code("="),
  const: code("const"),
};

/** Calls `one` for the single or each parenthesised specification after the keyword. */
function eachSpecification(cursor: Cursor, one: () => void): void {
  cursor.next();
  if (cursor.code !== C.openParen) {
    one();
    return;
  }
  const end = cursor.closer();
  cursor.next();
  while (cursor.at < end) {
    if (cursor.take(C.semicolon)) continue;
    const before = cursor.at;
    one();
    cursor.skipStatement(end);
    if (cursor.at === before) cursor.next();
  }
  cursor.at = end;
  cursor.next();
}

/** `var x, y T = 1, 2` and `const (...)`, from the keyword on. */
export function parseValues(cursor: Cursor): Declaration[] {
  const constant = cursor.code === C.const;
  const declarations: Declaration[] = [];
  eachSpecification(cursor, () => {
    const names: Name[] = [];
    do {
      if (cursor.kind !== Kind.name) break;
      names.push({ kind: "name", at: cursor.offset, name: cursor.next() });
    } while (cursor.take(C.comma));
    const typed = cursor.code !== C.assign && cursor.code !== C.semicolon && names.length > 0;
    const type = typed ? parseType(cursor) : null;
    const values = cursor.take(C.assign) ? parseExpressions(cursor) : [];
    declarations.push({ kind: "declare", constant, names, type, values });
  });
  return declarations;
}

/** `type T struct{...}` and `type (...)`, from the keyword on. */
export function parseTypes(cursor: Cursor): TypeDeclaration[] {
  const declarations: TypeDeclaration[] = [];
  eachSpecification(cursor, () => {
    if (cursor.kind !== Kind.name) return;
    const at = cursor.offset;
    const name = cursor.next();
    // Type parameters, unless it is an array: `type T [4]int`, `type T []int`.
    const parameters =
      cursor.code === C.openBracket &&
      cursor.kindAhead(1) === Kind.name &&
      cursor.codeAhead(2) !== C.closeBracket;
    if (parameters) {
      cursor.at = cursor.closer();
      cursor.next();
    }
    cursor.take(C.assign);
    declarations.push({ kind: "type", name, type: parseType(cursor), at });
  });
  return declarations;
}
