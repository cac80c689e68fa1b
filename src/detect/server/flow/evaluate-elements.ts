/** Follows `defaults[0]` of `func get(name string, defaults ...string)` to what the call hands over. */
import type { Expression, Index } from "../go/ast.ts";
import { callersOf } from "./callers.ts";
import type { Analysis, Context } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import type { Steps } from "./steps.ts";
import { lookUp } from "./types.ts";
import type { Value } from "./value.ts";

const MOST_CALLERS = 8;

/** The function's last parameter, of which a call hands over any number. */
function rest(expression: Expression, { scope }: Context) {
  if (expression.kind !== "name") return null;
  const found = lookUp(expression.name, scope);
  const node = found?.parameter ? found.scope.node : null;
  const last = node?.parameters.at(-1);
  if (!found || !node || !last || last.name !== expression.name) return null;
  if (last.type.kind !== "container") return null;
  return { node, index: node.parameters.length - 1, scope: found.scope };
}

function elementAt(
  analysis: Analysis,
  base: Expression,
  at: number,
  context: Context,
  steps: Steps,
): Value | null {
  const list = rest(base, context);
  for (let { frame } = context; list && frame; frame = frame.context.frame) {
    if (frame.node !== list.node) continue;
    const [first] = frame.args.slice(list.index);
    // `get(name, defaults...)` hands on what it was handed.
    if (first && rest(first, frame.context)) return elementAt(analysis, first, at, frame.context, steps);
    const argument = frame.args[list.index + at];
    return argument ? evaluate(analysis, argument, frame.context, steps) : null;
  }
  // Where no call is being followed, what all that there are hand over alike: `run("go", "env")`, `run("go", "list")`.
  const callers = list ? callersOf(analysis, list.scope) : [];
  if (!list || callers.length > MOST_CALLERS) return null;
  const [first, ...others] = callers.map(({ call, scope }) => {
    const argument = call.args[list.index + at];
    return argument ? evaluate(analysis, argument, { scope, frame: null }, steps) : null;
  });
  return first && others.every((one) => one?.text === first.text) ? first : null;
}

export function evaluateElement(
  analysis: Analysis,
  { base, index }: Index,
  context: Context,
  steps: Steps,
): Value | null {
  const [at] = index;
  return at?.kind === "number" ? elementAt(analysis, base, Number(at.text), context, steps) : null;
}
