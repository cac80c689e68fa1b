import type { Declaration, FunctionDeclaration, SourceTree, TypeDeclaration } from "./ast.ts";
import { Cursor } from "./cursor.ts";
import { parseTypes, parseValues } from "./parse-specifications.ts";
import { parseBlock } from "./parse-statements.ts";
import { parseParameters, parseResults } from "./parse-types.ts";
import { tokenize } from "./scanner.ts";
import { code, Kind } from "./tokens.ts";

const VAR = code("var");
const CONST = code("const");
const TYPE = code("type");
const FUNC = code("func");
const OPEN_PAREN = code("(");
const OPEN_BRACKET = code("[");
const OPEN_BRACE = code("{");

function parseFunction(cursor: Cursor): FunctionDeclaration {
  cursor.next();
  const receiver = cursor.code === OPEN_PAREN ? (parseParameters(cursor)[0] ?? null) : null;
  const at = cursor.offset;
  const name = cursor.kind === Kind.name ? cursor.next() : "";
  if (cursor.code === OPEN_BRACKET) {
    cursor.at = cursor.closer();
    cursor.next();
  }
  const parameters = parseParameters(cursor);
  const results = parseResults(cursor);
  const body = cursor.code === OPEN_BRACE ? parseBlock(cursor) : [];
  return { kind: "declaration", name, receiver, parameters, results, body, at };
}

/** The types of a Go file alone: enough of what a tool has made. */
export function parseTypesOnly(text: string): SourceTree {
  return parseTop(text, true);
}

/** Reads a Go file. Never fails: what it does not understand is left out. */
export function parseGo(text: string): SourceTree {
  return parseTop(text, false);
}

function parseTop(text: string, typesOnly: boolean): SourceTree {
  const cursor = new Cursor(tokenize(text));
  const values: Declaration[] = [];
  const types: TypeDeclaration[] = [];
  const functions: FunctionDeclaration[] = [];
  while (!cursor.done) {
    const before = cursor.at;
    cursor.depth = 0;
    cursor.inHeader = false;
    if (typesOnly && cursor.code !== TYPE) cursor.skipStatement(cursor.tokens.count - 1);
    else if (cursor.code === VAR || cursor.code === CONST) values.push(...parseValues(cursor));
    else if (cursor.code === TYPE) types.push(...parseTypes(cursor));
    else if (cursor.code === FUNC) functions.push(parseFunction(cursor));
    else cursor.skipStatement(cursor.tokens.count - 1);
    if (cursor.at === before) cursor.next();
  }
  return { values, types, functions };
}
