/** Programs that look at their first argument themselves. */
import type { Analysis } from "../flow/context.ts";
import { isFirstWord } from "../flow/first-word.ts";
import { type Guard, lastName, place, type Scope } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import { eachIn, someExpression } from "../flow/walk.ts";
import type { Statement } from "../go/ast.ts";
import { type Needed, SERVES } from "./serving-command.ts";

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
    if (!tested || !isFirstWord(analysis, tested, scope)) continue;
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
