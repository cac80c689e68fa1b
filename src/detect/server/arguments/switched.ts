/** Programs that look at their first argument themselves. */
import type { Analysis } from "../flow/context.ts";
import { isArgs, isNumber } from "../flow/counts.ts";
import { isFirstWord } from "../flow/first-word.ts";
import { type Guard, lastName, place, type Scope } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import { lookUp } from "../flow/types.ts";
import { eachIn, someExpression } from "../flow/walk.ts";
import type { Expression, Statement } from "../go/ast.ts";
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

/** `len(args) == 0`, `len(os.Args) < 2`. */
const asksHowMany = ({ condition, negated, early }: Guard): boolean =>
  !negated &&
  early !== true &&
  someExpression(condition, (one) => one.kind === "call" && lastName(one.callee) === "len");

/** Whether the program does without a word what it does in a case: `if len(args) == 0 { return start(nil) }`. */
function isDefault({ program }: Analysis, body: readonly Statement[], scope: Scope): boolean {
  let found = false;
  eachIn(body, (one) => {
    if (one.kind !== "call" || !calledFunction(program, one.callee, scope)) return;
    const alike = program.calls.get(lastName(one.callee)) ?? [];
    found ||= alike.some(
      (site) => site.call !== one && site.scope === scope && site.guards.some(asksHowMany),
    );
  });
  return found;
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
    const named = statement.cases.flatMap(({ values, body }) =>
      values.flatMap((value) => (value.kind === "string" ? [{ text: value.value, at: value.at, body }] : [])),
    );
    // `case "serve", "":` serves without a word.
    if (named.some(({ text }) => text === "")) continue;
    // With the word it takes the flags of that command, too.
    const usual = named.find(({ text, body }) => SERVES.includes(text) && isDefault(analysis, body, scope));
    if (usual) return { words: [usual.text], evidence: place(scope.file, usual.at) };
    // Beside `stop`, `start` asks the system's service manager for it.
    const managed = named.some(({ text }) => text === "stop" || text === "uninstall");
    for (const name of SERVES) {
      const found = managed && name === "start" ? undefined : named.find(({ text }) => text === name);
      if (found) return { words: [name], evidence: place(scope.file, found.at) };
    }
  }
  return null;
}
