import type {
  Declaration,
  FunctionDeclaration,
  Parameter,
  SourceTree,
  Statement,
  TypeDeclaration,
} from "./ast.ts";
import { calculates } from "./calculates.ts";
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

type Imports = ReadonlyMap<string, string>;
type Head = Omit<FunctionDeclaration, "body" | "calculates">;

function parseFunction(cursor: Cursor, imports: Imports): FunctionDeclaration {
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
  const { tokens, at: open } = cursor;
  const head = { kind: "declaration", name, receiver, parameters, results, at } as const;
  if (cursor.code !== OPEN_BRACE) return { ...head, body: [], calculates: false };
  const names = [receiver, ...parameters, ...results].flatMap((one) => one?.name ?? []);
  if (!calculates(tokens, open, cursor.closer(), imports, names))
    return { ...head, body: parseBlock(cursor), calculates: false };
  cursor.at = cursor.closer();
  cursor.next();
  return new LateFunction(head, tokens.text, tokens.starts[open] ?? 0, cursor.offset);
}

/** A function whose body, between two offsets of a text, is parsed when it is asked for. */
class LateFunction implements FunctionDeclaration {
  readonly kind = "declaration";
  readonly calculates = true;
  readonly name: string;
  readonly receiver: Parameter | null;
  readonly parameters: readonly Parameter[];
  readonly results: readonly Parameter[];
  readonly at: number;
  readonly #text: string;
  readonly #start: number;
  readonly #end: number;
  #body: readonly Statement[] | null = null;

  constructor(head: Head, text: string, start: number, end: number) {
    this.name = head.name;
    this.receiver = head.receiver;
    this.parameters = head.parameters;
    this.results = head.results;
    this.at = head.at;
    this.#text = text;
    this.#start = start;
    this.#end = end;
  }

  get body(): readonly Statement[] {
    this.#body ??= parseBlock(new Cursor(tokenize(this.#text.slice(0, this.#end), this.#start)));
    return this.#body;
  }
}

/** The types of a Go file alone: enough of what a tool has made. */
export function parseTypesOnly(text: string): SourceTree {
  return parseTop(text, new Map(), true);
}

/**
 * Reads a Go file. Never fails: what it does not understand is left out.
 * @param imports import path by the name in the file
 */
export function parseGo(text: string, imports: Imports = new Map()): SourceTree {
  return parseTop(text, imports, false);
}

function parseTop(text: string, imports: Imports, typesOnly: boolean): SourceTree {
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
    else if (cursor.code === FUNC) functions.push(parseFunction(cursor, imports));
    else cursor.skipStatement(cursor.tokens.count - 1);
    if (cursor.at === before) cursor.next();
  }
  return { values, types, functions };
}
