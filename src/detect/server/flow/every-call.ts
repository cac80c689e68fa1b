/** What a helper is given by each of the places that call it, which come with values of their own. */
import type { Expression } from "../go/ast.ts";
import { callersOf } from "./callers.ts";
import type { Analysis, Frame } from "./context.ts";
import { newSteps } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import { isOff } from "./guards.ts";
import { outermostFunction, type Scope } from "./program.ts";
import type { Value } from "./value.ts";

/** Helpers that call helpers, as deep as this. */
const DEEPEST = 3;
/** Ways to a helper that are followed: one that all of the program calls is none for a few paths. */
const MOST_WAYS = 24;

/** The ways to the function around, each with the calls that lead there; null for none. */
function ways(analysis: Analysis, scope: Scope, depth: number): (Frame | null)[] {
  const outer = outermostFunction(scope);
  const { node } = outer;
  if (node?.kind !== "declaration" || node.parameters.length === 0 || depth === 0) return [null];
  const callers = callersOf(analysis, outer);
  if (callers.length === 0) return [null];
  if (callers.length > MOST_WAYS) return [];
  return callers
    .filter((caller) => !isOff(analysis, caller.guards, caller.scope))
    .flatMap(({ call, scope: where }) =>
      ways(analysis, where, depth - 1).map((frame) => {
        const receiver = call.callee.kind === "selector" ? { receiver: call.callee.base } : {};
        return { node, args: call.args, ...receiver, context: { scope: where, frame } };
      }),
    );
}

/** The values of an expression, one for each way to the function around; empty where there are too many. */
export function valuesOfCalls(analysis: Analysis, expression: Expression, scope: Scope): Value[] {
  const found = ways(analysis, scope, DEEPEST);
  if (found.length > MOST_WAYS) return [];
  return found.flatMap((frame) => evaluate(analysis, expression, { scope, frame }, newSteps()) ?? []);
}
