/** go.mod. Source: https://go.dev/ref/mod#go-mod-file and golang.org/x/mod/modfile/rule.go. */
import { basename } from "../paths.ts";
import { type Directive, readDirectives, syntaxError } from "./syntax.ts";

/**
 * What `go build` calls the program in a module's own directory: `shop` of `example.com/shop/v2`.
 * Source: https://go.dev/ref/mod#major-version-suffixes.
 */
export function moduleName(modulePath: string): string {
  return basename(modulePath.replace(/\/v\d+$/, ""));
}

interface ModuleVersion {
  readonly path: string;
  /** null where the directive speaks of every version, or of a directory. */
  readonly version: string | null;
}

export interface Requirement {
  readonly path: string;
  readonly version: string;
  readonly indirect: boolean;
  readonly line: number;
}

export interface Replacement {
  readonly old: ModuleVersion;
  /** A directory when `version` is null. */
  readonly target: ModuleVersion;
  readonly line: number;
}

interface Retraction {
  readonly low: string;
  readonly high: string;
  readonly rationale: string;
}

export interface GoMod {
  readonly path: string;
  readonly goVersion: string | null;
  readonly toolchain: string | null;
  readonly requires: readonly Requirement[];
  readonly replaces: readonly Replacement[];
  readonly excludes: readonly ModuleVersion[];
  readonly retracts: readonly Retraction[];
  /** Import paths. */
  readonly tools: readonly string[];
  /** Directories that package patterns pass over. */
  readonly ignores: readonly string[];
}

const GO_VERSION = /^[1-9]\d*\.(0|[1-9]\d*)(\.(0|[1-9]\d*))?([a-z]+\d+)?$/;
const TOOLCHAIN = /^(default|go1($|\..*))$/;

/** The one word of a `go` or `toolchain` line, checked. */
export function versionWord(file: string, directive: Directive): string {
  const [word, ...rest] = directive.words;
  const pattern = directive.verb === "go" ? GO_VERSION : TOOLCHAIN;
  if (word === undefined || rest.length > 0 || !pattern.test(word)) {
    const example = directive.verb === "go" ? "go 1.26" : "toolchain go1.26.0";
    throw syntaxError(
      file,
      directive.line,
      `"${[directive.verb, ...directive.words].join(" ")}" is not of the form "${example}"`,
    );
  }
  return word;
}

function moduleVersion(file: string, directive: Directive): { path: string; version: string } {
  const [path, version, ...rest] = directive.words;
  if (path === undefined || version === undefined || rest.length > 0) {
    throw syntaxError(file, directive.line, `${directive.verb} takes a module path and a version`);
  }
  return { path, version };
}

/** Whether the right side of a replacement is a directory: rooted or starting with `.` or `..`. */
function isDirectory(path: string): boolean {
  return /^(\.{1,2}([/\\]|$)|\/|[A-Za-z]:)/.test(path);
}

export function readReplacement(file: string, { words, line }: Directive): Replacement {
  const arrow = words.indexOf("=>");
  const [oldPath, oldVersion, ...oldRest] = arrow < 0 ? [] : words.slice(0, arrow);
  const [path, version, ...rest] = arrow < 0 ? [] : words.slice(arrow + 1);
  if (oldPath === undefined || path === undefined || oldRest.length + rest.length > 0) {
    throw syntaxError(file, line, "replace takes the form OLD [VERSION] => NEW [VERSION]");
  }
  if (version === undefined && !isDirectory(path)) {
    throw syntaxError(
      file,
      line,
      `the replacement ${path} needs a version, or ./ in front when it is a directory`,
    );
  }
  return {
    old: { path: oldPath, version: oldVersion ?? null },
    target: { path, version: version ?? null },
    line,
  };
}

function readRetraction(file: string, { words, line, comment, above }: Directive): Retraction {
  const rationale = [...above, ...(comment === "" ? [] : [comment])].join("\n");
  const [first, low, comma, high, close] = words;
  if (words.length === 1 && first !== undefined) return { low: first, high: first, rationale };
  if (first === "[" && low && comma === "," && high && close === "]") return { low, high, rationale };
  throw syntaxError(file, line, "retract takes a version or [LOW, HIGH]");
}

/**
 * Reads a main module's go.mod. `file` is its path for errors.
 * @throws UserError (exit 2), FILE:LINE and the reason, for what Go refuses too.
 */
export function parseGoMod(file: string, text: string): GoMod {
  let path: string | null = null;
  let goVersion: string | null = null;
  let toolchain: string | null = null;
  const requires: Requirement[] = [];
  const replaces: Replacement[] = [];
  const excludes: ModuleVersion[] = [];
  const retracts: Retraction[] = [];
  const tools: string[] = [];
  const ignores: string[] = [];
  const single = (directive: Directive): string => {
    const [word, ...rest] = directive.words;
    if (word === undefined || rest.length > 0)
      throw syntaxError(file, directive.line, `${directive.verb} takes one path`);
    return word;
  };
  const once = (directive: Directive, before: string | null) => {
    if (before !== null) throw syntaxError(file, directive.line, `a second ${directive.verb} line`);
  };
  for (const directive of readDirectives(file, text)) {
    switch (directive.verb) {
      case "module":
        once(directive, path);
        path = single(directive);
        break;
      case "go":
        once(directive, goVersion);
        goVersion = versionWord(file, directive);
        break;
      case "toolchain":
        once(directive, toolchain);
        toolchain = versionWord(file, directive);
        break;
      case "require": {
        const indirect = /^indirect($|[;\s])/.test(directive.comment);
        requires.push({ ...moduleVersion(file, directive), indirect, line: directive.line });
        break;
      }
      case "replace":
        replaces.push(readReplacement(file, directive));
        break;
      case "exclude":
        excludes.push(moduleVersion(file, directive));
        break;
      case "retract":
        retracts.push(readRetraction(file, directive));
        break;
      case "tool":
        tools.push(single(directive));
        break;
      case "ignore":
        ignores.push(single(directive));
        break;
      case "godebug":
        break;
      default:
        throw syntaxError(file, directive.line, `unknown directive: ${directive.verb}`);
    }
  }
  if (path === null) throw syntaxError(file, 1, 'there is no "module" line');
  return { path, goVersion, toolchain, requires, replaces, excludes, retracts, tools, ignores };
}
