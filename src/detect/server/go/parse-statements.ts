import type { Case, Expression, Index, Statement } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { parseExpression } from "./parse-expressions.ts";
import { parseTypes, parseValues } from "./parse-specifications.ts";
import { code, Kind } from "./tokens.ts";

const C = {
  openBracket: code("["),
  closeBracket: code("]"),
  openParen: code("("),
  openBrace: code("{"),
  closeBrace: code("}"),
  comma: code(","),
  colon: code(":"),
  semicolon: code(";"),
  assign: code("="),
  adds: code("+="),
  define: code(":="),
  arrow: code("<-"),
  if: code("if"),
  else: code("else"),
  for: code("for"),
  range: code("range"),
  switch: code("switch"),
  select: code("select"),
  case: code("case"),
  default: code("default"),
  return: code("return"),
  var: code("var"),
  const: code("const"),
  type: code("type"),
  go: code("go"),
  defer: code("defer"),
};
const ASSIGNS = new Set(["+=", "-=", "*=", "/=", "|=", "&=", "%=", "^=", "<<=", ">>=", "&^="].map(code));
const DEEPEST = 100;
const UNKNOWN: Expression = { kind: "unknown", at: 0 };

/** The statements between the braces under the cursor; the cursor ends behind them. */
export function parseBlock(cursor: Cursor): Statement[] {
  const end = cursor.closer();
  cursor.next();
  const statements = cursor.depth > DEEPEST ? [] : parseStatements(cursor, end);
  cursor.at = end;
  cursor.next();
  return statements;
}

function parseStatements(cursor: Cursor, end: number): Statement[] {
  const statements: Statement[] = [];
  cursor.depth++;
  while (cursor.at < end) {
    if (cursor.take(C.semicolon)) continue;
    if (cursor.code === C.case || cursor.code === C.default) break;
    const before = cursor.at;
    parseStatement(cursor, statements);
    // What was not understood is left out up to the end of its statement.
    cursor.skipStatement(end);
    if (cursor.at === before) cursor.next();
  }
  cursor.depth--;
  return statements;
}

function parseStatement(cursor: Cursor, into: Statement[]): void {
  switch (cursor.code) {
    case C.if:
      into.push(parseIf(cursor));
      return;
    case C.for:
      into.push(parseFor(cursor));
      return;
    case C.switch:
    case C.select:
      into.push(parseSwitch(cursor));
      return;
    case C.openBrace:
      into.push({ kind: "block", body: parseBlock(cursor), header: 0, end: cursor.offset });
      return;
    case C.return:
      cursor.next();
      into.push({
        kind: "return",
        values: cursor.code === C.semicolon || cursor.code === C.closeBrace ? [] : parseExpressions(cursor),
      });
      return;
    case C.var:
    case C.const:
      into.push(...parseValues(cursor));
      return;
    case C.type:
      into.push(...parseTypes(cursor));
      return;
    case C.go: {
      cursor.next();
      const value = parseExpression(cursor);
      into.push({ kind: "expression", value: value.kind === "call" ? { ...value, beside: true } : value });
      return;
    }
    case C.defer:
      cursor.next();
      into.push({ kind: "expression", value: parseExpression(cursor) });
      return;
    default:
      if (cursor.kind === Kind.name && cursor.codeAhead(1) === C.colon) {
        // A label.
        cursor.at += 2;
        if (cursor.code !== C.closeBrace && cursor.code !== C.semicolon) parseStatement(cursor, into);
        return;
      }
      into.push(parseSimple(cursor));
  }
}

export function parseExpressions(cursor: Cursor): Expression[] {
  const list = [parseExpression(cursor)];
  while (cursor.take(C.comma)) list.push(parseExpression(cursor));
  return list;
}

function parseSimple(cursor: Cursor): Statement {
  if (cursor.take(C.range)) return { kind: "expression", value: parseExpression(cursor) };
  const targets = parseExpressions(cursor);
  if (cursor.code === C.define || cursor.code === C.assign) {
    const define = cursor.code === C.define;
    cursor.next();
    if (cursor.take(C.range)) {
      // What a loop yields one by one are elements of what it runs over.
      const { offset: at } = cursor;
      const base = parseExpression(cursor);
      const element: Index = { kind: "index", base, index: [], at };
      const values: Expression[] =
        targets.length === 2
          ? [
              { kind: "key", base, at },
              { ...element, second: true },
            ]
          : [element];
      return { kind: "assign", define, targets, values };
    }
    return { kind: "assign", define, targets, values: parseExpressions(cursor) };
  }
  if (ASSIGNS.has(cursor.code) || cursor.code === C.arrow) {
    const [target] = targets;
    const { code: sign, offset: at } = cursor;
    cursor.next();
    const values = parseExpressions(cursor);
    const [right] = values;
    // `address += os.Getenv("PORT")`; numbers count up, and what loops put together says little.
    if (sign === C.adds && target?.kind === "name" && (right?.kind === "string" || right?.kind === "call")) {
      const sum: Expression = { kind: "binary", operator: "+", left: target, right, at };
      return { kind: "assign", define: false, targets: [target], values: [sum] };
    }
    const body = values.map((value): Statement => ({ kind: "expression", value }));
    return { kind: "block", body, header: 0, end: null };
  }
  return { kind: "expression", value: targets[0] ?? UNKNOWN };
}

/** What stands between the keyword and the `{` of its block. */
function parseHeader(cursor: Cursor): Statement[] {
  const statements: Statement[] = [];
  const before = cursor.inHeader;
  cursor.inHeader = true;
  while (cursor.code !== C.openBrace && !cursor.done) {
    if (cursor.take(C.semicolon)) continue;
    const start = cursor.at;
    statements.push(parseSimple(cursor));
    if (cursor.at === start) cursor.next();
  }
  cursor.inHeader = before;
  return statements;
}

function parseFor(cursor: Cursor): Statement {
  cursor.next();
  const header = parseHeader(cursor);
  const body = parseBlock(cursor);
  return { kind: "block", body: [...header, ...body], header: header.length, end: cursor.offset };
}

function parseIf(cursor: Cursor): Statement {
  cursor.next();
  const header = parseHeader(cursor);
  const last = header.at(-1);
  const then = parseBlock(cursor);
  const thenEnd = cursor.offset;
  const otherwise: Statement[] = [];
  if (cursor.take(C.else)) {
    if (cursor.code === C.if) otherwise.push(parseIf(cursor));
    else if (cursor.code === C.openBrace) otherwise.push(...parseBlock(cursor));
  }
  return {
    kind: "if",
    init: header.length > 1 ? (header[0] ?? null) : null,
    condition: last?.kind === "expression" ? last.value : null,
    then,
    otherwise,
    thenEnd,
    end: cursor.offset,
  };
}

function parseSwitch(cursor: Cursor): Statement {
  const selects = cursor.code === C.select;
  cursor.next();
  const header = parseHeader(cursor);
  const end = cursor.closer();
  cursor.next();
  const cases: Case[] = [];
  while (cursor.at < end) {
    const before = cursor.at;
    let values: Expression[] = [];
    const communication: Statement[] = [];
    if (cursor.take(C.case)) {
      if (selects) communication.push(parseSimple(cursor));
      else values = parseExpressions(cursor);
    } else {
      cursor.take(C.default);
    }
    while (cursor.at < end && cursor.code !== C.colon)
      cursor.at = (cursor.tokens.closers[cursor.at] || cursor.at) + 1;
    cursor.take(C.colon);
    const body = [...communication, ...parseStatements(cursor, end)];
    cases.push({ values, body, end: cursor.offset });
    if (cursor.at === before) cursor.next();
  }
  cursor.at = end;
  cursor.next();
  return { kind: "switch", header, cases, end: cursor.offset };
}
