/** Switches in fields of the one struct that a method is called on: `if !c.Enabled { return }` of `cfg.Pages.Serve()`. */
import type { Analysis, Context } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import { isOff } from "./guards.ts";
import { type CallSite, type Guard, outermostFunction, type Scope } from "./program.ts";
import { newSteps } from "./steps.ts";

/**
 * Whether the call itself, or a switch that is off for it, keeps the code from running.
 * @param caller of the method around the code
 */
export function isOffFor(
  analysis: Analysis,
  guards: readonly Guard[],
  scope: Scope,
  caller: CallSite,
): boolean {
  if (isOff(analysis, caller.guards, caller.scope)) return true;
  const { callee, args } = caller.call;
  const { node } = outermostFunction(scope);
  if (node?.kind !== "declaration" || !node.receiver || callee.kind !== "selector") return false;
  if (callee.name !== node.name) return false;
  const context: Context = { scope: caller.scope, frame: null };
  const frame = { node, args, receiver: callee.base, context };
  return guards.some(({ condition, negated, scope: where }) => {
    const isDenied = condition.kind === "unary" && condition.operator === "!";
    const plain = isDenied ? condition.operand : condition;
    if (plain.kind !== "selector") return false;
    const value = evaluate(analysis, plain, { scope: where, frame }, newSteps(analysis));
    return value?.text === "false" && isDenied === negated;
  });
}
