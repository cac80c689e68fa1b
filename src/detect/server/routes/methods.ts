/** HTTP methods, as registrations of routes name them. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import type { Scope } from "../flow/program.ts";
import type { Expression } from "../go/ast.ts";

/** Those that a check asks with, or that take any. */
export const READS = /^(GET|ANY|\*|HEAD)$/i;

/** `GET` for http.MethodGet and the like; null for what is no method. */
export function methodOf(
  analysis: Analysis,
  expression: Expression | undefined,
  scope: Scope,
): string | null {
  if (expression?.kind === "selector") {
    const standard = /^Method(Get|Head|Post|Put|Patch|Delete|Options)$/.exec(expression.name)?.[1];
    if (standard) return standard.toUpperCase();
  }
  const text = textOf(analysis, expression, scope);
  return text !== null && /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|ANY|\*)(,\w+)*$/i.test(text)
    ? text.toUpperCase()
    : null;
}
