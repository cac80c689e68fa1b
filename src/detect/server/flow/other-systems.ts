import type { Expression } from "../go/ast.ts";
import { lastName } from "./program.ts";

/** A constant of a file for one system, a variable or a function that compares: the name says what it tells. */
const OF_ANOTHER = /^is_?(on_?)?(windows|win|win32|darwin|mac|mac_?os|osx)$/i;

/** `runtime.GOOS == "windows"`, `platform.IsWindows` and their kin: containers run linux. */
export function isElsewhere(condition: Expression | null, negated: boolean): boolean {
  if (condition?.kind === "unary")
    return condition.operator === "!" && isElsewhere(condition.operand, !negated);
  if (condition !== null && isNamedForAnother(condition)) return !negated;
  if (condition?.kind !== "binary") return false;
  const { operator, left, right } = condition;
  if (operator === "&&" && !negated) return isElsewhere(left, false) || isElsewhere(right, false);
  if (!isSystemName(left) || right.kind !== "string") return false;
  const holds =
    operator === "==" ? right.value === "linux" : operator === "!=" ? right.value !== "linux" : null;
  return holds !== null && holds === negated;
}

function isNamedForAnother(condition: Expression): boolean {
  if (condition.kind === "call") return condition.args.length === 0 && isNamedForAnother(condition.callee);
  const isName = condition.kind === "name" || condition.kind === "selector";
  return isName && OF_ANOTHER.test(lastName(condition));
}

/** `runtime.GOOS`. */
export function isSystemName(expression: Expression): boolean {
  return (
    expression.kind === "selector" &&
    expression.name === "GOOS" &&
    expression.base.kind === "name" &&
    expression.base.name === "runtime"
  );
}
