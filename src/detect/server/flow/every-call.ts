/** What a helper is given by each of the places that call it, which come with values of their own. */

import type { Expression } from "../go/ast.ts";
import { callersOf } from "./callers.ts";
import type { Analysis, Frame } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import { isOff } from "./guards.ts";
import { listed, rangedList } from "./literals.ts";
import { type CallSite, outermostFunction, type Scope } from "./program.ts";
import { newSteps } from "./steps.ts";
import type { Value } from "./value.ts";

/** Helpers that call helpers, as deep as this. */
const DEEPEST = 3;
/** Ways to a helper that are followed: one that all of the program calls is none for a few paths. */
const MOST_WAYS = 24;

/** One way to a function. */
interface Way {
  readonly frame: Frame | null;
  /** The calls on it, the nearest first. */
  readonly calls: readonly CallSite[];
  /** What they are made on and given. */
  readonly handed: readonly Expression[];
}

const HERE: Way = { frame: null, calls: [], handed: [] };

/** The ways to the function around, each with the calls that lead there. */
function ways(analysis: Analysis, scope: Scope, depth: number): Way[] {
  const outer = outermostFunction(scope);
  const { node } = outer;
  if (node?.kind !== "declaration" || depth === 0) return [HERE];
  if (node.parameters.length === 0 && !node.receiver) return [HERE];
  const callers = callersOf(analysis, outer);
  if (callers.length === 0) return [HERE];
  if (callers.length > MOST_WAYS) return [];
  return callers
    .filter((caller) => !isOff(analysis, caller.guards, caller.scope))
    .flatMap((site) =>
      ways(analysis, site.scope, depth - 1).flatMap(({ frame, calls, handed }) =>
        handedOver(site).map((one) => ({
          frame: { node, ...one, context: { scope: site.scope, frame } },
          calls: [site, ...calls],
          handed: [...(one.receiver ? [one.receiver] : []), ...one.args, ...handed],
        })),
      ),
    );
}

/** Receiver and arguments; of a loop's variable, each element that it stands for in turn. */
function handedOver({ call: { callee, args }, scope }: CallSite): Pick<Frame, "args" | "receiver">[] {
  if (callee.kind === "selector") return inTurn(callee.base, scope).map((receiver) => ({ args, receiver }));
  const [first, ...others] = args;
  return first ? inTurn(first, scope).map((one) => ({ args: [one, ...others] })) : [{ args }];
}

function inTurn(expression: Expression, scope: Scope): readonly Expression[] {
  const list = rangedList(expression, scope);
  const elements = list ? listed(list.expression, scope) : [];
  const here = elements.every((one) => one.scope === scope);
  return here && elements.length > 0 ? elements.map((one) => one.expression) : [expression];
}

/** What an expression is on one way to the function around. */
export interface ValueOfCalls extends Omit<Way, "frame"> {
  readonly value: Value;
}

/** The values of an expression, one for each way to the function around; empty where there are too many. */
export function waysOfCalls(analysis: Analysis, expression: Expression, scope: Scope): ValueOfCalls[] {
  const found = ways(analysis, scope, DEEPEST);
  if (found.length > MOST_WAYS) return [];
  return found.flatMap(({ frame, ...way }) => {
    const value = evaluate(analysis, expression, { scope, frame }, newSteps(analysis));
    return value ? [{ value, ...way }] : [];
  });
}

/** The same without the calls. */
export function valuesOfCalls(analysis: Analysis, expression: Expression, scope: Scope): Value[] {
  return waysOfCalls(analysis, expression, scope).map(({ value }) => value);
}

/** Whether what an expression is holds on each way to the function around, with null for those that do not tell it. */
export function onEveryWay(
  analysis: Analysis,
  expression: Expression,
  scope: Scope,
  holds: (value: Value | null) => boolean,
): boolean {
  const found = ways(analysis, scope, DEEPEST);
  return (
    found.length > 0 &&
    found.every(({ frame }) => holds(evaluate(analysis, expression, { scope, frame }, newSteps(analysis))))
  );
}

/** The value in the function around, as one call of that function gives it. */
export function valueAtCall(
  analysis: Analysis,
  expression: Expression,
  scope: Scope,
  { call, scope: where }: Pick<CallSite, "call" | "scope">,
): Value | null {
  const { node } = outermostFunction(scope);
  const frame = node && { node, args: call.args, context: { scope: where, frame: null } };
  return evaluate(analysis, expression, { scope, frame }, newSteps(analysis));
}
