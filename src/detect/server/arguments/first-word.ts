/** The first word that the program itself is given. */
import { lastName, type Scope } from "../flow/program.ts";
import { lookUp, packageOf } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";
import { isArgs, isNumber } from "./counts.ts";

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

/** `os.Args[1:]`, `flag.Args()`, or a variable that holds them. */
function areWords(list: Expression, scope: Scope): boolean {
  if (list.kind === "name") return isGiven(list.name, scope, areWords);
  if (list.kind === "index") return isArgs(list.base, scope) && isNumber(list.index[0], 1);
  return list.kind === "call" && lastName(list.callee) === "Args" && isOfProgram(list.callee, scope);
}

/** `os.Args[1]`, `flag.Arg(0)`, or a variable that holds it, also where something else stands in for one that is missing. */
export function isFirstWord(expression: Expression, scope: Scope): boolean {
  if (expression.kind === "name") return isGiven(expression.name, scope, isFirstWord);
  if (expression.kind === "call")
    return (
      lastName(expression.callee) === "Arg" &&
      isNumber(expression.args[0], 0) &&
      isOfProgram(expression.callee, scope)
    );
  if (expression.kind !== "index") return false;
  return isArgs(expression.base, scope)
    ? isNumber(expression.index[0], 1)
    : isNumber(expression.index[0], 0) && areWords(expression.base, scope);
}
