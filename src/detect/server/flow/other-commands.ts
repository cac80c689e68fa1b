/** Code that only another command than the one which the service is started with comes to, however deep below it. */

import { fullCommand, isOtherCommand, isParsedCommand } from "../arguments/kingpin.ts";
import type { Expression, FunctionDeclaration } from "../go/ast.ts";
import { isAside } from "./aside.ts";
import { callersOf } from "./callers.ts";
import type { Analysis } from "./context.ts";
import { isFirstWord } from "./first-word.ts";
import { type Guard, outermostFunction, type Scope } from "./program.ts";

/** By the words that the service is started with. */
const known = new WeakMap<readonly string[], Map<FunctionDeclaration, boolean>>();

/** Whether the code asks for a word of what is done once: only then does it matter that none is given. */
const asking = new WeakMap<Analysis["program"], boolean>();

function asksForOnce(analysis: Analysis): boolean {
  const { program } = analysis;
  const known = asking.get(program);
  if (known !== undefined) return known;
  const found = program.switches.some(({ statement, scope }) => {
    const tag = statement.header.at(-1);
    if (tag?.kind !== "expression" || !isWordItself(analysis, tag.value, scope)) return false;
    return statement.cases.some(({ values }) => values.some(isDoneOnce));
  });
  asking.set(program, found);
  return found;
}

/** Words for what is done once and by hand. */
const ONCE = /^(gen(erate)?|migrat\w+|seed|init|docs?|dump|export|import|reset|rollback)([-:_]\w+)?$/;

/** `os.Args[1]`, which nothing stands in for. */
function isWordItself(analysis: Analysis, expression: Expression, scope: Scope): boolean {
  return expression.kind === "index" && isFirstWord(analysis, expression, scope);
}

function isDoneOnce(value: Expression): boolean {
  return value.kind === "string" && ONCE.test(value.value);
}

/** Whether every way to the function around leads through another command, or a case for other words. */
export function isOfOther(analysis: Analysis, scope: Scope): boolean {
  const { served, root } = analysis.memo;
  const outer = outermostFunction(scope);
  const { node } = outer;
  if (node?.kind !== "declaration" || node.name === "main") return false;
  if (served.length === 0 && root === null && !asksForOnce(analysis)) return false;
  const found = known.get(served) ?? new Map<FunctionDeclaration, boolean>();
  known.set(served, found);
  const seen = found.get(node);
  if (seen !== undefined) return seen;
  // What comes round to itself is entered from elsewhere.
  found.set(node, false);
  const callers = callersOf(analysis, outer);
  const other =
    callers.length > 0 &&
    callers.every(
      (one) =>
        isForOther(analysis, one.guards) || isAside(analysis, one.scope) || isOfOther(analysis, one.scope),
    );
  found.set(node, other);
  return other;
}

/** Whether one of the conditions asks for another word than the service is started with. */
function isForOther(analysis: Analysis, guards: readonly Guard[]): boolean {
  return guards.some(({ condition, negated, scope }) => {
    const result = asks(analysis, condition, scope);
    return result !== null && result === negated;
  });
}

function asks(analysis: Analysis, condition: Expression, scope: Scope): boolean | null {
  if (condition.kind !== "binary") return null;
  const { operator, left, right } = condition;
  if (operator !== "||") return startsWith(analysis, operator, left, right, scope);
  const sides = [left, right].map((side) => asks(analysis, side, scope));
  if (sides.includes(true)) return true;
  return sides.includes(null) ? null : false;
}

/** `os.Args[1] == "serve"`, or the same of kingpin, once it is known with which words the service is started. */
export function startsWith(
  analysis: Analysis,
  operator: string,
  left: Expression,
  right: Expression,
  scope: Scope,
): boolean | null {
  const { served, root } = analysis.memo;
  if (served.length === 0) {
    // Started without a word the program comes to no `case "migrate"`.
    const isOther = root === null && isWordItself(analysis, left, scope) && isDoneOnce(right);
    return isOther && /^[!=]=$/.test(operator) ? operator === "!=" : null;
  }
  const first = isFirstWord(analysis, left, scope);
  const parsed = !first && isParsedCommand(left, scope);
  if (!first && !parsed) return null;
  const command = right.kind === "string" ? right.value : parsed ? fullCommand(analysis, right, scope) : null;
  if (command === null) return null;
  const same = !isOtherCommand(analysis, command);
  return operator === "==" ? same : operator === "!=" ? !same : null;
}
