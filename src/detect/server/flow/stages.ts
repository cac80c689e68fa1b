/** Conditions that ask which stage of deployment a variable names. */
import type { Binary, Expression } from "../go/ast.ts";
import type { Analysis, Context } from "./context.ts";
import { contextFor, evaluate } from "./evaluate.ts";
import { holds } from "./guards.ts";
import type { Guard, Scope } from "./program.ts";
import { newSteps } from "./steps.ts";
import { calledFunction } from "./type-of.ts";
import { lookUp } from "./types.ts";
import type { Value } from "./value.ts";

const DEEPEST = 3;
/** Stages in which no image runs. */
export const AT_A_DESK = /^(local(host)?|dev(el(opment)?)?|debug|test(ing)?)$/i;

interface Compared {
  readonly condition: Binary;
  readonly scope: Scope;
}

/** The comparisons with a text that a condition consists of, also in a variable or a function of its own: `isProduction()`. */
export function comparisonsIn(
  analysis: Analysis,
  condition: Expression,
  scope: Scope,
  depth = 0,
): readonly Compared[] {
  const follow = (inner: Expression | null | undefined, where: Scope) =>
    inner && depth < DEEPEST ? comparisonsIn(analysis, inner, where, depth + 1) : [];
  if (condition.kind === "unary") return follow(condition.operand, scope);
  if (condition.kind === "binary") {
    if (/^(&&|\|\|)$/.test(condition.operator))
      return [...follow(condition.left, scope), ...follow(condition.right, scope)];
    return comparesText(condition) ? [{ condition, scope }] : [];
  }
  if (condition.kind === "name")
    return (lookUp(condition.name, scope)?.definitions ?? []).flatMap(({ value, scope: where }) =>
      follow(value, where),
    );
  const called = condition.kind === "call" ? calledFunction(analysis.program, condition.callee, scope) : null;
  return called ? called.scope.returns.flatMap(([only]) => follow(only, called.scope)) : [];
}

/** `env == "production"`: it may name a stage. */
function comparesText({ operator, right }: Binary): boolean {
  return /^[!=]=$/.test(operator) && right.kind === "string" && right.value !== "";
}

/** What is compared, where it comes from a variable of the environment. */
export function namedBy(analysis: Analysis, { left }: Binary, context: Context): Value | null {
  const value = evaluate(analysis, left, context, newSteps(analysis));
  return value?.sources.some((source) => source.startsWith("env:")) ? value : null;
}

/** Whether a condition may ask for a stage, as far as its look tells. */
export function mayNameStage(analysis: Analysis, { condition, scope }: Guard): boolean {
  if (condition.kind === "call") return comparisonsIn(analysis, condition, scope).length > 0;
  return condition.kind === "binary" && comparesTexts(condition);
}

/** Also one of several texts: `env == "prod" || env == "production"`. */
function comparesTexts(condition: Binary): boolean {
  if (condition.operator !== "||") return comparesText(condition);
  return [condition.left, condition.right].every((side) => side.kind === "binary" && comparesTexts(side));
}

/** The values of variables that the condition compares; null where it asks for anything else. */
export function stages(
  analysis: Analysis,
  { condition, scope }: Pick<Guard, "condition" | "scope">,
  context: Context,
): readonly Value[] | null {
  const compared = comparisonsIn(analysis, condition, scope);
  const values = compared.flatMap(
    (one) => namedBy(analysis, one.condition, contextFor(one.scope, context)) ?? [],
  );
  return values.length > 0 && values.length === compared.length ? values : null;
}

/** Whether what stands under the conditions is given for the stage that is named, or unless one is. */
export function isOfNamedStage(analysis: Analysis, guards: readonly Guard[], context: Context): boolean {
  return (
    guards.length > 0 &&
    guards.every(
      (guard) =>
        holds(analysis, guard.condition, contextFor(guard.scope, context)) === !guard.negated &&
        (stages(analysis, guard, context)?.every(({ text }) => text === "") ?? false),
    )
  );
}
