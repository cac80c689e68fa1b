/** Tokens as the parser sees them, and the value of a literal. */

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
export const KEYWORD_CODES = new Map(KEYWORDS.map((word, index) => [word, FIRST_KEYWORD + index]));
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

/** One number of the characters of an operator; 0 for those that it does not have. */
export function pack(first: number, second: number, third: number): number {
  return first | (second << 7) | (third << 14);
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
