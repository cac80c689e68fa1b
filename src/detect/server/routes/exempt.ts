/** Paths that the middleware for authentication lets through: `KeyAuthConfig{Skipper: func(c) bool { ... }}`. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { lastName, type Scope } from "../flow/program.ts";
import type { Expression } from "../go/ast.ts";

const AUTHENTICATION = /auth|jwt|token|session/i;

/** Whether the function says of which requests the middleware keeps away. */
function decides({ node, fieldOf }: Scope): boolean {
  if (!fieldOf || !AUTHENTICATION.test(lastName(fieldOf.type))) return false;
  return fieldOf.elements.some(
    ({ key, value }) => key?.kind === "name" && /^(Skipper|Next|Filter)$/.test(key.name) && value === node,
  );
}

export function exemptPaths(analysis: Analysis): ReadonlySet<string> {
  const paths = new Set<string>();
  const add = (expression: Expression, scope: Scope): void => {
    const text = textOf(analysis, expression, scope);
    if (text?.startsWith("/")) paths.add(text);
  };
  const { switches, conditions } = analysis.program;
  for (const { statement, scope } of switches) {
    if (!decides(scope)) continue;
    for (const { values } of statement.cases) for (const value of values) add(value, scope);
  }
  for (const { statement, scope } of conditions) {
    const { condition } = statement;
    if (decides(scope)) for (const one of compared(condition)) add(one, scope);
  }
  return paths;
}

/** `path == "/health" || path == "/ready"`. */
function compared(condition: Expression | null): readonly Expression[] {
  if (condition?.kind !== "binary") return [];
  const { operator, left, right } = condition;
  if (operator === "||") return [...compared(left), ...compared(right)];
  return operator === "==" ? [right] : [];
}
