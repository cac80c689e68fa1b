/*! @license Follows github.com/moby/patternmatcher, Apache License 2.0: see LICENSE-Apache-2.0 */
import { posix } from "node:path";

/** One pattern line of a .dockerignore. */
export interface IgnorePattern {
  /** As written, without surrounding space. */
  readonly text: string;
  /** Starting at 1. */
  readonly line: number;
  /** Starts with `!`: lets through again what an earlier line left out. */
  readonly negated: boolean;
  /** What every match begins with: `cmd/` of `cmd/*.go`, "" of `**` patterns. */
  readonly literalPrefix: string;
  matches(path: string): boolean;
}

interface IgnoreFile {
  readonly patterns: readonly IgnorePattern[];
  /** Lines that an engine refuses, with the reason. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

const SPECIAL = /[*?[\]\\]/;

/**
 * Reads a .dockerignore as Docker does: github.com/moby/patternmatcher, ignorefile.go
 * (Apache-2.0). The rules are not those of .gitignore: patterns are anchored at the
 * root of the context, and there is no difference between files and directories.
 */
export function parseIgnore(text: string): IgnoreFile {
  const patterns: IgnorePattern[] = [];
  const problems: { line: number; message: string }[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    if (raw.startsWith("#") || raw.trim() === "") continue;
    const line = index + 1;
    const written = raw.trim();
    const negated = written.startsWith("!");
    const pattern = clean(negated ? written.slice(1).trim() : written);
    const message = pattern === "" ? "`!` without a pattern" : syntaxProblem(pattern);
    if (message !== null) problems.push({ line, message });
    else patterns.push({ text: written, line, negated, ...compile(pattern) });
  }
  return { patterns, problems };
}

/** Go's filepath.Clean without a leading slash: `/a//b/` is `a/b`. */
function clean(pattern: string): string {
  if (pattern === "") return "";
  const normal = posix.normalize(pattern).replace(/(?<=.)\/$/, "");
  return normal.length > 1 ? normal.replace(/^\//, "") : normal;
}

/** What Go's filepath.Match calls a bad pattern. */
function syntaxProblem(pattern: string): string | null {
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === "\\") {
      if (++at === pattern.length) return "a backslash at the end";
    } else if (pattern[at] === "[") {
      const first = pattern[at + 1] === "^" ? at + 2 : at + 1;
      const end = pattern.indexOf("]", first);
      if (end === -1 || end === first) return "a `[` without its `]`, or nothing between them";
      at = end;
    }
  }
  return null;
}

/** patternmatcher.go: `**` crosses directories, `*` and `?` do not. */
function compile(pattern: string): Pick<IgnorePattern, "literalPrefix" | "matches"> {
  const special = pattern.search(SPECIAL);
  if (special === -1) return { literalPrefix: pattern, matches: (path) => path === pattern };
  // `**name` without a slash matches any end, too: patternmatcher.go, suffixMatch.
  const tail = pattern.startsWith("**") ? pattern.slice(2) : "";
  if (tail !== "" && !SPECIAL.test(tail)) {
    const whole = tail.slice(tail.startsWith("/") ? 1 : 0);
    return { literalPrefix: "", matches: (path) => path.endsWith(tail) || path === whole };
  }
  // `**/*.pem`, the usual form, is a comparison of the last element: much faster than one of the path.
  const last = pattern.startsWith("**/") ? pattern.slice(3) : "";
  if (last !== "" && !last.includes("/") && !last.includes("**")) {
    const extension = last.startsWith("*") && !SPECIAL.test(last.slice(1)) ? last.slice(1) : null;
    if (extension !== null) return { literalPrefix: "", matches: (path) => path.endsWith(extension) };
    const element = new RegExp(`^${toRegExp(last)}$`);
    return { literalPrefix: "", matches: (path) => element.test(path.slice(path.lastIndexOf("/") + 1)) };
  }
  const expression = new RegExp(`^${toRegExp(pattern)}$`);
  return { literalPrefix: pattern.slice(0, special), matches: (path) => expression.test(path) };
}

function toRegExp(pattern: string): string {
  let out = "";
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === "*" && pattern[at + 1] === "*") {
      at++;
      if (pattern[at + 1] === "/") at++;
      out += at + 1 === pattern.length ? ".*" : "(.*/)?";
    } else if (character === "*") out += "[^/]*";
    else if (character === "?") out += "[^/]";
    else if (character === "\\") out += `\\${pattern.charAt(++at)}`;
    else if (/[.+()|{}$]/.test(character)) out += `\\${character}`;
    else out += character;
  }
  return out;
}
