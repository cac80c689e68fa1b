/** Follows calls into functions of the program. */
import type { Call, Expression } from "../go/ast.ts";
import { isOpenAnswer, likelyFirst } from "./conditional.ts";
import type { Analysis, Context } from "./context.ts";
import { evaluate, evaluateName } from "./evaluate.ts";
import { implementation } from "./implementers.ts";
import { evaluateKnownCall } from "./known-calls.ts";
import { isZero, type Scope } from "./program.ts";
import { enter, leave, type Steps } from "./steps.ts";
import { calledFunction } from "./type-of.ts";
import { importOf, isErrorType, lookUp, splitName, typeName } from "./types.ts";
import { evaluateHelper } from "./unseen-helpers.ts";
import { isKnown, merge, type Value } from "./value.ts";

/** The value that a call gives back; `result` tells which of several. */
export function evaluateCall(
  analysis: Analysis,
  call: Call,
  context: Context,
  steps: Steps,
  result: number,
): Value | null {
  const { program } = analysis;
  // A helper that fills a field from a variable gives back an error at most.
  if (call.args[0]?.kind === "unary" && call.args[0].operator === "&") {
    const bound = evaluateHelper(analysis, call, context, steps);
    if (bound) return bound;
  }
  const known = evaluateKnownCall(analysis, call, context, steps, result);
  if (known) return known;
  const declared =
    calledFunction(program, call.callee, context.scope) ??
    implementation(analysis, call.callee, context.scope);
  if (!declared && isConversion(analysis, call, context.scope))
    return evaluate(analysis, call.args[0] ?? call, context, steps);
  const called = declared ? { scope: declared.scope, context } : valueCalled(analysis, call, context);
  const value = called
    ? evaluateReturns(analysis, called.scope, call, called.context, steps, result)
    : evaluateString(analysis, call, context, steps);
  return isKnown(value) ? value : (evaluateHelper(analysis, call, context, steps) ?? value);
}

/** `Address(":8080")` of a type of the program. */
function isConversion({ program }: Analysis, { callee, args }: Call, scope: Scope): boolean {
  if (args.length !== 1 || (callee.kind === "name" && lookUp(callee.name, scope))) return false;
  const [path, name] = splitName(typeName({ expression: callee, file: scope.file }) ?? "");
  return program.packages.get(path)?.types.has(name) ?? false;
}

/** `addr.String()` of a type that is not in sight. */
function evaluateString(
  analysis: Analysis,
  { callee, args }: Call,
  context: Context,
  steps: Steps,
): Value | null {
  if (callee.kind !== "selector" || callee.name !== "String" || args.length > 0) return null;
  return importOf(callee.base, context.scope) === null
    ? evaluate(analysis, callee.base, context, steps)
    : null;
}

/** A function value: `get := func(...)`, or what a function gives back, `url := base("/api")`. */
function valueCalled(
  analysis: Analysis,
  { callee }: Call,
  context: Context,
): { readonly scope: Scope; readonly context: Context } | null {
  const { program } = analysis;
  const literal = callee.kind === "function" ? program.literals.get(callee) : undefined;
  if (literal) return { scope: literal, context };
  if (callee.kind !== "name") return null;
  const [definition] = lookUp(callee.name, context.scope)?.definitions ?? [];
  const value = definition?.value;
  if (value?.kind === "function") {
    const scope = program.literals.get(value);
    return scope ? { scope, context } : null;
  }
  const maker =
    value?.kind === "call" ? calledFunction(program, value.callee, definition?.scope ?? context.scope) : null;
  const made = maker?.scope.returns[0]?.[0];
  const scope = made?.kind === "function" ? program.literals.get(made) : undefined;
  if (!maker || !scope || value?.kind !== "call" || !definition) return null;
  // What the maker was given stays bound in what it made.
  const outer = { scope: definition.scope, frame: context.frame };
  const frame = { node: maker.declaration, args: value.args, context: outer };
  return { scope, context: { scope: context.scope, frame } };
}

function evaluateReturns(
  analysis: Analysis,
  scope: Scope,
  call: Call,
  context: Context,
  steps: Steps,
  result: number,
): Value | null {
  const { node } = scope;
  // An error says nothing of what a setting is, and functions that give one back alone lead through all of a program.
  if (!node || isErrorType(node.results[result]?.type)) return null;
  if (!enter(steps, node)) return null;
  const { callee, args } = call;
  const receiver = callee.kind === "selector" ? { receiver: callee.base } : {};
  const inner: Context = { scope, frame: { node, args, ...receiver, context } };
  const ways = scope.returns.map((returned) => {
    if (returned.length === 0) {
      const name = node.results[result]?.name;
      return { expression: null, value: name ? evaluateName(analysis, name, inner, steps) : null };
    }
    const [only] = returned;
    if (returned.length === 1 && only?.kind === "call")
      return { expression: only, value: evaluateCall(analysis, only, inner, steps, result) };
    const expression = failed(returned, result) ? undefined : returned[result];
    return { expression, value: expression ? evaluate(analysis, expression, inner, steps) : null };
  });
  const values = isOpenAnswer(analysis, ways, inner) ? [] : likelyFirst(analysis, ways, inner, steps);
  leave(steps, node);
  return merge(values);
}

/** `return "", err` and `return 0, err` give no value: the code that called goes on without it. */
export function failed(returned: readonly Expression[], result: number): boolean {
  const value = returned[result];
  const last = returned.at(-1);
  if (!last || !value || result >= returned.length - 1 || !isZero(value)) return false;
  return last.kind === "call" || (last.kind === "name" && /^(err|false$)|Err/.test(last.name));
}
