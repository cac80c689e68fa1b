/** How configuration libraries name the variables of the structs that they fill, call by call. */

import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { type CallSite, lastName, type Scope } from "../flow/program.ts";
import { typeOf } from "../flow/type-of.ts";
import { importOf, lookUp, structKey } from "../flow/types.ts";
import { isUnused } from "../flow/unused.ts";
import type { Call, Expression } from "../go/ast.ts";
import { type Found, LIBRARIES, type Library, type Style } from "./naming-libraries.ts";

export interface Naming {
  readonly prefix: string;
  readonly style: Style;
  /** Values come from elsewhere than from variables as well. */
  readonly mixed: boolean;
  /** What a tag names is the whole variable, whatever is put before the others. */
  readonly whole: boolean;
  /** A field without a default is required, unless its tag says that it is optional. */
  readonly demands: boolean;
  /** A field that no tag names has a variable of its own words. */
  readonly derives: boolean;
  /** Where the struct is handed to what fills it; null where the code does not show it. */
  readonly filled: Pick<CallSite, "guards" | "scope"> | null;
}

const PLAIN: Naming = {
  prefix: "",
  style: "tags",
  mixed: false,
  whole: false,
  demands: false,
  derives: false,
  filled: null,
};

/** By the key of the struct that is filled; empty where the code does not show the prefix. */
export type Namings = ReadonlyMap<string, readonly Naming[]>;

interface Filling {
  /** What is filled; its type where the call is generic. */
  readonly target: Found;
  /** What says the prefix; null where nothing does. */
  readonly given: Found | null;
  readonly guards: CallSite["guards"];
}

/** Stands for structs that no call is seen to fill. */
const OTHERS = "";

/** The call that makes what a method is called on, by itself or through a variable. */
function makerOf({ callee }: Call, scope: Scope): Call | null {
  if (callee.kind !== "selector") return null;
  const { base } = callee;
  if (base.kind === "call") return base;
  const [definition] = base.kind === "name" ? (lookUp(base.name, scope)?.definitions ?? []) : [];
  return definition?.value?.kind === "call" ? definition.value : null;
}

function packageOf(callee: Expression, scope: Scope): string {
  const plain = callee.kind === "index" ? callee.base : callee;
  return (plain.kind === "selector" ? importOf(plain.base, scope) : null) ?? "";
}

function parameterIndex({ expression, scope }: Found): number {
  if (expression.kind !== "name") return -1;
  return scope.node?.parameters.findIndex(({ name }) => name === expression.name) ?? -1;
}

function keyOf({ program }: Analysis, { expression, scope }: Found): string | null {
  return structKey(program, typeOf(program, expression, scope) ?? { expression, file: scope.file });
}

/** Of a helper that is handed what it fills, and maybe the prefix, what its callers hand it. */
function throughHelper(analysis: Analysis, filling: Filling, depth = 0): Filling[] {
  const { target, given } = filling;
  const at = parameterIndex(target);
  if (at < 0 || depth > 2 || keyOf(analysis, target) !== null) return [filling];
  const prefixAt = given ? parameterIndex(given) : -1;
  return callersOf(analysis, target.scope).flatMap(({ call, scope, guards }) => {
    const [expression, prefix] = [call.args[at], call.args[prefixAt]];
    if (!expression) return [];
    const from = prefix ? { expression: prefix, scope } : given;
    const handed = { target: { expression, scope }, given: from, guards };
    return throughHelper(analysis, handed, depth + 1);
  });
}

function fillings(analysis: Analysis, library: Library, { call, scope, guards }: CallSite): Filling[] {
  const maker = makerOf(call, scope);
  const path = packageOf(call.callee, scope) || (maker ? packageOf(maker.callee, scope) : "");
  const { target, given } = library.path.test(path) ? library.filling(call, maker) : {};
  if (!target || isUnused(analysis, scope)) return [];
  return throughHelper(analysis, {
    target: { expression: target, scope },
    given: given ? { expression: given, scope } : null,
    guards,
  }).filter((one) => !isUnused(analysis, one.target.scope));
}

/** `name := field.Tag.Get("env")` and then `name = "SHOP_" + name`: what the program's own code puts before the tags. */
function ownPrefix(analysis: Analysis): string | null {
  const readers = ["Get", "Lookup"].flatMap((name) => analysis.program.calls.get(name) ?? []);
  for (const { call, scope } of readers) {
    const { callee, args } = call;
    if (callee.kind !== "selector" || lastName(callee.base) !== "Tag") continue;
    if (textOf(analysis, args[0], scope) !== "env" || isUnused(analysis, scope)) continue;
    for (const [name, definitions] of scope.bindings) {
      if (!definitions.some(({ value }) => value === call)) continue;
      for (const { value } of definitions) {
        const isPut = value?.kind === "binary" && value.operator === "+" && lastName(value.right) === name;
        const prefix = isPut ? textOf(analysis, value.left, scope) : null;
        if (prefix) return prefix;
      }
    }
  }
  return null;
}

/** Of calls that nothing in reach comes to, such as those of a helper for tests, nothing is taken. */
export function findNamings(analysis: Analysis): Namings {
  const own = ownPrefix(analysis);
  const found = new Map<string, readonly Naming[]>(
    own === null ? [] : [[OTHERS, [{ ...PLAIN, prefix: own }]]],
  );
  for (const library of LIBRARIES) {
    const named = [...analysis.program.calls].filter(([name]) => library.calls.test(name));
    const sites = named.flatMap(([, all]) => all);
    for (const { target, given, guards } of sites.flatMap((site) => fillings(analysis, library, site))) {
      const prefix = given ? library.prefix(analysis, given) : (library.usual ?? "");
      const key = keyOf(analysis, target) ?? OTHERS;
      const mixed = given !== null && library.mixed?.(analysis, given) === true;
      const filled = { guards, scope: target.scope };
      const { style, whole = false } = library;
      const demands = library.demands?.(analysis, given) === true;
      const derives = given !== null && library.derives?.(analysis, given) === true;
      const naming = prefix === null ? [] : [{ prefix, style, mixed, whole, demands, derives, filled }];
      found.set(key, [...(found.get(key) ?? []), ...naming]);
    }
  }
  return found;
}

/** How the variables of what hangs below a struct are named. */
export function namingsOf(all: Namings, root: string): readonly Naming[] {
  const own = all.get(root);
  if (own) return own;
  // A call that does not show what it fills may fill any of them.
  const [only, ...more] = all.get(OTHERS) ?? [];
  return [only && more.every(({ prefix }) => prefix === only.prefix) ? only : PLAIN];
}
