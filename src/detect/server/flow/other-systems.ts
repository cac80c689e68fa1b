import type { Expression } from "../go/ast.ts";

/** `runtime.GOOS == "windows"` and its kin: containers run linux. */
export function isElsewhere(condition: Expression | null, negated: boolean): boolean {
  if (condition?.kind !== "binary") return false;
  const { operator, left, right } = condition;
  if (operator === "&&" && !negated) return isElsewhere(left, false) || isElsewhere(right, false);
  if (!isSystemName(left) || right.kind !== "string") return false;
  const holds =
    operator === "==" ? right.value === "linux" : operator === "!=" ? right.value !== "linux" : null;
  return holds !== null && holds === negated;
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
