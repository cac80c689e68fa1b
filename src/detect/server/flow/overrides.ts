/** What functions give a field in place of its default: `WithPort(8123)` of an option, `b.addr = addr` of a builder. */
import type { Expression, FunctionDeclaration, FunctionLiteral, Parameter } from "../go/ast.ts";
import { callersOf } from "./callers.ts";
import type { Analysis, Context } from "./context.ts";
import { contextFor } from "./evaluate.ts";
import {
  type CallSite,
  type FieldValue,
  type Guard,
  guardsOf,
  outermostFunction,
  type Scope,
} from "./program.ts";
import { findsFailure } from "./tested-errors.ts";
import { calledFunction } from "./type-of.ts";
import { lookUp } from "./types.ts";
import { isUnused } from "./unused.ts";
import { someExpression } from "./walk.ts";

/** Whether the function itself gives the value, or a literal that it gives back: `return func(s *Server) { ... }`. */
function gives(outer: Scope, scope: Scope): boolean {
  const isOwn = (inner: unknown) => inner === scope.node;
  return scope === outer || outer.returns.some(([first]) => someExpression(first ?? null, isOwn));
}

/** How many variables may stand between a parameter and what is made of it. */
const STEPS = 2;

/** Whether a value is made of what the function is handed: `host, port, err := net.SplitHostPort(addr)`, then both. */
function isHanded(outer: Scope, scope: Scope, value: Expression | null, steps = STEPS): boolean {
  return someExpression(value, (inner) => {
    const meant = inner.kind === "name" ? lookUp(inner.name, scope) : null;
    if (!meant?.scope.node) return false;
    if (meant.parameter) return meant.scope === outer && !isReceiver(meant.scope.node, meant.parameter);
    return steps > 0 && meant.definitions.some((one) => isHanded(outer, one.scope, one.value, steps - 1));
  });
}

function isReceiver(node: FunctionDeclaration | FunctionLiteral, parameter: Parameter): boolean {
  return node.kind === "declaration" && node.receiver === parameter;
}

/** `l.Addr().String()`: what listens already says nothing of where it was told to. */
function isOfListener(value: Expression): boolean {
  if (value.kind !== "call" || value.callee.kind !== "selector") return false;
  return value.callee.name === "Addr" ? value.args.length === 0 : isOfListener(value.callee.base);
}

/** The calls of a function that gives the field what it is handed, on no condition; empty for anything else. */
function callsGiving(analysis: Analysis, { base, value, scope }: FieldValue): readonly CallSite[] {
  const outer = outermostFunction(scope);
  if (!base || outer.node?.kind !== "declaration" || !gives(outer, scope) || isOfListener(value)) return [];
  // Behind `if err != nil { return err }` stands what it gives unless something failed.
  const isCondition = ({ condition, negated }: Guard) => !(negated && findsFailure(condition));
  if (guardsOf(analysis.program, value).some(isCondition) || !isHanded(outer, scope, value)) return [];
  return callersOf(analysis, outer).filter((caller) => !isUnused(analysis, caller.scope));
}

/** Whether what it gives always stands in place of the default. */
export function overrides(analysis: Analysis, given: FieldValue): boolean {
  return isOnce(callsGiving(analysis, given));
}

/** One call, on no condition. */
function isOnce([only, ...others]: readonly CallSite[]): boolean {
  return only !== undefined && others.length === 0 && only.guards.length === 0;
}

/** Those first that stand in place of others. */
export function overridesFirst(analysis: Analysis, given: readonly FieldValue[]): readonly FieldValue[] {
  if (given.length < 2) return given;
  const over = given.filter((one) => overrides(analysis, one));
  return over.length === 0 ? given : [...over, ...given.filter((one) => !over.includes(one))];
}

/**
 * Where such a value is to be followed for an instance: the call that is handed to what makes the instance,
 * `New(WithPort(8123))`, or the only one. Null where it does not stand in place of the default.
 */
export function overrideOf(analysis: Analysis, given: FieldValue, context: Context): Context | null {
  const calls = callsGiving(analysis, given);
  if (calls.length === 0) return null;
  const { node } = outermostFunction(given.scope);
  for (let { frame } = context; frame && node?.kind === "declaration"; frame = frame.context.frame) {
    const where = frame.context.scope;
    const option = frame.args.find(
      (one) =>
        one.kind === "call" && calledFunction(analysis.program, one.callee, where)?.declaration === node,
    );
    if (option?.kind === "call")
      return { scope: given.scope, frame: { node, args: option.args, context: frame.context } };
  }
  return isOnce(calls) ? contextFor(given.scope, context) : null;
}
