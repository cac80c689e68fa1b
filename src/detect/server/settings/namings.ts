/** How configuration libraries name the variables of the structs that they fill, call by call. */

import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { field, literalOf } from "../flow/literals.ts";
import { type CallSite, lastName, type Scope } from "../flow/program.ts";
import { typeOf } from "../flow/type-of.ts";
import { importOf, lookUp, structKey } from "../flow/types.ts";
import { isUnused } from "../flow/unused.ts";
import type { Call, Expression } from "../go/ast.ts";
import { looksElsewhere, lookuperPrefix } from "./lookupers.ts";

export interface Naming {
  readonly prefix: string;
  /**
   * `tags`: prefix and name of the tag, as they are. `joined`: prefix and the names of all fields down to this
   * one, with underscores between, also without tags. `words`: the same, with the words of each name apart.
   */
  readonly style: "tags" | "joined" | "words";
  /** Values come from elsewhere than from variables as well. */
  readonly mixed: boolean;
  /** Where the struct is handed to what fills it; null where the code does not show it. */
  readonly filled: Pick<CallSite, "guards" | "scope"> | null;
}

const PLAIN: Naming = { prefix: "", style: "tags", mixed: false, filled: null };

/** By the key of the struct that is filled; empty where the code does not show the prefix. */
export type Namings = ReadonlyMap<string, readonly Naming[]>;

interface Found {
  readonly expression: Expression;
  readonly scope: Scope;
}

interface Filling {
  /** What is filled; its type where the call is generic. */
  readonly target: Found;
  /** What says the prefix; null where nothing does. */
  readonly given: Found | null;
  readonly guards: CallSite["guards"];
}

interface Library {
  readonly path: RegExp;
  readonly calls: RegExp;
  readonly style: Naming["style"];
  filling(
    call: Call,
    maker: Call | null,
  ): { readonly target: Expression | undefined; readonly given?: Expression | undefined };
  /** Null where the code does not show it. */
  prefix(analysis: Analysis, given: Found): string | null;
  mixed?(analysis: Analysis, given: Found): boolean;
}

const text = (analysis: Analysis, { expression, scope }: Found) => textOf(analysis, expression, scope);

const LIBRARIES: readonly Library[] = [
  {
    path: /kelseyhightower\/envconfig$/,
    calls: /^(Must)?Process$/,
    style: "joined",
    filling: ({ args: [given, target] }) => ({ target, given }),
    prefix: text,
  },
  {
    path: /ardanlabs\/conf(\/v\d+)?$/,
    calls: /^Parse$/,
    style: "words",
    // The first version takes the command line before the prefix.
    filling: ({ args }) => {
      const at = Math.max(1, args.findIndex(isPointer));
      return { target: args[at], given: args[at - 1] };
    },
    prefix: text,
  },
  {
    path: /caarlos0\/env(\/v\d+)?$/,
    calls: /^(Parse|ParseWithOptions|ParseAsWithOptions)$/,
    style: "tags",
    filling: ({ callee, args }) => {
      const generic = callee.kind === "index" ? callee.index[0] : undefined;
      return { target: generic ?? args[0], given: args[generic ? 0 : 1] };
    },
    prefix: optionsPrefix,
  },
  {
    path: /sethvargo\/go-envconfig$/,
    calls: /^(Must)?ProcessWith$/,
    style: "tags",
    // The first versions take target and lookuper as arguments.
    filling: ({ args: [, config, lookuper] }) => {
      const literal = config?.kind === "unary" ? config.operand : config;
      if (literal?.kind !== "composite") return { target: config, given: lookuper };
      return { target: field(literal, "Target"), given: field(literal, "Lookuper") };
    },
    prefix: lookuperPrefix,
    mixed: looksElsewhere,
  },
  {
    // qiangxue's: `env.New("APP_", log.Printf).Load(&config)`.
    path: /(^|[/-])env(\/v\d+)?$/,
    calls: /^Load$/,
    style: "tags",
    filling: ({ args }, maker) => ({ target: maker ? args[0] : undefined, given: maker?.args[0] }),
    prefix: (analysis, given) => /^[A-Za-z]\w*_$/.exec(text(analysis, given) ?? "")?.[0] ?? "",
  },
];

function isPointer(argument: Expression): boolean {
  return argument.kind === "unary" && argument.operator === "&";
}

/** `env.Options{Prefix: "APP_"}`. */
function optionsPrefix(analysis: Analysis, { expression, scope }: Found): string | null {
  const options = literalOf(analysis, expression, scope);
  const prefix = options?.elements.find(({ key }) => key !== null && lastName(key) === "Prefix");
  return prefix ? textOf(analysis, prefix.value, scope) : "";
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
      const prefix = given ? library.prefix(analysis, given) : "";
      const key = keyOf(analysis, target) ?? OTHERS;
      const mixed = given !== null && library.mixed?.(analysis, given) === true;
      const filled = { guards, scope: target.scope };
      const naming = prefix === null ? [] : [{ prefix, style: library.style, mixed, filled }];
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
