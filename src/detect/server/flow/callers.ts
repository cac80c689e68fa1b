import type { Expression, FunctionDeclaration, FunctionLiteral, Selector } from "../go/ast.ts";
import { append } from "./assign.ts";
import type { Analysis, Context } from "./context.ts";
import { contextFor } from "./evaluate.ts";
import { handedArguments } from "./handed-functions.ts";
import type { CallSite, FieldValue, Program, Scope } from "./program.ts";
import { calledFunction, typeOf } from "./type-of.ts";
import { heldFunction, lookUp, structKey, type TypeAt } from "./types.ts";

/** The call of a function literal where it stands: `go func(addr string) { ... }(cfg.Addr)`. */
export function callOfLiteral(
  { calls }: Program,
  node: FunctionDeclaration | FunctionLiteral,
): CallSite | undefined {
  return (calls.get("") ?? []).find(({ call }) => call.callee === node);
}

/**
 * Names of the variables that stand for functions of their package, by the names of these; none of a package that is
 * read on demand alone.
 */
function functionVariables({ packages }: Program): ReadonlyMap<string, readonly string[]> {
  const variables = new Map<string, string[]>();
  for (const one of packages.values()) {
    if (!one.isRead) continue;
    for (const name of one.values.keys()) {
      const held = heldFunction(one, name)?.declaration.name;
      if (held !== undefined) append(variables, held, name);
    }
  }
  return variables;
}

/** The calls of a function literal where it stands, or by the variable that it is given to: `var newServer = func(addr string) ...`. */
function callsOfLiteral(
  program: Program,
  node: FunctionLiteral,
  { parent, file }: Scope,
): readonly CallSite[] {
  const here = callOfLiteral(program, node);
  if (here) return [here];
  const all = [...(parent?.bindings ?? []), ...(parent?.node ? [] : file.package.values)];
  const names = all.flatMap(([name, definitions]) =>
    definitions.some(({ value }) => value === node) ? [name] : [],
  );
  const isHeld = ({ call: { callee }, scope }: CallSite) =>
    callee.kind === "name" && lookUp(callee.name, scope)?.definitions.some(({ value }) => value === node);
  return names.flatMap((name) => (program.calls.get(name) ?? []).filter(isHeld));
}

/** The calls of a function or method, also by a variable that stands for it. */
export function callersOf({ program, memo }: Analysis, scope: Scope): readonly CallSite[] {
  const { node } = scope;
  if (node?.kind === "function") return callsOfLiteral(program, node, scope);
  if (node?.kind !== "declaration") return [];
  memo.functionVariables ??= functionVariables(program);
  const names = [node.name, ...(memo.functionVariables.get(node.name) ?? [])];
  const named = names.map((name) => program.calls.get(name) ?? []);
  const of = named.reduce((sum, { length }) => sum + length, 0);
  const seen = memo.callers.get(node.name);
  // There are more calls once packages are read on demand.
  if (seen?.of === of) return seen.byFunction.get(node) ?? [];
  const byFunction = new Map<FunctionDeclaration, CallSite[]>();
  for (const site of named.flat()) {
    const called = calledFunction(program, site.call.callee, site.scope);
    if (called) append(byFunction, called.declaration, site);
  }
  memo.callers.set(node.name, { of, byFunction });
  return byFunction.get(node) ?? [];
}

const MOST_CALLERS = 8;

/** What is handed over for a parameter. */
interface Handed {
  readonly argument: Expression | undefined;
  /** Of `run(parse())`, whose one argument gives all: which of its results. */
  readonly result: number;
  readonly context: Context;
}

/** The argument of that index, or the one that gives as many results as there are parameters. */
function handedOver(args: readonly Expression[], index: number, context: Context): Handed {
  const [only] = args;
  return index > 0 && args.length === 1 && only?.kind === "call"
    ? { argument: only, result: index, context }
    : { argument: args[index], result: 0, context };
}

/**
 * What stands for a parameter: the argument of the call that is being followed, or of each call that there is.
 * @param index which parameter of the function of `scope`
 */
export function argumentsFor(
  analysis: Analysis,
  scope: Scope,
  index: number,
  context: Context,
): readonly Handed[] {
  for (let { frame } = context; frame; frame = frame.context.frame)
    if (frame.node === scope.node) return [handedOver(frame.args, index, frame.context)];
  const handed = handedArguments(analysis, scope, index, context);
  if (handed.length > 0) return handed.map((one) => ({ ...one, result: 0 }));
  return callersOf(analysis, scope)
    .slice(0, MOST_CALLERS)
    .map(({ call, scope: where }) => {
      // A literal sees what the call around it was given.
      const isLiteral = scope.node?.kind === "function";
      return handedOver(
        call.args,
        index,
        isLiteral ? contextFor(where, context) : { scope: where, frame: null },
      );
    });
}

/** What the code gives to a field of that name of one struct. */
export function givenToField(analysis: Analysis, owner: string, name: string): readonly FieldValue[] {
  const all = analysis.program.fieldValues.get(name) ?? [];
  const seen = analysis.memo.givenByOwner.get(name);
  // There are more values once packages are read on demand.
  if (seen?.of === all.length) return seen.byOwner.get(owner) ?? [];
  const byOwner = new Map<string, FieldValue[]>();
  for (const given of all) append(byOwner, ownerOf(analysis, given) ?? "", given);
  analysis.memo.givenByOwner.set(name, { of: all.length, byOwner });
  return byOwner.get(owner) ?? [];
}

/** What the code gives to the field that is selected; nothing where its struct is not in sight. */
export function givenToSelected(
  analysis: Analysis,
  { base, name }: Selector,
  scope: Scope,
): readonly FieldValue[] {
  const type = typeOf(analysis.program, base, scope);
  const owner = type && structKey(analysis.program, type);
  return owner ? givenToField(analysis, owner, name) : [];
}

/** The type whose field is given a value: that of a literal, or of what the field is selected from. */
export function ownerType(program: Program, { type, base, scope }: FieldValue): TypeAt | null {
  return type ? { expression: type, file: scope.file } : base && typeOf(program, base, scope);
}

/** Key of the struct whose field is given a value. */
export function ownerOf({ program, memo }: Analysis, given: FieldValue): string | null {
  const seen = memo.owners.get(given);
  if (seen !== undefined) return seen;
  const type = ownerType(program, given);
  const owner = type && structKey(program, type);
  memo.owners.set(given, owner);
  return owner;
}
