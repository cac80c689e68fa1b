import type { Element, Expression } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { parseBlock } from "./parse-statements.ts";
import { parseParameters, parseResults, parseType } from "./parse-types.ts";
import { code, Kind, unquote } from "./tokens.ts";

const C = {
  openBracket: code("["),
  openParen: code("("),
  closeParen: code(")"),
  openBrace: code("{"),
  comma: code(","),
  colon: code(":"),
  dot: code("."),
  ellipsis: code("..."),
  semicolon: code(";"),
  func: code("func"),
  type: code("type"),
};
const UNARY = new Set(["+", "-", "!", "^", "*", "&", "<-"].map(code));
const TYPE_LITERALS = new Set(["[", "map", "chan", "struct", "interface"].map(code));
const PRECEDENCE = new Map(
  [
    ["||"],
    ["&&"],
    ["==", "!=", "<", "<=", ">", ">="],
    ["+", "-", "|", "^"],
    ["*", "/", "%", "<<", ">>", "&", "&^"],
  ].flatMap((operators, level) => operators.map((operator) => [code(operator), level + 1] as const)),
);
const DEEPEST = 120;
/** Longer chains of operators are tables of data, not configuration. */
const LONGEST_CHAIN = 64;

/** Reads an expression; `unknown` where there is none. May stay where it is. */
export function parseExpression(cursor: Cursor, precedence = 1): Expression {
  if (cursor.depth > DEEPEST) {
    cursor.at = Math.max(
      cursor.closer() === cursor.tokens.count - 1 ? cursor.at + 1 : cursor.closer(),
      cursor.at,
    );
    return { kind: "unknown", at: cursor.offset };
  }
  cursor.depth++;
  let left = parseUnary(cursor);
  for (let length = 0; ; length++) {
    const level = PRECEDENCE.get(cursor.code) ?? 0;
    if (level < precedence) break;
    const at = cursor.offset;
    const operator = cursor.next();
    const right = parseExpression(cursor, level + 1);
    if (length < LONGEST_CHAIN) left = { kind: "binary", operator, left, right, at };
  }
  cursor.depth--;
  return left;
}

function parseUnary(cursor: Cursor): Expression {
  if (!UNARY.has(cursor.code)) return parsePrimary(cursor);
  const at = cursor.offset;
  const operators: string[] = [];
  while (UNARY.has(cursor.code)) operators.push(cursor.next());
  const operand = parsePrimary(cursor);
  return operators.reduceRight<Expression>(
    (inner, operator) => ({ kind: "unary", operator, operand: inner, at }),
    operand,
  );
}

/** Runs `read` with the rules inside brackets: a `{` is a literal again. */
function bracketed<Result>(cursor: Cursor, read: () => Result): Result {
  const before = cursor.inHeader;
  cursor.inHeader = false;
  const result = read();
  cursor.inHeader = before;
  return result;
}

/** The list between the bracket under the cursor and its closer. */
function parseList(cursor: Cursor): Expression[] {
  const end = cursor.closer();
  cursor.next();
  return bracketed(cursor, () => {
    const items: Expression[] = [];
    while (cursor.at < end) {
      const before = cursor.at;
      if (cursor.take(C.comma) || cursor.take(C.colon) || cursor.take(C.ellipsis)) continue;
      items.push(parseExpression(cursor));
      if (cursor.at === before) cursor.next();
    }
    cursor.at = end;
    cursor.next();
    return items;
  });
}

function parseElement(cursor: Cursor): Expression {
  return cursor.code === C.openBrace ? parseComposite(cursor, null) : parseExpression(cursor);
}

function parseComposite(cursor: Cursor, type: Expression | null): Expression {
  const { offset: at } = cursor;
  const end = cursor.closer();
  cursor.depth++;
  cursor.next();
  const elements = bracketed(cursor, () => {
    const list: Element[] = [];
    while (cursor.at < end) {
      const before = cursor.at;
      if (cursor.take(C.comma) || cursor.take(C.semicolon)) continue;
      if (cursor.depth > DEEPEST) break;
      const first = parseElement(cursor);
      list.push(
        cursor.take(C.colon) ? { key: first, value: parseElement(cursor) } : { key: null, value: first },
      );
      if (cursor.at === before) cursor.next();
    }
    return list;
  });
  cursor.depth--;
  cursor.at = end;
  cursor.next();
  return { kind: "composite", type, elements, at: type && "at" in type ? type.at : at };
}

function isTypeName(expression: Expression): boolean {
  if (expression.kind === "index") return isTypeName(expression.base);
  return expression.kind === "name" || (expression.kind === "selector" && expression.base.kind === "name");
}

function parsePrimary(cursor: Cursor): Expression {
  let left = parseOperand(cursor);
  for (;;) {
    const at = cursor.offset;
    switch (cursor.code) {
      case C.dot:
        cursor.next();
        if (cursor.code === C.openParen) {
          // A type assertion: the value stays the same.
          cursor.at = cursor.closer();
          cursor.next();
        } else if (cursor.kind === Kind.name) {
          left = { kind: "selector", base: left, at: cursor.offset, name: cursor.next() };
        }
        break;
      case C.openBracket:
        left = { kind: "index", base: left, index: parseList(cursor), at };
        break;
      case C.openParen: {
        const place = left.kind === "selector" || left.kind === "name" ? left.at : at;
        left = { kind: "call", callee: left, args: parseList(cursor), at: place };
        break;
      }
      case C.openBrace:
        if (left.kind !== "container" && left.kind !== "struct" && (cursor.inHeader || !isTypeName(left))) {
          return left;
        }
        left = parseComposite(cursor, left);
        break;
      default:
        return left;
    }
  }
}

function parseOperand(cursor: Cursor): Expression {
  const { offset: at, kind } = cursor;
  if (kind === Kind.name) return { kind: "name", name: cursor.next(), at };
  if (kind === Kind.string) return { kind: "string", value: unquote(cursor.next()), at };
  if (kind === Kind.number) return { kind: "number", text: cursor.next(), at };
  if (kind === Kind.rune) {
    cursor.next();
    return { kind: "unknown", at };
  }
  if (cursor.code === C.openParen) {
    const end = cursor.closer();
    cursor.next();
    const inner = bracketed(cursor, () => parseExpression(cursor));
    cursor.at = end;
    cursor.next();
    return inner;
  }
  if (cursor.code === C.func) {
    cursor.next();
    const parameters = parseParameters(cursor);
    const results = parseResults(cursor);
    if (cursor.code !== C.openBrace) return { kind: "unknown", at };
    const body = bracketed(cursor, () => parseBlock(cursor));
    return { kind: "function", parameters, results, body, at };
  }
  if (TYPE_LITERALS.has(cursor.code)) return parseType(cursor);
  return { kind: "unknown", at };
}
