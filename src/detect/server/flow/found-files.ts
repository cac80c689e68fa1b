/** Code that runs only where a file is found on the disk. */
import type { Expression } from "../go/ast.ts";
import type { Analysis } from "./context.ts";
import { type Guard, guardsOf, lastName } from "./program.ts";
import { isOfMissing } from "./tested-errors.ts";

/** `if !fileExists(key) { return nil }` and `if fileExists(key) { ... }` as well. */
function asksForFile({ condition }: Guard): boolean {
  const asked = condition.kind === "unary" ? condition.operand : condition;
  return (
    isOfMissing(asked) ||
    (asked.kind === "call" && /^(file|path|is)?_?exists?$|^isFile$/i.test(lastName(asked.callee)))
  );
}

/** A field that is given its value only there: what the value would be says nothing of whether it has one. */
export function isOfFoundFile({ program }: Analysis, expression: Expression): boolean {
  if (expression.kind !== "selector") return false;
  const given = program.fieldValues.get(expression.name) ?? [];
  return (
    given.length > 0 &&
    given.every(({ base, value }) => base !== null && guardsOf(program, value).some(asksForFile))
  );
}
