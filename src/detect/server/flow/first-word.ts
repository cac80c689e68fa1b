/** The first word that the program itself is given. */

import type { Expression } from "../go/ast.ts";
import { callersOf } from "./callers.ts";
import type { Analysis } from "./context.ts";
import { isArgs, isNumber } from "./counts.ts";
import { lastName, type Scope } from "./program.ts";
import { lookUp, packageOf } from "./types.ts";

/** `flag.Arg(0)`, `flag.Args()`: a set of flags has them as well, of the words behind a command. */
function isOfProgram(callee: Expression, scope: Scope): boolean {
  return /(^|\/)p?flag$/.test(packageOf(callee, scope) ?? "");
}

/** What a name is given, under any condition. */
function isGiven(name: string, scope: Scope, is: (value: Expression, scope: Scope) => boolean): boolean {
  return (lookUp(name, scope)?.definitions ?? []).some(
    ({ value, scope: where }) => value !== null && value.kind !== "name" && is(value, where),
  );
}

/** A function that is handed the list by one that is handed it, and so on. */
const DEEPEST = 4;

/**
 * The place of the first word in a list: 1 in `os.Args`, 0 in `os.Args[1:]` and `flag.Args()`, also where a variable
 * holds them or a function is handed them, as `run(os.Args[1:])`; null of any other list.
 */
function firstIn(analysis: Analysis, list: Expression, scope: Scope, depth = 0): 0 | 1 | null {
  if (isArgs(list, scope)) return 1;
  if (list.kind === "index") {
    const isBehind = isNumber(list.index[0], 1) && firstIn(analysis, list.base, scope, depth) === 1;
    return isBehind ? 0 : null;
  }
  if (list.kind === "call") {
    return lastName(list.callee) === "Args" && isOfProgram(list.callee, scope) ? 0 : null;
  }
  if (list.kind !== "name" || depth > DEEPEST) return null;
  const found = lookUp(list.name, scope);
  const node = found?.parameter ? found.scope.node : null;
  const index = node?.parameters.findIndex(({ name }) => name === list.name) ?? -1;
  const handed =
    found && index >= 0
      ? callersOf(analysis, found.scope).map(({ call, scope: where }) => ({
          value: call.args[index],
          scope: where,
        }))
      : (found?.definitions ?? []).filter(({ value }) => value?.kind !== "name");
  return (
    handed
      .map(({ value, scope: where }) => (value ? firstIn(analysis, value, where, depth + 1) : null))
      .find((one) => one !== null) ?? null
  );
}

/** `os.Args[1]`, `flag.Arg(0)`, or a variable that holds it, also where something else stands in for one that is missing. */
export function isFirstWord(analysis: Analysis, expression: Expression, scope: Scope): boolean {
  if (expression.kind === "name")
    return isGiven(expression.name, scope, (value, where) => isFirstWord(analysis, value, where));
  if (expression.kind === "call")
    return (
      lastName(expression.callee) === "Arg" &&
      isNumber(expression.args[0], 0) &&
      isOfProgram(expression.callee, scope)
    );
  if (expression.kind !== "index") return false;
  const first = firstIn(analysis, expression.base, scope);
  return first !== null && isNumber(expression.index[0], first);
}
