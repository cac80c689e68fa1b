/** What configuration libraries give the fields of a struct. */
import type { EnvironmentVariable } from "../../../types/project.ts";
import { ownerOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { newSteps } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { type FieldSite, lastName, type Program, place } from "../flow/program.ts";
import { structKey, typeOf } from "../flow/types.ts";
import { known, merge, type Value } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import { lookUpKey } from "./config-files.ts";
import { decodedStructs } from "./decoded.ts";
import { registeredKeyValue } from "./keys.ts";
import { kebab, outerNames, readTag } from "./tags.ts";

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
function elementOf(type: Expression): Expression {
  const direct = plain(type);
  return direct.kind === "container" ? elementOf(direct.element) : direct;
}

function plain(type: Expression): Expression {
  return type.kind === "unary" ? plain(type.operand) : type;
}

/** How structs are nested, and those that a library fills from outside. */
export interface Nesting {
  readonly holding: ReadonlyMap<string, readonly FieldSite[]>;
  readonly decoded: ReadonlySet<string>;
  /** Of structs that one section of a file fills, its names. */
  readonly sections: ReadonlyMap<string, readonly string[]>;
}

export function nestingOf(program: Program): Nesting {
  return { holding: fieldsHolding(program), decoded: decodedStructs(program), sections: new Map() };
}

/** The ways from an outermost struct down to the one with that key; a way may be empty. */
function waysTo(nesting: Nesting, key: string, seen: readonly string[] = []): FieldSite[][] {
  const parents = nesting.holding.get(key) ?? [];
  if (nesting.decoded.has(key)) return [[]];
  // With decoded structs in sight, a way that starts elsewhere leads through no file.
  if (parents.length === 0) return nesting.decoded.size > 0 && seen.length > 0 ? [] : [[]];
  if (seen.length >= DEEPEST) return [];
  const ways: FieldSite[][] = [];
  for (const parent of parents) {
    if (seen.includes(parent.owner)) continue;
    for (const way of waysTo(nesting, parent.owner, [...seen, key])) ways.push([...way, parent]);
    if (ways.length >= MOST_PATHS) break;
  }
  return ways;
}

/** Where no way starts at a struct that a library fills in sight, all ways count. */
function allWays(nesting: Nesting, key: string): FieldSite[][] {
  const ways = waysTo(nesting, key);
  return ways.length > 0 ? ways : waysTo({ ...nesting, decoded: new Set() }, key);
}

function keyNames({ field }: FieldSite): readonly string[] {
  const { keys, inline } = readTag(field.tag);
  if (inline || (field.embedded && keys.length === 0)) return [""];
  return keys.length > 0 ? keys.slice(0, 2) : [field.name];
}

/** Dotted keys of the field in files, for every way to it. */
function keysOf({ sections }: Nesting, way: readonly FieldSite[], site: FieldSite): string[] {
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

/** The prefix that the program hands to a library which makes variable names from field names. */
function libraryPrefix(analysis: Analysis): { readonly prefix: string; readonly split: boolean } | null {
  const { program } = analysis;
  const uses = (pattern: RegExp) => [...program.externalImports.keys()].some((path) => pattern.test(path));
  if (uses(/kelseyhightower\/envconfig/)) {
    for (const name of ["Process", "MustProcess"]) {
      for (const { call, scope } of program.calls.get(name) ?? []) {
        const prefix = call.args.length === 2 ? textOf(analysis, call.args[0], scope) : null;
        if (prefix !== null) return { prefix, split: false };
      }
    }
  }
  if (uses(/ardanlabs\/conf/)) {
    for (const { call, scope } of program.calls.get("Parse") ?? []) {
      const prefix = call.args.length >= 2 ? textOf(analysis, call.args[0], scope) : null;
      if (prefix !== null) return { prefix, split: true };
    }
  }
  return null;
}

/** The environment variable of a field: the tag's with its prefixes, or the one that the library derives. */
export function variableOf(analysis: Analysis, way: readonly FieldSite[], site: FieldSite): string | null {
  const tag = readTag(site.field.tag);
  const library = libraryPrefix(analysis);
  const prefix = way.map((one) => readTag(one.field.tag).prefix).join("");
  if (tag.variable !== null) {
    return library && !library.split && library.prefix
      ? [library.prefix, ...outerNames(way, library.split), tag.variable].join("_").toUpperCase()
      : optionsPrefix(analysis, way[0]?.owner ?? site.owner) + prefix + tag.variable;
  }
  if (!library || /\b(ignored:"true"|envconfig:"-")/.test(site.field.tag)) return null;
  const names = outerNames([...way, site], library.split);
  return [...(library.prefix ? [library.prefix] : []), ...names].join("_").toUpperCase();
}

/** caarlos0/env: `env.ParseWithOptions(&cfg, env.Options{Prefix: "APP_"})`, for the struct that the call fills. */
function optionsPrefix(analysis: Analysis, root: string): string {
  const { program } = analysis;
  const options = (program.composites.get("Options") ?? []).filter(({ scope }) =>
    [...scope.file.importPaths].some((path) => path.includes("caarlos0/env")),
  );
  if (options.length === 0) return "";
  const prefixOf = (composite: Expression | undefined): string | null => {
    const site = options.find((one) => one.composite === composite);
    const prefix = site?.composite.elements.find(({ key }) => key !== null && lastName(key) === "Prefix");
    return site ? (textOf(analysis, prefix?.value, site.scope) ?? "") : null;
  };
  for (const [name, sites] of program.calls) {
    if (!/^(Parse|ParseWithOptions|ParseAsWithOptions|Must)$/.test(name)) continue;
    for (const { call, scope } of sites) {
      const [target, given] = call.args;
      const type = target && typeOf(program, target, scope);
      if (type && structKey(program, type) === root) return prefixOf(given) ?? "";
    }
  }
  const [only] = options;
  return options.length === 1 ? (prefixOf(only?.composite) ?? "") : "";
}

function isAssigned(analysis: Analysis, { owner, field }: FieldSite): boolean {
  const given = analysis.program.fieldValues.get(field.name) ?? [];
  return given.some((one) => ownerOf(analysis, one) === owner);
}

/** Default and sources of a field; null when neither tag nor file speaks of it. */
export function fieldSettings(
  analysis: Analysis,
  nesting: Nesting,
  owner: string,
  name: string,
): Value | null {
  const site = analysis.program.structs.get(owner)?.find(({ field }) => field.name === name);
  // Reflection sets no field that is not exported.
  if (!site || !/^\p{Lu}/u.test(name)) return null;
  const tag = readTag(site.field.tag);
  const ways = allWays(nesting, owner);
  // Which element of a list a variable means is in its name, in a way of each library's own.
  const direct = ways.filter((way) => !way.some(({ field }) => elementOf(field.type) !== plain(field.type)));
  const variables = new Set(direct.flatMap((way) => variableOf(analysis, way, site) ?? []));
  const kong = [...analysis.program.externalImports.keys()].some((path) => path.includes("alecthomas/kong"));
  const flag = tag.flag ?? (kong && (tag.fallback !== null || tag.variable !== null) ? kebab(name) : null);
  const sources = [...variables].map((variable) => `env:${variable}`);
  if (flag !== null) sources.push(`flag:--${flag}`);
  const evidence = place(site.file, site.field.at);
  const said = tag.fallback !== null || sources.length > 0;
  const fromTag = said ? known(tag.fallback ?? "", evidence, sources) : null;

  // What the code itself assigns has no key of the field's bare name.
  const tagged = tag.keys.length > 0 || said;
  if (
    !tagged &&
    !ways.some((way) => nesting.decoded.has(way[0]?.owner ?? owner)) &&
    isAssigned(analysis, site)
  )
    return null;
  const files = analysis.settings.configFiles();
  const keys = ways.flatMap((way) => keysOf(nesting, way, site));
  const fromNamed = keys.map((key) => lookUpKey(files, key, true)).find((value) => value !== null) ?? null;
  const fromKeys = direct
    .flatMap((way) => keysOf(nesting, way, site))
    .map((key) => registeredKeyValue(analysis, key, newSteps()))
    // Files that only lie where such files usually do say nothing of a struct that the code fills itself.
    .filter((value) => !value || isFilled(nesting, owner, ways) || !isFromFiles(value));
  // `serverOptions:` in a file speaks of the type ServerOptions, however its key is put together.
  const ofType = tag.keys.slice(0, 1).map((key) => lookUpKey(files, `${typeOfOwner(owner)}.${key}`));
  return merge([fromNamed, fromTag, ...fromKeys, ...ofType]);
}

function typeOfOwner(owner: string): string {
  return owner.slice(owner.lastIndexOf(".") + 1);
}

/** Whether a library fills the struct from outside, as far as such calls are in sight. */
function isFilled(nesting: Nesting, owner: string, ways: readonly (readonly FieldSite[])[]): boolean {
  const { decoded, sections } = nesting;
  if (decoded.size + sections.size === 0) return true;
  return ways.map((way) => way[0]?.owner ?? owner).some((root) => decoded.has(root) || sections.has(root));
}

function isFromFiles({ sources }: Value): boolean {
  return sources.length > 0 && sources.every((source) => source.startsWith("file:"));
}

/** Variables that struct tags name, or that a library derives from the fields of a struct it fills. */
export function fieldVariables(analysis: Analysis): EnvironmentVariable[] {
  const { program } = analysis;
  const nesting = nestingOf(program);
  const library = libraryPrefix(analysis);
  // Only what the library itself fills has names that it derives.
  const roots = decodedStructs(program, /^(Process|MustProcess|Parse)$/);
  const found: EnvironmentVariable[] = [];
  for (const [owner, fields] of program.structs) {
    for (const site of fields) {
      const tag = readTag(site.field.tag);
      const holds = structKey(program, { expression: site.field.type, file: site.file });
      if (holds !== null || (tag.variable === null && !library)) continue;
      const ways = allWays(nesting, owner);
      const reached = tag.variable !== null || ways.some((way) => roots.has(way[0]?.owner ?? owner));
      if (!reached) continue;
      for (const way of ways.slice(0, 3)) {
        const name = variableOf(analysis, way, site);
        const evidence = place(site.file, site.field.at);
        const fallback = tag.fallback === "" ? null : tag.fallback;
        if (name)
          found.push({ name, required: tag.required && tag.fallback === null, default: fallback, evidence });
      }
    }
  }
  return found;
}
