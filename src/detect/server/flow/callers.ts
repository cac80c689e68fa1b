import type { Expression, FunctionDeclaration, FunctionLiteral } from "../go/ast.ts";
import { append } from "./assign.ts";
import type { Analysis, Context } from "./context.ts";
import type { CallSite, FieldValue, Package, Program, Scope } from "./program.ts";
import { calledFunction, typeOf } from "./type-of.ts";
import { lookUp, structKey, type TypeAt } from "./types.ts";

/** A variable of a package, by the names there, and the function that it holds. */
export interface Held {
  readonly holder: string;
  readonly values: Package["values"];
  readonly declaration: FunctionDeclaration;
}

/** The call of a function literal where it stands: `go func(addr string) { ... }(cfg.Addr)`. */
export function callOfLiteral(
  { calls }: Program,
  node: FunctionDeclaration | FunctionLiteral,
): CallSite | undefined {
  return (calls.get("") ?? []).find(({ call }) => call.callee === node);
}

/** The calls of a function literal: where it stands, and by the variable that holds it, `start := func(addr string) { ... }`. */
export function callsOfLiteral({ program }: Analysis, scope: Scope): readonly CallSite[] {
  const { node, parent, file } = scope;
  if (node?.kind !== "function") return [];
  const here = callOfLiteral(program, node);
  if (here) return [here];
  const holders = [...(parent?.bindings ?? []), ...(parent?.node ? [] : file.package.values)];
  return holders.flatMap(([name, definitions]) =>
    definitions.some(({ value }) => value === node)
      ? (program.calls.get(name) ?? []).filter(
          ({ call: { callee }, scope: where }) =>
            callee.kind === "name" &&
            lookUp(callee.name, where)?.definitions.some(({ value }) => value === node),
        )
      : [],
  );
}

/** Variables of packages that hold a function of the same package, `var serve = runServer`, by the function's name. */
function holdersOf({ program, memo }: Analysis, name: string): readonly Held[] {
  if (memo.functionHolders?.of !== program.packages.size) {
    const byName = new Map<string, Held[]>();
    for (const { values, functions } of program.packages.values())
      for (const [holder, definitions] of values)
        for (const { value } of definitions) {
          const held = value?.kind === "name" ? functions.get(value.name) : undefined;
          if (held) append(byName, held.declaration.name, { holder, values, declaration: held.declaration });
        }
    memo.functionHolders = { of: program.packages.size, byName };
  }
  return memo.functionHolders.byName.get(name) ?? [];
}

/** The calls of a declared function or method. */
export function callersOf(analysis: Analysis, scope: Scope): readonly CallSite[] {
  const { program, memo } = analysis;
  const { node } = scope;
  if (node?.kind !== "declaration") return [];
  const named = program.calls.get(node.name) ?? [];
  const seen = memo.callers.get(node.name);
  // There are more calls once packages are read on demand.
  if (seen?.of === named.length) return seen.byFunction.get(node) ?? [];
  const byFunction = new Map<FunctionDeclaration, CallSite[]>();
  const of = named.length;
  for (const site of named.slice()) {
    const called = calledFunction(program, site.call.callee, site.scope);
    if (called) append(byFunction, called.declaration, site);
  }
  for (const { holder, values, declaration } of holdersOf(analysis, node.name))
    for (const site of program.calls.get(holder) ?? [])
      if (site.call.callee.kind === "name" && site.scope.file.package.values === values)
        append(byFunction, declaration, site);
  memo.callers.set(node.name, { of, byFunction });
  return byFunction.get(node) ?? [];
}

const MOST_CALLERS = 8;

/**
 * What stands for a parameter: the argument of the call that is being followed, or of each call that there is.
 * @param index which parameter of the function of `scope`
 */
export function argumentsFor(
  analysis: Analysis,
  scope: Scope,
  index: number,
  context: Context,
): readonly { readonly argument: Expression | undefined; readonly context: Context }[] {
  for (let { frame } = context; frame; frame = frame.context.frame)
    if (frame.node === scope.node) return [{ argument: frame.args[index], context: frame.context }];
  return callersOf(analysis, scope)
    .slice(0, MOST_CALLERS)
    .map(({ call, scope: where }) => ({
      argument: call.args[index],
      context: { scope: where, frame: null },
    }));
}

/** What the code gives to a field of that name of one struct. */
export function givenToField(analysis: Analysis, owner: string, name: string): readonly FieldValue[] {
  const given = analysis.program.fieldValues.get(name) ?? [];
  return given.filter((one) => ownerOf(analysis, one) === owner);
}

/** The type whose field is given a value: that of a literal, or of what the field is selected from. */
export function ownerType(program: Program, { type, base, scope }: FieldValue): TypeAt | null {
  return type ? { expression: type, file: scope.file } : base && typeOf(program, base, scope);
}

/** Key of the struct whose field is given a value. */
export function ownerOf({ program, memo }: Analysis, given: FieldValue): string | null {
  const seen = memo.owners.get(given);
  if (seen !== undefined) return seen;
  // Breaks the cycle of a field that is given a value of its own.
  memo.owners.set(given, null);
  const type = ownerType(program, given);
  const owner = type && structKey(program, type);
  memo.owners.set(given, owner);
  return owner;
}
