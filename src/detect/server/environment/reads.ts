/** Every place that reads the environment, also through the program's own helpers. */
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { evaluate, textOf } from "../flow/evaluate.ts";
import { type CallSite, type Guard, lastName, place, type Scope } from "../flow/program.ts";
import { newSteps } from "../flow/steps.ts";
import { inTurns, type Turn } from "../flow/turns.ts";
import { calledFunction } from "../flow/type-of.ts";
import { lookUp, packageOf } from "../flow/types.ts";
import { isKnown } from "../flow/value.ts";
import type { Call, Expression, FunctionDeclaration } from "../go/ast.ts";

export interface EnvironmentRead {
  readonly name: string;
  /** The call that gives the value: of os.Getenv, or of the helper. */
  readonly call: Call;
  readonly scope: Scope;
  /** The helper that is called; null where os.Getenv is called itself. */
  readonly helper: FunctionDeclaration | null;
  readonly guards: readonly Guard[];
  readonly evidence: string;
  /** Of one of those that a loop reads in turn. */
  readonly turn?: Turn;
}

/** A name that ends in `_` is a prefix. */
export const VARIABLE = /^[A-Za-z_]([A-Za-z0-9_]*[A-Za-z0-9])?$/;
const DEEPEST = 3;

function read(site: CallSite, name: string, helper: FunctionDeclaration | null): EnvironmentRead {
  const { call, scope, guards } = site;
  return { name, call, scope, guards, helper, evidence: place(scope.file, call.at) };
}

/** What a call hands over to a parameter of that name, or to the receiver. */
function handedOver({ callee, args }: Call, node: FunctionDeclaration, name: string): Expression | undefined {
  if (node.receiver?.name === name) return callee.kind === "selector" ? callee.base : undefined;
  return args[node.parameters.findIndex((parameter) => parameter.name === name)];
}

function isHandedOver({ receiver, parameters }: FunctionDeclaration, name: string): boolean {
  return receiver?.name === name || parameters.some((parameter) => parameter.name === name);
}

/** `key` of `string(key)`. */
function unconverted(argument: Expression): Expression {
  const isText =
    argument.kind === "call" && argument.callee.kind === "name" && argument.callee.name === "string";
  return (isText ? argument.args[0] : null) ?? argument;
}

/** Reads whose name is the argument; where it is a parameter or the receiver, those of the function's callers. */
function follow(
  analysis: Analysis,
  site: CallSite,
  given: Expression | undefined,
  helper: FunctionDeclaration | null,
  depth: number,
): EnvironmentRead[] {
  if (!given) return [];
  const argument = unconverted(given);
  const declaration = declarationAround(site.scope);
  if (declaration && argument.kind === "name" && isHandedOver(declaration.node, argument.name)) {
    if (depth >= DEEPEST) return [];
    return callersOf(analysis, declaration.scope).flatMap((caller) => {
      const handed = handedOver(caller.call, declaration.node, argument.name);
      return follow(analysis, caller, handed, declaration.node, depth + 1);
    });
  }
  const held = declaration ? heldNames(analysis, argument, declaration) : [];
  if (held.length > 0) return held;
  const turns = inTurns(analysis, argument, site.scope).flatMap((one) => {
    const name = textOf(analysis, one.expression, one.scope);
    return name !== null && VARIABLE.test(name) ? [{ ...read(site, name, helper), turn: one.turn }] : [];
  });
  if (turns.length > 0) return turns;
  const each = declaration ? namesOfCallers(analysis, site, argument, declaration) : [];
  if (each.length > 0 && isFileOf(argument, site.scope)) return [];
  if (new Set(each.map((one) => one.name)).size > 1) return each;
  const name = textOf(analysis, argument, site.scope);
  return name !== null && VARIABLE.test(name) ? [read(site, name, helper)] : [];
}

/**
 * `os.Getenv(v.key)` of a method, whose receiver `New("KEY", fallback)` makes: what its callers hand over.
 * The fields stand for the parameters that they are given, for the method to be asked what it does without one.
 */
function heldNames(analysis: Analysis, argument: Expression, { node }: Around): EnvironmentRead[] {
  if (argument.kind !== "selector" || argument.base.kind !== "name" || !node.receiver) return [];
  if (argument.base.name !== node.receiver.name) return [];
  const type = lastName(node.receiver.type);
  return (analysis.program.composites.get(type) ?? []).flatMap(({ composite, scope }) => {
    const maker = declarationAround(scope);
    const names = new Map(
      composite.elements.flatMap(({ key, value }) =>
        key && value.kind === "name" ? [[value.name, lastName(key)] as const] : [],
      ),
    );
    const index = maker?.node.parameters.findIndex(({ name }) => names.get(name) === argument.name) ?? -1;
    if (!maker || index < 0) return [];
    const parameters = maker.node.parameters.map((one) => ({
      ...one,
      name: names.get(one.name) ?? one.name,
    }));
    return callersOf(analysis, maker.scope).flatMap((caller) => {
      const name = textOf(analysis, caller.call.args[index], caller.scope);
      if (name === null || !VARIABLE.test(name)) return [];
      return [read(caller, name, { ...node, parameters })];
    });
  });
}

/** `prefix + strings.ToUpper(name)` of a parameter: the name that each caller makes of it. */
function namesOfCallers(
  analysis: Analysis,
  { scope }: CallSite,
  argument: Expression,
  { node, scope: around }: Around,
): EnvironmentRead[] {
  if (node.parameters.length === 0 || argument.kind === "string") return [];
  return callersOf(analysis, around).flatMap((caller) => {
    const context = { scope: caller.scope, frame: null };
    const frame = { node, args: caller.call.args, context };
    const name = evaluate(analysis, argument, { scope, frame }, newSteps(analysis));
    return isKnown(name) && VARIABLE.test(name.text) ? [read(caller, name.text, node)] : [];
  });
}

/** `name + "_FILE"`: the way of Docker's secrets to give what the variable of that name gives. */
function isFileOf(argument: Expression, scope: Scope): boolean {
  if (argument.kind === "binary") return argument.right.kind === "string" && argument.right.value === "_FILE";
  const [only] = argument.kind === "name" ? (lookUp(argument.name, scope)?.definitions ?? []) : [];
  return only?.value?.kind === "binary" && isFileOf(only.value, only.scope);
}

interface Around {
  readonly node: FunctionDeclaration;
  readonly scope: Scope;
}

function declarationAround(scope: Scope): Around | null {
  for (let outer: Scope | null = scope; outer; outer = outer.parent) {
    if (outer.node?.kind === "declaration") return { node: outer.node, scope: outer };
  }
  return null;
}

/** Helpers of other modules that say by their name what they do: `env.Get("PORT", "8080")`. */
function foreignHelpers(analysis: Analysis): EnvironmentRead[] {
  const found: EnvironmentRead[] = [];
  for (const [name, sites] of analysis.program.calls) {
    for (const site of sites) {
      const { callee, args } = site.call;
      const path = packageOf(callee, site.scope);
      if (path === null || path === "os" || analysis.program.packages.has(path)) continue;
      if (!/env/i.test(name) && !/(^|[/.-])(env|envutil|getenv)([/.-]|$)/i.test(path)) continue;
      // `ff.WithEnvVarPrefix("SHOP")` is what all names begin with, and none itself.
      if (/^(BindEnv|SetEnv\w*|Setenv|Unsetenv|AutomaticEnv|EnvVars?|UseEnv)$|Prefix/.test(name)) continue;
      const [first] = args;
      if (first?.kind === "string" && /^[A-Z][A-Z0-9_]+$/.test(first.value))
        found.push(read(site, first.value, null));
    }
  }
  return found;
}

const READERS = ["Getenv", "LookupEnv"];

/** `os.Getenv` itself, which tests hand another function in place of. */
function isReader(expression: Expression, scope: Scope): boolean {
  return (
    expression.kind === "selector" &&
    READERS.includes(expression.name) &&
    packageOf(expression, scope) === "os"
  );
}

/** `getenv("KEY")` of `func run(getenv func(string) string) error`, which is called as `run(os.Getenv)` or handed on. */
function byParameter(
  analysis: Analysis,
  isGiven: (argument: Expression, scope: Scope) => boolean,
  sites: Iterable<CallSite>,
  depth = 0,
): EnvironmentRead[] {
  const { program } = analysis;
  return [...sites].flatMap(({ call, scope }) => {
    const index = call.args.findIndex((argument) => isGiven(argument, scope));
    const called = index < 0 ? null : calledFunction(program, call.callee, scope);
    const parameter = called?.declaration.parameters[index];
    if (!called || !parameter) return [];
    const isIt = (expression: Expression, where: Scope) =>
      expression.kind === "name" &&
      expression.name === parameter.name &&
      lookUp(expression.name, where)?.parameter === parameter;
    const reads = (program.calls.get(parameter.name) ?? []).filter((one) => isIt(one.call.callee, one.scope));
    const others = depth < DEEPEST ? callsIn(analysis, called.scope) : [];
    return [
      ...reads.flatMap((one) => follow(analysis, one, one.call.args[0], null, 0)),
      ...byParameter(analysis, isIt, others, depth + 1),
    ];
  });
}

function callsIn({ program }: Analysis, { file }: Scope): readonly CallSite[] {
  return [...program.calls.values()].flatMap((sites) => sites.filter((one) => one.scope.file === file));
}

export function environmentReads(analysis: Analysis): EnvironmentRead[] {
  const direct = READERS.flatMap((name) =>
    (analysis.program.calls.get(name) ?? []).flatMap((site) => {
      const { callee, args } = site.call;
      const path = packageOf(callee, site.scope);
      return path === "os" || path === "syscall" ? follow(analysis, site, args[0], null, 0) : [];
    }),
  );
  const handed = byParameter(analysis, isReader, [...analysis.program.calls.values()].flat());
  return [...direct, ...handed, ...foreignHelpers(analysis)];
}
