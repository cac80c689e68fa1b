/** What the repository's own builds say of cgo, for where the code leaves it open. */
import type { Evidence } from "../../types/project.ts";
import { type Layout, moduleOf } from "../layout.ts";
import { basename, dirname, isWithin } from "../paths.ts";

export interface OwnChoice {
  readonly cgo: boolean;
  /** An image is built with cgo turned on, not only with a compiler at hand. */
  readonly turnsOn: boolean;
  /** Said outright or by installing a compiler, not left to Go's default. */
  readonly explicit: boolean;
  /** `CGO_ENABLED=1` itself. */
  readonly set: boolean;
  readonly evidence: Evidence;
}

const CONTAINER = /^(?!.*(dev|debug|test|lint))([Dd]ockerfile.*|.*\.[Dd]ockerfile|Containerfile.*)$/;
const PLAIN = /^([Dd]ocker|Container)file$/;
const RELEASE = /^\.?goreleaser.*\.ya?ml$/;
const MAKE = /^(GNU)?[Mm]akefile$/;

const SETTING = /\bCGO_ENABLED\s*[?:]?[=:\s]\s*["']?([01])\b/;
/** What only a linker for C takes. */
const LINKED = /-linkmode[ =]["']?external\b/;
const COMPILER = /\b(gcc|g\+\+|build-base|build-essential|musl-dev)\b/;

function lineOf(lines: readonly string[], pattern: RegExp): number {
  return lines.findIndex((line) => pattern.test(line)) + 1;
}

const OTHERS = /\bgo (?:test|tool)\b|\bgotestsum\b|\bginkgo\b/;

/**
 * Lines without those of commands that test, which take cgo for the race detector, or run a tool, which is not what
 * is built; a backslash goes on with one.
 */
function ownLines(text: string): string[] {
  const lines = text.split("\n");
  // Behind `&&` another command begins.
  const goesOn = (at: number) =>
    /(?<!(&&|;)\s*)\\\s*$/.test(lines[at] ?? "") && !/^\s*(&&|;)/.test(lines[at + 1] ?? "");
  return lines.map((line, index) => {
    let first = index;
    while (goesOn(first - 1)) first--;
    let last = index;
    while (goesOn(last)) last++;
    return lines.slice(first, last + 1).some((one) => OTHERS.test(one)) ? "" : line;
  });
}

/** `CGO_ENABLED=$(CGO)` with what the file gives the variable. */
function withVariables(line: string, text: string): string {
  return line.replace(/(\bCGO_ENABLED\s*=\s*)\$[({](\w+)[)}]/, (whole, setting: string, name: string) => {
    const value = new RegExp(`^\\s*${name}\\s*[?:]{0,2}=\\s*([01])\\b`, "m").exec(text)?.[1];
    return name === "CGO_ENABLED" || value === undefined ? whole : setting + value;
  });
}

/**
 * `CGO_ENABLED=0`, `CGO_ENABLED: "1"`. A Dockerfile that builds without saying
 * leaves cgo on where there is a compiler: the golang image on Debian has one.
 */
function choiceOf(file: string, text: string): OwnChoice | null {
  const lines = ownLines(text).map((line) => withVariables(line, text));
  const image = CONTAINER.test(basename(file));
  const set = lineOf(lines, SETTING);
  const linked = lineOf(lines, LINKED);
  if (set > 0 || (image && linked > 0)) {
    const cgo = set === 0 || /CGO_ENABLED\D*1/.test(lines[set - 1] ?? "");
    return {
      cgo,
      turnsOn: image && cgo,
      explicit: true,
      set: set > 0 && cgo,
      evidence: `${file}:${set || linked}`,
    };
  }
  // With a version, it is a tool of another module.
  const build = lineOf(lines, /\bgo (build|install)\b(?![^&|;]*@v?[\w.])/);
  if (!image || build === 0) return null;
  const onAlpine = /^FROM\s.*\balpine/im.test(text) && !/^FROM\s+\S*golang:(?!\S*alpine)/im.test(text);
  const compiler = COMPILER.test(text);
  return {
    cgo: !onAlpine || compiler,
    turnsOn: false,
    explicit: compiler,
    set: false,
    evidence: `${file}:${build}`,
  };
}

/** The file called Dockerfile before its variants, and what lies higher before what lies deeper. */
function byImportance(a: string, b: string): number {
  const rank = (path: string) => (basename(path) === "Dockerfile" ? 0 : 1000) + path.split("/").length;
  return rank(a) - rank(b);
}

/**
 * Images first, then releases, then make: the first that says anything counts. Beside a plain
 * Dockerfile, `Dockerfile.hsm` is a variant, of which releases and make know better what is usual.
 * What lies in a module of its own below the main's builds something else.
 * @param directory of the main's module
 */
export function cgoOfOwnBuilds(layout: Layout, directory: string): OwnChoice | null {
  const isOther = (file: string) => {
    const module = moduleOf(layout, dirname(file))?.directory ?? directory;
    return module !== directory && isWithin(module, directory);
  };
  const found = layout.evidenceFiles.filter((path) => !isOther(path));
  const hasPlain = found.some(
    (path) => PLAIN.test(basename(path)) && /^FROM\s.*\bgolang\b/im.test(layout.sources.text(path) ?? ""),
  );
  for (const kind of hasPlain ? [PLAIN, RELEASE, MAKE, CONTAINER] : [CONTAINER, RELEASE, MAKE]) {
    const files = found.filter((path) => kind.test(basename(path))).sort(byImportance);
    for (const file of files) {
      const choice = choiceOf(file, layout.sources.text(file) ?? "");
      if (choice) return choice;
    }
  }
  return null;
}
