/** How structs are nested, and the ways from those that a library fills down to a field. */
import { append } from "../flow/assign.ts";
import type { Analysis } from "../flow/context.ts";
import type { FieldSite, Program } from "../flow/program.ts";
import { structKey } from "../flow/types.ts";
import { isUnused } from "../flow/unused.ts";
import type { Expression } from "../go/ast.ts";
import { decodedStructs } from "./decoded.ts";
import { koanfStructs } from "./koanf.ts";
import { findNamings, type Namings } from "./namings.ts";
import { filledSections } from "./sections.ts";
import { readTag } from "./tags.ts";

const DEEPEST = 5;
const MOST_PATHS = 6;

/** Fields by the struct that they hold. */
function fieldsHolding(program: Program): ReadonlyMap<string, readonly FieldSite[]> {
  const holding = new Map<string, FieldSite[]>();
  for (const fields of program.structs.values()) {
    for (const site of fields) {
      const key = structKey(program, { expression: elementOf(site.field.type), file: site.file });
      if (key === null || key === site.owner) continue;
      const list = holding.get(key);
      if (list) list.push(site);
      else holding.set(key, [site]);
    }
  }
  return holding;
}

/** A list holds what its elements hold. */
export function elementOf(type: Expression): Expression {
  const direct = plain(type);
  return direct.kind === "container" ? elementOf(direct.element) : direct;
}

export function plain(type: Expression): Expression {
  return type.kind === "unary" ? plain(type.operand) : type;
}

/** How structs are nested, and those that a library fills from outside. */
export interface Nesting {
  /** Fields by the struct that they hold. */
  readonly holding: ReadonlyMap<string, readonly FieldSite[]>;
  /** The other way: the structs that one holds. */
  readonly contents: ReadonlyMap<string, readonly string[]>;
  readonly decoded: ReadonlySet<string>;
  /** What the decoded ones hold, at any depth. */
  readonly below: ReadonlySet<string>;
  /** The same of those that nothing holds. */
  readonly rooted: ReadonlySet<string>;
  /** Structs that only code which nothing comes to fills. */
  readonly idle: ReadonlySet<string>;
  /** Of structs that one section of a file fills, its names. */
  readonly sections: ReadonlyMap<string, readonly string[]>;
  readonly namings: Namings;
  /** Structs that koanf fills, from variables too where it has a provider for them. */
  readonly koanf: ReadonlySet<string>;
}

/** The structs that each one holds. */
function contentsOf(holding: Nesting["holding"]): Nesting["contents"] {
  const contents = new Map<string, string[]>();
  for (const [key, sites] of holding) for (const { owner } of sites) append(contents, owner, key);
  return contents;
}

/** The structs that some hold, at any depth. */
function heldBy(contents: Nesting["contents"], outer: Iterable<string>): ReadonlySet<string> {
  const held = new Set<string>();
  const open = [...outer];
  for (let owner = open.pop(); owner !== undefined; owner = open.pop()) {
    for (const key of contents.get(owner) ?? []) {
      if (held.has(key)) continue;
      held.add(key);
      open.push(key);
    }
  }
  return held;
}

/** Without sections and names of variables, which take values to find: their texts may lead back to fields. */
export function plainNesting(program: Program): Nesting {
  const holding = fieldsHolding(program);
  const contents = contentsOf(holding);
  const decoded = decodedStructs(program);
  const roots = [...program.structs.keys()].filter((key) => !holding.has(key));
  return {
    holding,
    contents,
    decoded,
    below: heldBy(contents, decoded),
    rooted: heldBy(contents, roots),
    idle: new Set(),
    sections: new Map(),
    namings: new Map(),
    koanf: new Set(),
  };
}

/** What has variables of its own is filled, also where that takes a helper of the program. */
export function wholeNesting(analysis: Analysis, plain = plainNesting(analysis.program)): Nesting {
  const namings = findNamings(analysis);
  const used = decodedStructs(analysis.program, ({ scope }) => !isUnused(analysis, scope));
  const decoded = new Set([...used, ...namings.keys()]);
  const idle = new Set([...plain.decoded].filter((key) => !decoded.has(key)));
  const below = heldBy(plain.contents, decoded);
  const koanf = koanfStructs(analysis);
  return { ...plain, namings, koanf, decoded, below, idle, sections: filledSections(analysis) };
}

/** The ways from an outermost struct down to the one with that key; a way may be empty. */
function waysTo(nesting: Nesting, key: string, seen: readonly string[] = []): FieldSite[][] {
  const { holding, decoded, below } = nesting;
  const parents = holding.get(key) ?? [];
  if (decoded.has(key)) return [[]];
  // With decoded structs in sight, a way that starts elsewhere leads through no file.
  if (parents.length === 0) return decoded.size > 0 && seen.length > 0 ? [] : [[]];
  // Structs of a generated schema hold one another in many ways, none of which starts at a decoded one.
  if (seen.length >= DEEPEST || !below.has(key)) return [];
  const ways: FieldSite[][] = [];
  for (const parent of parents) {
    if (seen.includes(parent.owner)) continue;
    for (const way of waysTo(nesting, parent.owner, [...seen, key])) ways.push([...way, parent]);
    if (ways.length >= MOST_PATHS) break;
  }
  return ways;
}

/** Where no way starts at a struct that a library fills in sight, all ways count. */
export function allWays(nesting: Nesting, key: string): FieldSite[][] {
  const ways = waysTo(nesting, key);
  return ways.length > 0 ? ways : waysTo({ ...nesting, decoded: new Set(), below: nesting.rooted }, key);
}

function keyNames({ field }: FieldSite): readonly string[] {
  const { keys, inline } = readTag(field.tag);
  if (inline || (field.embedded && keys.length === 0)) return [""];
  return keys.length > 0 ? keys.slice(0, 2) : [field.name];
}

/** Dotted keys of the field in files, at the end of a way. */
export function keysOf({ sections }: Nesting, way: readonly FieldSite[], site: FieldSite): string[] {
  let paths = [...(sections.get(way[0]?.owner ?? site.owner) ?? [""])];
  for (const one of [...way, site]) {
    const names = keyNames(one);
    paths = paths.flatMap((path) =>
      names.map((name) => [path, name].filter((part) => part !== "").join(".")),
    );
    if (paths.length > 8) paths.length = 8;
  }
  return paths;
}
