/**
 * The head of a Go file, down to its last import: build constraint, package
 * clause, imports. Nothing after it has to be read to know the import graph.
 */
import { type Constraint, parseGoBuild, parsePlusBuild } from "./constraint.ts";

export interface GoImport {
  readonly path: string;
  /** The name it is given in the file, `.` and `_` included; null without one. */
  readonly name: string | null;
  /** 1-based. */
  readonly line: number;
}

export interface GoHeader {
  readonly constraint: Constraint | null;
  readonly packageName: string;
  readonly imports: readonly GoImport[];
  /** Line of `import "C"`; null without one. */
  readonly importsC: number | null;
}

const SPACE = 0x20;
const NEWLINE = 0x0a;
const SLASH = 0x2f;
const STAR = 0x2a;
const IDENTIFIER = /[\p{L}_][\p{L}\p{N}_]*/uy;

/** Walks over white space and comments, counting lines. */
class Cursor {
  at = 0;
  line = 1;
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }

  private countLines(to: number): void {
    for (let i = this.text.indexOf("\n", this.at); i >= 0 && i < to; i = this.text.indexOf("\n", i + 1)) {
      this.line += 1;
    }
    this.at = to;
  }

  /** Calls `comment` with the offset and text of each line comment passed. */
  skip(comment?: (start: number, text: string) => void): void {
    const { text } = this;
    while (this.at < text.length) {
      const code = text.charCodeAt(this.at);
      if (code === NEWLINE) {
        this.line += 1;
        this.at += 1;
      } else if (code <= SPACE || code === 0x3b || code === 0xfeff) {
        this.at += 1;
      } else if (code === SLASH && text.charCodeAt(this.at + 1) === SLASH) {
        const newline = text.indexOf("\n", this.at);
        const end = newline < 0 ? text.length : newline;
        comment?.(this.at, text.slice(this.at, end));
        this.at = end;
      } else if (code === SLASH && text.charCodeAt(this.at + 1) === STAR) {
        const close = text.indexOf("*/", this.at + 2);
        this.countLines(close < 0 ? text.length : close + 2);
      } else return;
    }
  }

  /** An identifier at the cursor, or "". */
  word(): string {
    IDENTIFIER.lastIndex = this.at;
    const word = IDENTIFIER.exec(this.text)?.[0] ?? "";
    this.at += word.length;
    return word;
  }

  /** A string literal at the cursor, or null. */
  string(): string | null {
    const quote = this.text.charAt(this.at);
    if (quote !== '"' && quote !== "`") return null;
    const close = this.text.indexOf(quote, this.at + 1);
    if (close < 0) return null;
    const value = this.text.slice(this.at + 1, close);
    this.at = close + 1;
    return value;
  }

  take(character: string): boolean {
    if (this.text.charAt(this.at) !== character) return false;
    this.at += 1;
    return true;
  }
}

function readSpec(cursor: Cursor, imports: GoImport[]): boolean {
  const name = cursor.take(".") ? "." : cursor.word() || null;
  cursor.skip();
  const { line } = cursor;
  const path = cursor.string();
  if (path === null) return false;
  imports.push({ path, name, line });
  return true;
}

function readImports(cursor: Cursor): GoImport[] {
  const imports: GoImport[] = [];
  for (;;) {
    cursor.skip();
    if (cursor.word() !== "import") return imports;
    cursor.skip();
    if (cursor.take("(")) {
      cursor.skip();
      while (!cursor.take(")")) {
        if (!readSpec(cursor, imports)) return imports;
        cursor.skip();
      }
    } else if (!readSpec(cursor, imports)) return imports;
  }
}

/** `// +build` lines count only when a blank line follows them before the package clause. */
function plusBuildLines(
  text: string,
  comments: readonly { start: number; text: string }[],
  end: number,
): string[] {
  const head = text.slice(0, end);
  const blank = /\n[ \t\r]*\n(?![\s\S]*\n[ \t\r]*\n)/.exec(head);
  if (!blank) return [];
  return comments
    .filter(({ start }) => start < blank.index + 1)
    .map((comment) => /^\/\/\s*\+build\s(.*)$/.exec(comment.text.trimEnd())?.[1])
    .filter((line) => line !== undefined);
}

/**
 * The package clause in the first part of a file. null when it lies further down,
 * or when a comment before it may be a build constraint: then the whole head decides.
 */
export function quickPackageName(head: string): string | null {
  const cursor = new Cursor(head);
  let constrained = false;
  cursor.skip((_, comment) => {
    constrained ||= comment.startsWith("//go:build") || comment.includes("+build");
  });
  if (constrained || cursor.word() !== "package") return null;
  cursor.skip();
  const name = cursor.word();
  // A name at the very end may be cut off; "documentation" and import "C" need a closer look.
  return cursor.at < head.length && name !== "documentation" && !head.includes('"C"') ? name : null;
}

/** null when the text is not that of a Go file. */
export function readHeader(text: string): GoHeader | null {
  const cursor = new Cursor(text);
  let goBuild: string | null = null;
  const plusBuild: { start: number; text: string }[] = [];
  cursor.skip((start, comment) => {
    if (comment.startsWith("//go:build ")) goBuild ??= comment.slice("//go:build ".length);
    else if (comment.includes("+build")) plusBuild.push({ start, text: comment });
  });
  const clause = cursor.at;
  if (cursor.word() !== "package") return null;
  cursor.skip();
  const packageName = cursor.word();
  if (packageName === "") return null;
  const lines = goBuild === null && plusBuild.length > 0 ? plusBuildLines(text, plusBuild, clause) : [];
  const imports = readImports(cursor);
  let constraint: Constraint | null = null;
  if (goBuild !== null) constraint = parseGoBuild(goBuild);
  else if (lines.length > 0) constraint = parsePlusBuild(lines);
  return {
    constraint,
    packageName,
    imports: imports.filter(({ path }) => path !== "C"),
    importsC: imports.find(({ path }) => path === "C")?.line ?? null,
  };
}
