/** Paths that the code opens, as seen from the working directory. */
import { posix } from "node:path";
import type { Evidence } from "../../../types/project.ts";
import { baseDirectories, type ServerInput } from "../analysis.ts";
import { qualifiedName } from "../flow/known-calls.ts";
import type { Scope } from "../flow/program.ts";
import { HOLE, type Value } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";

/** A path that the program writes to. */
export interface WrittenPath {
  readonly text: string;
  /** What the text is a value of. */
  readonly value: Value;
  /** The path is a directory itself. */
  readonly directory: boolean;
  /** What takes the path makes no directory: the one around a file, or the path itself, has to be there. */
  readonly expected?: boolean;
  readonly evidence: Evidence;
}

/**
 * A file's name without a directory, `shop.db` or `.shop`. Without an extension it may be a word that
 * stands for something else, such as `stdout`.
 */
export const FILE_NAME = /(?:\.?\w[\w.-]*)?\.\w+/;

/** Schemes of URLs of stores that lie on the disk, each the name of its library. */
export const STORE_SCHEMES = "b?bolt(?:db)?|badger(?:db)?|leveldb|pebble|sqlite3?|local";

/** Without `file://`, a query and a leading `./`; null for what is no path of the working directory or the disk. */
export function cleanPath(text: string): string | null {
  const plain = text
    .trim()
    .replace(/^(file:|sqlite3?:)(\/\/)?/, "")
    .replace(/\?.*$/, "");
  if (plain === "" || /^[a-z][a-z0-9+.-]+:\/\//i.test(plain) || /[\s=@<>|"']/.test(plain)) return null;
  // `~/shop` and `$SHOP_HOME/data` lie where nobody has said yet.
  if (/^[~$]/.test(plain) || plain.includes(":") || /^\d+(\.\d+){3}(\/|$)/.test(plain)) return null;
  return posix.normalize(plain).replace(/\/$/, "") || "/";
}

/** The arguments of `filepath.Join(...)` or `path.Join(...)`; none of anything else. */
export function joinedParts(expression: Expression, scope: Scope): readonly Expression[] {
  if (expression.kind !== "call") return [];
  const name = qualifiedName(expression.callee, { scope, frame: null });
  return /^(path|path\/filepath)\.Join$/.test(name ?? "") ? expression.args : [];
}

/** Absolute paths in the working directory of our image, as relative ones. */
export function inApp(path: string): string {
  return path.startsWith("/app/") ? path.slice("/app/".length) : path;
}

/** The path up to the first part that a pattern or an unknown value fills. */
export function fixedPart(path: string): string {
  const segments = path.split("/");
  const open = segments.findIndex((segment) => /[*?[{%$]/.test(segment) || segment.includes(HOLE));
  return open < 0 ? path : segments.slice(0, open).join("/");
}

/**
 * `../../web/posts` of a program that is started in the directory of its main or of its module: where that lies in the
 * repository, likeliest first, and in ours, where the program opens `/web/posts`. Null where that is all of the image.
 * @param path begins with ".."
 */
export function aboveApp(
  { reach }: ServerInput,
  path: string,
): { readonly places: readonly string[]; readonly destination: string } | null {
  const destination = posix.join("/app", path);
  const bases = [...new Set([reach.main.directory, reach.module.directory])];
  const places = bases
    .map((base) => posix.join(base, path))
    .filter((place) => !place.startsWith("..") && place !== ".");
  return destination === "/" || places.length === 0 ? null : { places, destination };
}

/**
 * Where in the repository a path of the working directory is found: in the module, beside the main, at
 * the root, or behind the module's own path, which stands for its sources in what they know of themselves.
 */
export function inRepository(
  input: ServerInput,
  path: string,
): { source: string; kind: "file" | "directory" } | null {
  const { files, repository } = input;
  const { module } = input.reach;
  const inner = path.startsWith(`${module.path}/`) ? path.slice(module.path.length + 1) : null;
  const places = baseDirectories(input).map((base) => posix.join(base, path));
  for (const source of inner === null ? places : [...places, posix.join(module.directory, inner)]) {
    if (source.startsWith("..") || source === ".") continue;
    const kind = files.facts(posix.join(repository.root, source))?.kind;
    if (kind === "file" || kind === "directory") return { source, kind };
  }
  return null;
}
