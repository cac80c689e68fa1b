/** Which of two servers the program starts first. */
import { isByChoice } from "../flow/by-choice.ts";
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { type CallSite, outermostFunction, type Scope } from "../flow/program.ts";
import { runsBeside } from "./addresses.ts";
import { type Listener, startOf } from "./open-port.ts";

interface Step {
  readonly node: Scope["node"];
  readonly at: number;
  readonly beside: boolean;
}

const DEEPEST = 8;

function stepOf(analysis: Analysis, site: CallSite): Step {
  const { node } = outermostFunction(site.scope);
  return { node, at: site.call.at, beside: runsBeside(analysis, site) };
}

/** The calls that lead to a listener, nearest first, as far as there is one way and no condition around it. */
function stepsTo(analysis: Analysis, listener: Listener): readonly Step[] {
  const { caller } = listener;
  const steps = caller ? [stepOf(analysis, caller)] : [];
  let outer = outermostFunction(startOf(listener));
  while (steps.length < DEEPEST) {
    const callers = callersOf(analysis, outer);
    // Where it is started once more later, as after a signal, the first place counts.
    const [first, ...again] = callers.toSorted((a, b) => a.call.at - b.call.at);
    if (!first?.guards.every(({ early }) => early)) break;
    outer = outermostFunction(first.scope);
    if (again.some(({ scope }) => outermostFunction(scope).node !== outer.node)) break;
    steps.push(stepOf(analysis, first));
  }
  return steps;
}

/** Calls of helpers between such a condition and a listener. */
const NEAR = 3;

/** `if settings.Media { media.Start() }` around each of the calls that lead to it: nobody may have turned it on. */
export function isOptional(analysis: Analysis, scope: Scope, depth = 0): boolean {
  const callers = callersOf(analysis, outermostFunction(scope));
  if (callers.length === 0 || depth > NEAR) return false;
  return callers.every(
    ({ guards, scope: where }) => isByChoice(analysis, guards) || isOptional(analysis, where, depth + 1),
  );
}

/**
 * Below 0 where the first is what a function starts that both come from, and the second stands beside or behind it; 0
 * where there is no such function.
 */
export function compareStarts(analysis: Analysis, first: Listener, second: Listener): number {
  const others = stepsTo(analysis, second);
  for (const { node, at, beside } of stepsTo(analysis, first)) {
    const other = others.find((one) => one.node === node);
    if (other) return Number(beside) - Number(other.beside) || at - other.at;
  }
  return 0;
}
