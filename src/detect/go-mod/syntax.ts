/**
 * The line syntax that go.mod and go.work share.
 * Source: https://go.dev/ref/mod#go-mod-file-lexical and golang.org/x/mod/modfile/read.go.
 */
import { UserError } from "../../errors.ts";

/** One directive, taken out of its block: `require a v1` and `require (\n a v1\n)` give the same. */
export interface Directive {
  readonly verb: string;
  readonly words: readonly string[];
  /** 1-based. */
  readonly line: number;
  /** The text after `//` on the line, and of comment lines right above it. */
  readonly comment: string;
  readonly above: readonly string[];
}

/** A place in a file that Go would refuse, as the user has to read it. */
export function syntaxError(file: string, line: number, what: string): UserError {
  const code = file.endsWith("go.work") ? "invalid-go-work" : "invalid-go-mod";
  return new UserError(code, `${file}:${line}: ${what}; correct that line`, 2);
}

const PUNCTUATION = new Set(["(", ")", "[", "]", "{", "}", ","]);

interface Words {
  readonly words: string[];
  readonly comment: string | null;
}

function quoted(file: string, line: number, text: string, start: number): { word: string; end: number } {
  const quote = text.charAt(start);
  let end = start + 1;
  while (end < text.length && text.charAt(end) !== quote)
    end += quote === '"' && text.charAt(end) === "\\" ? 2 : 1;
  if (end >= text.length) throw syntaxError(file, line, "a quoted string does not end");
  const raw = text.slice(start, end + 1);
  if (quote === "`") return { word: raw.slice(1, -1), end: end + 1 };
  try {
    return { word: String(JSON.parse(raw)), end: end + 1 };
  } catch {
    throw syntaxError(file, line, `${raw} is not a string`);
  }
}

function splitLine(file: string, line: number, text: string): Words {
  const words: string[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === " " || character === "\t" || character === "\r") at += 1;
    else if (text.startsWith("//", at)) return { words, comment: text.slice(at + 2).trim() };
    else if (text.startsWith("/*", at)) throw syntaxError(file, line, "comments begin with // here");
    else if (character === '"' || character === "`") {
      const { word, end } = quoted(file, line, text, at);
      words.push(word);
      at = end;
    } else if (text.startsWith("=>", at)) {
      words.push("=>");
      at += 2;
    } else if (PUNCTUATION.has(character)) {
      words.push(character);
      at += 1;
    } else {
      const start = at;
      while (at < text.length && !/[\s()[\]{},]/.test(text.charAt(at)) && !text.startsWith("//", at)) at += 1;
      words.push(text.slice(start, at));
    }
  }
  return { words, comment: null };
}

/** Reads the directives of go.mod or go.work. `file` names it in errors (UserError, exit 2). */
export function readDirectives(file: string, text: string): Directive[] {
  const directives: Directive[] = [];
  let block: { readonly verb: string; readonly line: number; readonly above: readonly string[] } | null =
    null;
  let above: string[] = [];
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  for (const [index, content] of lines.entries()) {
    const line = index + 1;
    const { words, comment } = splitLine(file, line, content);
    const [verb, ...rest] = words;
    if (verb === undefined) {
      if (comment === null) above = [];
      else above.push(comment);
      continue;
    }
    if (block !== null && verb === ")") {
      if (rest.length > 0) throw syntaxError(file, line, "nothing may follow )");
      block = null;
    } else if (block === null && rest.length === 1 && rest[0] === "(") {
      block = { verb, line, above };
    } else {
      directives.push({
        verb: block?.verb ?? verb,
        words: block ? words : rest,
        line,
        comment: comment ?? "",
        above: above.length > 0 ? above : (block?.above ?? []),
      });
    }
    above = [];
  }
  if (block) throw syntaxError(file, block.line, `the block "${block.verb} (" does not end`);
  return directives;
}
