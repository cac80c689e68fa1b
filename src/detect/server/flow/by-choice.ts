/** Code that runs only where somebody turns it on or chooses it. */
import type { Expression } from "../go/ast.ts";
import { isSwitch } from "./branches.ts";
import type { Analysis } from "./context.ts";
import { valueIn } from "./evaluate.ts";
import { free, holds } from "./guards.ts";
import type { Guard, Scope } from "./program.ts";
import { importOf } from "./types.ts";

/** `mechanism == "plain"`, as a case of a switch: one choice among others, and not the one that the code makes. */
function isChoice(analysis: Analysis, condition: Expression, scope: Scope): boolean {
  if (condition.kind !== "binary") return false;
  const { operator, left, right } = condition;
  if (operator === "||") return isChoice(analysis, left, scope) && isChoice(analysis, right, scope);
  if (operator !== "==") return false;
  const chosen = right.kind === "string" ? right.value : constantOf(analysis, right, scope);
  return chosen !== null && chosen !== "" && valueIn(analysis, left, scope)?.text !== chosen;
}

/** The text of a constant such as `config.ModeOIDC`; of one that `iota` numbers its name stands for it. */
function constantOf(analysis: Analysis, expression: Expression, scope: Scope): string | null {
  if (expression.kind !== "name" && expression.kind !== "selector") return null;
  const { name } = expression;
  if (/^(true|false)$/.test(name)) return null;
  const value = valueIn(analysis, expression, scope);
  if (value?.sources.length === 0 && /^[a-z]/i.test(value.text)) return value.text;
  const path = expression.kind === "selector" ? importOf(expression.base, scope) : null;
  const declared =
    expression.kind === "name" ? scope.file.package : analysis.program.packages.get(path ?? "");
  return value === null && declared?.constants.has(name) ? name : null;
}

/** True when the code runs only where somebody turns it on or chooses it, as far as the code shows. */
export function isByChoice(analysis: Analysis, guards: readonly Guard[]): boolean {
  return guards.some(({ condition, negated, scope }) => {
    const result = holds(analysis, condition, free(scope));
    if (result !== null) return result === negated;
    const denies = condition.kind === "unary" && condition.operator === "!";
    return isSwitch(condition) ? negated === denies : !negated && isChoice(analysis, condition, scope);
  });
}
