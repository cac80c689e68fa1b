/** HTTP methods, as registrations of routes name them. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import type { Scope } from "../flow/program.ts";
import type { Call, Expression } from "../go/ast.ts";

/** Those that a check asks with, or that take any. */
export const READS = /^(GET|ANY|ALL|\*|HEAD)$/i;

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

/** What a function registers a route at, and not the path in a constant. */
export function isInstance(analysis: Analysis, argument: Expression | undefined, scope: Scope): boolean {
  return argument?.kind === "name" && textOf(analysis, argument, scope) === null;
}

/** Methods that `.Methods("POST")` behind a registration leaves; by the call. */
export function restrictions(analysis: Analysis): ReadonlyMap<Call, boolean> {
  const reads = new Map<Call, boolean>();
  for (const { call, scope } of analysis.program.calls.get("Methods") ?? []) {
    const allowed = call.args.map((argument) => methodOf(analysis, argument, scope));
    const readable =
      allowed.length === 0 ||
      allowed.some((method) => method === null || method.split(",").some((one) => READS.test(one)));
    for (let at: Expression = call.callee; ; ) {
      if (at.kind === "selector") at = at.base;
      else if (at.kind === "call") {
        reads.set(at, readable);
        at = at.callee;
      } else break;
    }
  }
  return reads;
}
