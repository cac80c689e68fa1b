/**
 * Go's lexical grammar (https://go.dev/ref/spec#Lexical_elements), fast and
 * never failing: odd bytes are skipped, an unclosed literal ends with the file.
 */
import { code, KEYWORD_CODES, Kind, pack, type Tokens } from "./tokens.ts";

const THREE = new Set(["<<=", ">>=", "&^=", "...", "&&=", "||="]);
const TWO = new Set("<< >> &^ += -= *= /= %= &= |= ^= && || <- ++ -- == != <= >= := !=".split(" "));

const SEMICOLON = code(";");
const ENDS_STATEMENT = new Set(["break", "continue", "fallthrough", "return"].map(code));
const CLOSES = new Map([
  [code(")"), code("(")],
  [code("]"), code("[")],
  [code("}"), code("{")],
]);
const INCREMENT = code("++");
const DECREMENT = code("--");

/** Letters, digits, `_` and everything outside ASCII. */
function isWord(char: number): boolean {
  return (
    (char >= 97 && char <= 122) ||
    (char >= 65 && char <= 90) ||
    (char >= 48 && char <= 57) ||
    char === 95 ||
    char > 127
  );
}

function isDigit(char: number): boolean {
  return char >= 48 && char <= 57;
}

function endOfWord(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && isWord(text.charCodeAt(at))) at++;
  return at;
}

/** By first letter and length alone, so that few names have to be looked up. */
function mayBeKeyword(char: number, size: number): boolean {
  return char >= 98 && char <= 118 && size > 1 && size < 12;
}

function endOfQuoted(text: string, start: number, quote: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 92) at++;
    else if (char === quote) return at + 1;
    else if (char === 10) return at;
  }
  return text.length;
}

function endOfNumber(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (isWord(char) || char === 46) continue;
    const before = text.charCodeAt(at - 1) | 32;
    const hex = (text.charCodeAt(start + 1) | 32) === 120;
    if ((char === 43 || char === 45) && (before === 112 || (before === 101 && !hex))) continue;
    break;
  }
  return at;
}

/** By the first character: no operator, one character only, or worth a look at the next. */
function operatorLength(text: string, at: number, char: number): number {
  // ( ) , ; [ ] { } ~ and a lone dot stand for themselves.
  if (char === 40 || char === 41 || char === 44 || char === 59 || char === 91 || char === 93) return 1;
  if (char === 123 || char === 125) return 1;
  const second = text.charCodeAt(at + 1);
  if (char === 46) return second === 46 && text.charCodeAt(at + 2) === 46 ? 3 : 1;
  if (second !== 61 && second !== char && second !== 45 && second !== 94) return 1;
  if (THREE.has(text.slice(at, at + 3))) return 3;
  return TWO.has(text.slice(at, at + 2)) ? 2 : 1;
}

function grown<Column extends Uint8Array | Int32Array>(column: Column, larger: Column): Column {
  larger.set(column);
  return larger;
}

/**
 * Tokens as they are found. Many small methods instead of one large function: the engine
 * compiles each for itself, while a large one is thrown away whenever something new turns up in it.
 */
class Scanner {
  readonly text: string;
  at: number;
  count = 0;
  kinds: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  codes: Int32Array;
  closers: Int32Array;
  /** Brackets that are not closed yet. */
  readonly open: number[] = [];
  /** A line that ends here ends the statement. */
  endsStatement = false;

  constructor(text: string, start: number) {
    const capacity = ((text.length - start) >> 2) + 64;
    this.text = text;
    this.at = start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : start;
    this.kinds = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.codes = new Int32Array(capacity);
    this.closers = new Int32Array(capacity);
  }

  push(kind: number, start: number, end: number, operator: number): void {
    if (this.count === this.kinds.length) this.grow();
    this.kinds[this.count] = kind;
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.codes[this.count] = operator;
    this.count++;
  }

  grow(): void {
    const capacity = 2 * this.kinds.length;
    this.kinds = grown(this.kinds, new Uint8Array(capacity));
    this.starts = grown(this.starts, new Int32Array(capacity));
    this.ends = grown(this.ends, new Int32Array(capacity));
    this.codes = grown(this.codes, new Int32Array(capacity));
    this.closers = grown(this.closers, new Int32Array(capacity));
  }

  newline(at: number): void {
    if (this.endsStatement) this.push(Kind.operator, at, at, SEMICOLON);
    this.endsStatement = false;
  }

  /** A name or a literal: what a statement may end with. */
  literal(kind: number, end: number): void {
    this.push(kind, this.at, end, 0);
    this.endsStatement = true;
    this.at = end;
  }

  lineComment(): void {
    const end = this.text.indexOf("\n", this.at);
    this.at = end < 0 ? this.text.length : end;
  }

  blockComment(): void {
    const close = this.text.indexOf("*/", this.at + 2);
    const end = close < 0 ? this.text.length : close + 2;
    const line = this.text.indexOf("\n", this.at);
    if (line >= 0 && line < end) this.newline(line);
    this.at = end;
  }

  raw(): void {
    const close = this.text.indexOf("`", this.at + 1);
    this.literal(Kind.string, close < 0 ? this.text.length : close + 1);
  }

  word(char: number): void {
    const end = endOfWord(this.text, this.at);
    const size = end - this.at;
    const keyword = mayBeKeyword(char, size) ? KEYWORD_CODES.get(this.text.slice(this.at, end)) : undefined;
    if (keyword === undefined) {
      this.literal(Kind.name, end);
      return;
    }
    this.push(Kind.keyword, this.at, end, keyword);
    this.endsStatement = ENDS_STATEMENT.has(keyword);
    this.at = end;
  }

  /** A closer without its opener is left alone; an opener in between was never closed. */
  close(operator: number): void {
    const opener = CLOSES.get(operator);
    let level = this.open.length - 1;
    while (level >= 0 && this.codes[this.open[level] ?? 0] !== opener) level--;
    if (level < 0) return;
    this.closers[this.open[level] ?? 0] = this.count;
    while (this.open.length > level) this.open.pop();
  }

  operator(char: number): void {
    const { text, at } = this;
    const size = operatorLength(text, at, char);
    const operator = pack(
      char,
      size > 1 ? text.charCodeAt(at + 1) : 0,
      size > 2 ? text.charCodeAt(at + 2) : 0,
    );
    const closes = char === 41 || char === 93 || char === 125;
    if (char === 40 || char === 91 || char === 123) this.open.push(this.count);
    else if (closes) this.close(operator);
    this.push(Kind.operator, at, at + size, operator);
    this.endsStatement = closes || operator === INCREMENT || operator === DECREMENT;
    this.at += size;
  }

  next(): void {
    const { text, at } = this;
    const char = text.charCodeAt(at);
    if (char === 32 || char === 9 || char === 13) this.at++;
    else if (char === 10) this.newline(this.at++);
    else if (isDigit(char)) this.literal(Kind.number, endOfNumber(text, at));
    else if (isWord(char)) this.word(char);
    else if (char === 46 && isDigit(text.charCodeAt(at + 1)))
      this.literal(Kind.number, endOfNumber(text, at));
    else if (char === 34) this.literal(Kind.string, endOfQuoted(text, at, char));
    else if (char === 39) this.literal(Kind.rune, endOfQuoted(text, at, char));
    else if (char === 96) this.raw();
    else if (char === 47 && text.charCodeAt(at + 1) === 47) this.lineComment();
    else if (char === 47 && text.charCodeAt(at + 1) === 42) this.blockComment();
    else this.operator(char);
  }
}

/** The tokens from an offset on. Semicolons that Go inserts at line ends are tokens of no length. */
export function tokenize(text: string, start = 0): Tokens {
  const scanner = new Scanner(text, start);
  while (scanner.at < text.length) scanner.next();
  scanner.newline(text.length);
  scanner.push(Kind.end, text.length, text.length, 0);
  return scanner;
}
