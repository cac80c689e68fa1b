/** Follows a parameter to what calls hand over for it, a receiver to what its method is called on. */
import type { FunctionDeclaration } from "../go/ast.ts";
import { argumentsFor } from "./callers.ts";
import type { Analysis, Context } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import { evaluateCall } from "./evaluate-calls.ts";
import type { Scope } from "./program.ts";
import type { Steps } from "./steps.ts";
import { merge, type Value } from "./value.ts";

export function evaluateParameter(
  analysis: Analysis,
  name: string,
  scope: Scope,
  context: Context,
  steps: Steps,
): Value | null {
  const { node } = scope;
  if (!node) return null;
  if (node.kind === "declaration" && node.receiver?.name === name)
    return evaluateReceiver(analysis, node, context, steps);
  const index = node.parameters.findIndex((parameter) => parameter.name === name);
  if (index < 0) return null;
  return merge(
    argumentsFor(analysis, scope, index, context).map(({ argument, result, context: where }) => {
      if (argument?.kind === "call" && result > 0)
        return evaluateCall(analysis, argument, where, steps, result);
      return argument ? evaluate(analysis, argument, where, steps) : null;
    }),
  );
}

/** What a method is called on, where that call is being followed: `Port.Get()` of `const Port Variable = "PORT"`. */
function evaluateReceiver(
  analysis: Analysis,
  node: FunctionDeclaration,
  context: Context,
  steps: Steps,
): Value | null {
  for (let { frame } = context; frame; frame = frame.context.frame) {
    if (frame.node !== node) continue;
    return frame.receiver ? evaluate(analysis, frame.receiver, frame.context, steps) : null;
  }
  return null;
}
