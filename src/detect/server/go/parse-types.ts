import type { Expression, Field, Parameter } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { code, Kind, unquote } from "./tokens.ts";

const C = {
  star: code("*"),
  openBracket: code("["),
  closeBracket: code("]"),
  openParen: code("("),
  closeParen: code(")"),
  openBrace: code("{"),
  closeBrace: code("}"),
  comma: code(","),
  dot: code("."),
  ellipsis: code("..."),
  semicolon: code(";"),
  arrow: code("<-"),
  tilde: code("~"),
  map: code("map"),
  chan: code("chan"),
  func: code("func"),
  struct: code("struct"),
  interface: code("interface"),
};
const STARTS_TYPE = new Set([
  C.star,
  C.openBracket,
  C.openParen,
  C.map,
  C.chan,
  C.func,
  C.struct,
  C.interface,
  C.arrow,
]);
const DEEPEST = 60;

function skipBracket(cursor: Cursor): void {
  cursor.at = cursor.closer();
  cursor.next();
}

function startsType(cursor: Cursor, index: number): boolean {
  return cursor.tokens.kinds[index] === Kind.name || STARTS_TYPE.has(cursor.tokens.codes[index] ?? 0);
}

function typeName(cursor: Cursor): Expression {
  let at = cursor.offset;
  let type: Expression = { kind: "name", name: cursor.next(), at };
  while (cursor.code === C.dot && cursor.kindAhead(1) === Kind.name) {
    cursor.next();
    at = cursor.offset;
    type = { kind: "selector", base: type, name: cursor.next(), at };
  }
  // `x [5]int` is a name and an array, `List[int]` an instance.
  const isInstance = cursor.code === C.openBracket && cursor.codeAhead(1) !== C.closeBracket;
  return isInstance && !startsType(cursor, cursor.closer() + 1) ? instance(cursor, type) : type;
}

/** `atomic.Pointer[Config]`: the first of the type arguments says what is held. */
function instance(cursor: Cursor, base: Expression): Expression {
  const closer = cursor.closer();
  const at = cursor.offset;
  cursor.next();
  const first = parseType(cursor);
  cursor.at = closer;
  cursor.next();
  return { kind: "index", base, index: [first], at };
}

/** Reads a type; what is of no use for following values is `unknown`. Always moves on. */
export function parseType(cursor: Cursor): Expression {
  const at = cursor.offset;
  if (cursor.depth > DEEPEST) {
    cursor.next();
    return { kind: "unknown", at };
  }
  cursor.depth++;
  try {
    return typeAt(cursor, at);
  } finally {
    cursor.depth--;
  }
}

function typeAt(cursor: Cursor, at: number): Expression {
  if (cursor.kind === Kind.name) return typeName(cursor);
  switch (cursor.code) {
    case C.star:
    case C.tilde:
      cursor.next();
      return { kind: "unary", operator: "*", operand: parseType(cursor), at };
    case C.ellipsis:
      cursor.next();
      return { kind: "container", element: parseType(cursor), at };
    case C.openBracket:
      skipBracket(cursor);
      return { kind: "container", element: parseType(cursor), at };
    case C.map:
      cursor.next();
      if (cursor.code === C.openBracket) skipBracket(cursor);
      return { kind: "container", element: parseType(cursor), at };
    case C.arrow:
    case C.chan:
      while (cursor.code === C.arrow || cursor.code === C.chan) cursor.next();
      return { kind: "container", element: parseType(cursor), at };
    case C.func:
      cursor.next();
      parseParameters(cursor);
      parseResults(cursor);
      return { kind: "unknown", at };
    case C.struct:
      cursor.next();
      return { kind: "struct", fields: parseFields(cursor), at };
    case C.interface:
      cursor.next();
      if (cursor.code === C.openBrace) skipBracket(cursor);
      return { kind: "unknown", at };
    case C.openParen: {
      cursor.next();
      const inner = parseType(cursor);
      cursor.take(C.closeParen);
      return inner;
    }
    default:
      cursor.next();
      return { kind: "unknown", at };
  }
}

/** `(a, b int, rest ...string)`; unnamed parameters have the name "". */
export function parseParameters(cursor: Cursor): Parameter[] {
  if (cursor.code !== C.openParen) return [];
  const end = cursor.closer();
  cursor.next();
  const entries: { first: Expression; type: Expression | null }[] = [];
  while (cursor.at < end) {
    const before = cursor.at;
    const first = parseType(cursor);
    const single = cursor.code === C.comma || cursor.at >= end;
    entries.push({ first, type: single ? null : parseType(cursor) });
    if (!cursor.take(C.comma) && cursor.at === before) cursor.next();
  }
  cursor.at = end;
  cursor.next();
  if (!entries.some((entry) => entry.type !== null)) {
    return entries.map(({ first }) => ({ name: "", type: first }));
  }
  let type: Expression = { kind: "unknown", at: 0 };
  return entries
    .reverse()
    .map((entry) => {
      type = entry.type ?? type;
      return { name: entry.first.kind === "name" ? entry.first.name : "", type };
    })
    .reverse();
}

export function parseResults(cursor: Cursor): Parameter[] {
  if (cursor.code === C.openParen) return parseParameters(cursor);
  return startsType(cursor, cursor.at) ? [{ name: "", type: parseType(cursor) }] : [];
}

function embeddedName(type: Expression): string {
  if (type.kind === "unary") return embeddedName(type.operand);
  return type.kind === "name" || type.kind === "selector" ? type.name : "";
}

/** The fields between the braces under the cursor. */
export function parseFields(cursor: Cursor): Field[] {
  if (cursor.code !== C.openBrace) return [];
  const end = cursor.closer();
  cursor.next();
  const fields: Field[] = [];
  while (cursor.at < end) {
    if (cursor.take(C.semicolon)) continue;
    const at = cursor.offset;
    const after = cursor.codeAhead(1);
    const names: { name: string; at: number }[] = [];
    const embedded =
      cursor.kind !== Kind.name ||
      after === C.semicolon ||
      after === C.dot ||
      after === C.closeBrace ||
      cursor.kindAhead(1) === Kind.string;
    if (!embedded) {
      do names.push({ at: cursor.offset, name: cursor.next() });
      while (cursor.take(C.comma) && cursor.at < end);
    }
    const type = parseType(cursor);
    if (embedded) names.push({ name: embeddedName(type), at });
    const tag = cursor.kind === Kind.string ? unquote(cursor.next()) : "";
    for (const name of names) fields.push({ ...name, embedded, type, tag });
    cursor.skipStatement(end);
  }
  cursor.at = end;
  cursor.next();
  return fields;
}
