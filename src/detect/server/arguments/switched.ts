/** Programs that look at their first argument themselves. */
import type { Analysis } from "../flow/context.ts";
import { lastName, place, type Scope } from "../flow/program.ts";
import { lookUp } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";
import { isArgs, isNumber } from "./counts.ts";
import { isFirstWord } from "./first-word.ts";
import { type Needed, SERVES } from "./serving-command.ts";

function isFirstArgument(expression: Expression | undefined, scope: Scope): boolean {
  if (expression?.kind === "index")
    return (
      isArgs(expression.base, scope) ||
      (isNumber(expression.index[0], 0) && areArguments(expression.base, scope))
    );
  return expression?.kind === "call" && lastName(expression.callee) === "Arg" && expression.args.length === 1;
}

/** `args := flag.Args()` or `args := os.Args[1:]`. */
function areArguments(list: Expression, scope: Scope): boolean {
  if (list.kind === "call") return lastName(list.callee) === "Args" && list.args.length === 0;
  if (list.kind === "index") return isArgs(list.base, scope);
  if (list.kind !== "name") return false;
  return (lookUp(list.name, scope)?.definitions ?? []).some(
    ({ value }) => value !== null && value.kind !== "name" && areArguments(value, scope),
  );
}

/** `switch os.Args[1] { case "serve": ... default: usage }`. */
export function switched(analysis: Analysis): Needed | null {
  for (const { statement, scope } of analysis.program.switches) {
    const tag = statement.header.at(-1);
    const tested = tag?.kind === "expression" ? tag.value : undefined;
    const first =
      isFirstArgument(tested, scope) ||
      (tested !== undefined && isFirstWord(analysis, tested, scope)) ||
      (tested?.kind === "name" &&
        (lookUp(tested.name, scope)?.definitions ?? []).some(({ value }) =>
          isFirstArgument(value ?? undefined, scope),
        ));
    if (!first) continue;
    const named = statement.cases.flatMap(({ values }) =>
      values.flatMap((value) => (value.kind === "string" ? [{ text: value.value, at: value.at }] : [])),
    );
    // `case "serve", "":` serves without a word.
    if (named.some(({ text }) => text === "")) continue;
    // Beside `stop`, `start` asks the system's service manager for it.
    const managed = named.some(({ text }) => text === "stop" || text === "uninstall");
    for (const name of SERVES) {
      const found = managed && name === "start" ? undefined : named.find(({ text }) => text === name);
      if (found) return { words: [name], evidence: place(scope.file, found.at) };
    }
  }
  return null;
}
