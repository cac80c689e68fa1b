/** Conditions that ask which stage of deployment a variable names. */
import type { Expression } from "../go/ast.ts";
import { type Analysis, type Context, newSteps } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import type { Value } from "./value.ts";

/** `env == "production"`, `env == "prod" || env == "live"`: it may name a stage. */
export function comparesText(condition: Expression): boolean {
  if (condition.kind !== "binary") return false;
  const { operator, left, right } = condition;
  if (operator === "||") return comparesText(left) && comparesText(right);
  return /^[!=]=$/.test(operator) && right.kind === "string" && right.value !== "";
}

/** The values that the condition compares, where each comes from a variable of the environment; else null. */
export function stages(analysis: Analysis, condition: Expression, context: Context): readonly Value[] | null {
  if (condition.kind !== "binary" || !comparesText(condition)) return null;
  const { operator, left, right } = condition;
  if (operator === "||") {
    const [one, other] = [left, right].map((side) => stages(analysis, side, context));
    return one && other ? [...one, ...other] : null;
  }
  const value = evaluate(analysis, left, context, newSteps());
  return value?.sources.some((source) => source.startsWith("env:")) ? [value] : null;
}
