/**
 * Go's lexical grammar (https://go.dev/ref/spec#Lexical_elements), fast and
 * never failing: odd bytes are skipped, an unclosed literal ends with the file.
 */

export const Kind = { end: 0, name: 1, keyword: 2, number: 3, rune: 4, string: 5, operator: 6 } as const;

/** Operators and keywords as one number, so that the parser compares integers. */
export function code(text: string): number {
  return (
    KEYWORD_CODES.get(text) ?? pack(text.charCodeAt(0), text.charCodeAt(1) || 0, text.charCodeAt(2) || 0)
  );
}

const KEYWORDS = (
  "break case chan const continue default defer else fallthrough for func go goto if import interface map " +
  "package range return select struct switch type var"
).split(" ");
const FIRST_KEYWORD = 1 << 22;
const KEYWORD_CODES = new Map(KEYWORDS.map((word, index) => [word, FIRST_KEYWORD + index]));
const THREE = new Set(["<<=", ">>=", "&^=", "...", "&&=", "||="]);
const TWO = new Set("<< >> &^ += -= *= /= %= &= |= ^= && || <- ++ -- == != <= >= := !=".split(" "));

/** One entry a token, in columns; `count` of them, the last is the end of the file. */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** `code` of an operator or keyword, else 0. */
  readonly codes: Int32Array;
  /** For ( [ {: the index of the token that closes it; else 0. */
  readonly closers: Int32Array;
}

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

function pack(first: number, second: number, third: number): number {
  return first | (second << 7) | (third << 14);
}

function grown<Column extends Uint8Array | Int32Array>(column: Column, larger: Column): Column {
  larger.set(column);
  return larger;
}

/** Semicolons that Go inserts at line ends are tokens of no length. */
export function tokenize(text: string): Tokens {
  const { length } = text;
  let capacity = (length >> 2) + 64;
  let kinds = new Uint8Array(capacity);
  let starts = new Int32Array(capacity);
  let ends = new Int32Array(capacity);
  let codes = new Int32Array(capacity);
  let closers = new Int32Array(capacity);
  const open: number[] = [];
  let count = 0;
  let endsStatement = false;

  const push = (kind: number, start: number, end: number, operator: number): void => {
    if (count === capacity) {
      capacity *= 2;
      kinds = grown(kinds, new Uint8Array(capacity));
      starts = grown(starts, new Int32Array(capacity));
      ends = grown(ends, new Int32Array(capacity));
      codes = grown(codes, new Int32Array(capacity));
      closers = grown(closers, new Int32Array(capacity));
    }
    kinds[count] = kind;
    starts[count] = start;
    ends[count] = end;
    codes[count] = operator;
    count++;
  };
  const newline = (at: number): void => {
    if (endsStatement) push(Kind.operator, at, at, SEMICOLON);
    endsStatement = false;
  };

  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < length) {
    const char = text.charCodeAt(at);
    if (char === 10) {
      newline(at++);
    } else if (char === 32 || char === 9 || char === 13) {
      at++;
    } else if (char === 47 && text.charCodeAt(at + 1) === 47) {
      const end = text.indexOf("\n", at);
      at = end < 0 ? length : end;
    } else if (char === 47 && text.charCodeAt(at + 1) === 42) {
      const close = text.indexOf("*/", at + 2);
      const end = close < 0 ? length : close + 2;
      const line = text.indexOf("\n", at);
      if (line >= 0 && line < end) newline(line);
      at = end;
    } else if (isDigit(char) || (char === 46 && isDigit(text.charCodeAt(at + 1)))) {
      const end = endOfNumber(text, at);
      push(Kind.number, at, end, 0);
      endsStatement = true;
      at = end;
    } else if (isWord(char)) {
      let end = at + 1;
      while (end < length && isWord(text.charCodeAt(end))) end++;
      const size = end - at;
      const keyword =
        char >= 98 && char <= 118 && size > 1 && size < 12
          ? KEYWORD_CODES.get(text.slice(at, end))
          : undefined;
      push(keyword === undefined ? Kind.name : Kind.keyword, at, end, keyword ?? 0);
      endsStatement = keyword === undefined || ENDS_STATEMENT.has(keyword);
      at = end;
    } else if (char === 34 || char === 39) {
      const end = endOfQuoted(text, at, char);
      push(char === 34 ? Kind.string : Kind.rune, at, end, 0);
      endsStatement = true;
      at = end;
    } else if (char === 96) {
      const close = text.indexOf("`", at + 1);
      const end = close < 0 ? length : close + 1;
      push(Kind.string, at, end, 0);
      endsStatement = true;
      at = end;
    } else {
      const size = operatorLength(text, at, char);
      const operator = pack(
        char,
        size > 1 ? text.charCodeAt(at + 1) : 0,
        size > 2 ? text.charCodeAt(at + 2) : 0,
      );
      if (char === 40 || char === 91 || char === 123) {
        open.push(count);
      } else if (char === 41 || char === 93 || char === 125) {
        // A closer without its opener is left alone; an opener in between was never closed.
        const opener = CLOSES.get(operator);
        if (opener !== undefined) {
          let level = open.length - 1;
          while (level >= 0 && codes[open[level] ?? 0] !== opener) level--;
          if (level >= 0) {
            closers[open[level] ?? 0] = count;
            open.length = level;
          }
        }
      }
      push(Kind.operator, at, at + size, operator);
      endsStatement =
        char === 41 || char === 93 || char === 125 || operator === INCREMENT || operator === DECREMENT;
      at += size;
    }
  }
  newline(length);
  push(Kind.end, length, length, 0);
  return { text, count, kinds, starts, ends, codes, closers };
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
};

/** The value of a string literal as written in the source, quotes included. */
export function unquote(literal: string): string {
  if (literal.startsWith("`")) return literal.slice(1, literal.endsWith("`") ? -1 : undefined);
  const inner = literal.slice(1, literal.length > 1 && literal.endsWith('"') ? -1 : undefined);
  if (!inner.includes("\\")) return inner;
  return inner.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/g,
    (_, hex?: string, short?: string, long?: string, octal?: string, char?: string) => {
      if (char !== undefined) return ESCAPES[char] ?? char;
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      const point = Number.parseInt(hex ?? short ?? long ?? "0", 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : "\uFFFD";
    },
  );
}
