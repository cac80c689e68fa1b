/** Directories that the program writes to when nobody sets anything. */
import { posix } from "node:path";
import type { Write } from "../../../types.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { type CallSite, lastName, place } from "../flow/program.ts";
import { importOf } from "../flow/types.ts";
import { HOLE } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import { cleanPath, fixedPart } from "./paths.ts";

interface Candidate {
  readonly text: string;
  /** The path is a directory itself. */
  readonly directory: boolean;
  readonly evidence: string;
}

/** Calls of packages that make or fill a directory or a file, by the import path. */
const WRITERS: readonly (readonly [path: RegExp, name: RegExp, index: number, directory: boolean])[] = [
  [/^os$/, /^Mkdir(All)?$/, 0, true],
  [/^os$/, /^(Create|WriteFile)$/, 0, false],
  [/^io\/ioutil$/, /^WriteFile$/, 0, false],
  [/(go\.etcd\.io\/bbolt|boltdb\/bolt|tidwall\/buntdb)$/, /^Open$/, 0, false],
  [/timshannon\/(bolthold|badgerhold)|asdine\/storm/, /^Open$/, 0, false],
  [/dgraph-io\/badger/, /^(DefaultOptions|LSMOnlyOptions)$/, 0, true],
  [/cockroachdb\/pebble/, /^Open$/, 0, true],
  [/syndtr\/goleveldb/, /^OpenFile$/, 0, true],
  [/blevesearch\/bleve/, /^(New|Open|NewUsing)$/, 0, true],
  [/(gorm\.io\/driver\/sqlite|glebarez\/sqlite|libtnb\/sqlite)$/, /^Open$/, 0, false],
  [/(crawshaw\.io\/sqlite|zombiezen\.com\/go\/sqlite)/, /^(Open|OpenConn|NewPool)$/, 0, false],
];
const SQL_DRIVER = /^(sqlite3?|libsql|sqlite3_\w+|duckdb)$/;
const OWN = /^(\/tmp|\/dev|\/proc|\/sys)(\/|$)/;

function candidate(
  analysis: Analysis,
  { call, scope }: CallSite,
  argument: Expression | undefined,
  directory: boolean,
): Candidate[] {
  const value = argument && valueIn(analysis, argument, scope);
  // Something set from outside without a default says nothing of a place.
  if (!value || value.text === HOLE || value.text === "") return [];
  return [{ text: value.text, directory, evidence: value.evidence ?? place(scope.file, call.at) }];
}

function fromCalls(analysis: Analysis): Candidate[] {
  const found: Candidate[] = [];
  for (const [name, sites] of analysis.program.calls) {
    const writers = WRITERS.filter((writer) => writer[1].test(name));
    const sql = /^(Open|Connect|MustConnect|MustOpen)$/.test(name);
    if (
      writers.length === 0 &&
      !sql &&
      name !== "OpenFile" &&
      name !== "SaveUploadedFile" &&
      name !== "DirCache"
    )
      continue;
    for (const site of sites) {
      const { call, scope, guards } = site;
      const path = call.callee.kind === "selector" ? importOf(call.callee.base, scope) : null;
      const own: Candidate[] = [];
      for (const [from, , index, directory] of writers) {
        if (path !== null && from.test(path))
          own.push(...candidate(analysis, site, call.args[index], directory));
      }
      if (sql && call.args.length >= 2 && SQL_DRIVER.test(textOf(analysis, call.args[0], scope) ?? "")) {
        own.push(...candidate(analysis, site, call.args[1], false));
      }
      if (sql && path === "github.com/jinzhu/gorm" && textOf(analysis, call.args[0], scope) === "sqlite3") {
        own.push(...candidate(analysis, site, call.args[1], false));
      }
      if (name === "OpenFile" && path === "os" && writes(call.args[1]))
        own.push(...candidate(analysis, site, call.args[0], false));
      if (name === "SaveUploadedFile") own.push(...candidate(analysis, site, call.args[1], false));
      if (name === "DirCache" && path === "golang.org/x/crypto/acme/autocert") {
        own.push(...candidate(analysis, site, call.args[0], true));
      }
      if (own.length > 0 && !isOff(analysis, guards, scope)) found.push(...own);
    }
  }
  return found;
}

/** `os.O_CREATE|os.O_WRONLY`. */
function writes(flags: Expression | undefined): boolean {
  if (flags?.kind === "binary") return writes(flags.left) || writes(flags.right);
  return /^O_(CREATE|WRONLY|RDWR|APPEND)$/.test(lastName(flags ?? null));
}

/** `&lumberjack.Logger{Filename: "logs/app.log"}`. */
function fromLiterals(analysis: Analysis): Candidate[] {
  return (analysis.program.composites.get("Logger") ?? []).flatMap(({ composite, scope, guards }) => {
    const file = composite.elements.find(({ key }) => key !== null && lastName(key) === "Filename")?.value;
    if (!file || isOff(analysis, guards, scope)) return [];
    const text = textOf(analysis, file, scope);
    return text ? [{ text, directory: false, evidence: place(scope.file, composite.at) }] : [];
  });
}

/** The directory that must be writable; null for memory, devices and what cannot be told. */
function directoryOf({ text, directory }: Candidate): string | null {
  if (/^(file:)?:memory:|mode=memory/.test(text)) return null;
  const path = cleanPath(text);
  if (path === null || OWN.test(path) || path === "/") return null;
  const fixed = fixedPart(path);
  const open = fixed !== path;
  if (fixed === "" && !path.startsWith("/")) return null;
  const result = directory || open ? fixed : posix.dirname(fixed);
  return result === "" || result === "/" ? null : result;
}

/** Each path once, and none that lies in another; "." holds no other, since the image's files lie there too. */
export function outermost(writes: readonly Write[]): readonly Write[] {
  const once = writes.filter(({ path }, index) => writes.findIndex((other) => other.path === path) === index);
  return once.filter(
    ({ path }) => !once.some((other) => other.path !== "." && path.startsWith(`${other.path}/`)),
  );
}

/**
 * Directories, none inside another. A file in the working directory itself gives
 * "."; one outside the working directory a path that begins with "..".
 */
export function findWrites(analysis: Analysis): readonly Write[] {
  const found: Write[] = [];
  for (const one of [...fromCalls(analysis), ...fromLiterals(analysis)]) {
    const path = directoryOf(one);
    if (path !== null) found.push({ path, evidence: one.evidence });
  }
  return outermost(found);
}
