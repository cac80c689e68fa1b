/** Programs that choose by their first word, and end where there is none. */
import type { Analysis } from "../flow/context.ts";
import { endsAtOnce, HELD_ERROR, MADE_ERROR } from "../flow/fatal.ts";
import { isFirstWord } from "../flow/first-word.ts";
import { isOff, isOn } from "../flow/guards.ts";
import { lastName, place, type Scope, type SwitchSite } from "../flow/program.ts";
import type { Expression, Statement } from "../go/ast.ts";
import { lacks, says } from "./positional.ts";
import type { Required } from "./required-flags.ts";
import { isReached } from "./running.ts";

/** Whether a condition on the word holds where the word is empty; null where it is about something else. */
function holdsForNone(condition: Expression | null, isWord: (one: Expression) => boolean): boolean | null {
  if (condition?.kind === "call") {
    const [text, start] = condition.args;
    const isStart = lastName(condition.callee) === "HasPrefix" && start?.kind === "string";
    return isStart && text && isWord(text) ? start.value === "" : null;
  }
  if (condition?.kind !== "binary") return null;
  const { operator, left, right } = condition;
  if (operator === "||") {
    const sides = [left, right].map((side) => holdsForNone(side, isWord));
    return sides.includes(true) ? true : sides.includes(null) ? null : false;
  }
  if (!isWord(left) || right.kind !== "string" || !/^[!=]=$/.test(operator)) return null;
  return (right.value === "") === (operator === "==");
}

/** Whether statements end the program with an error or a word on its use, and do nothing else, where the word is empty. */
function endsForNone(
  body: readonly Statement[],
  isWord: (one: Expression) => boolean,
  scope: Scope,
): boolean {
  for (const statement of body) {
    if (statement.kind === "return") {
      const value = statement.values.at(-1);
      if (value?.kind === "call") return MADE_ERROR.test(lastName(value.callee));
      if (value?.kind === "number") return Number(value.text) !== 0;
      return (value?.kind === "name" || value?.kind === "selector") && HELD_ERROR.test(value.name);
    }
    if (statement.kind === "if") {
      const holds = holdsForNone(statement.condition, isWord);
      if (holds === null) return false;
      const taken = holds ? statement.then : statement.otherwise;
      if (taken.length === 0) continue;
      // What goes on behind a branch may be anything.
      return endsForNone(taken, isWord, scope);
    }
    if (endsAtOnce([statement], scope)) return true;
    if (!says(statement)) return false;
  }
  return false;
}

/** The word that a switch chooses by, where the program ends without one. */
function missedWord(analysis: Analysis, { statement, scope, guards }: SwitchSite): Required | null {
  const tag = statement.header.at(-1);
  if (tag?.kind !== "expression" || !isFirstWord(analysis, tag.value, scope)) return null;
  const words = statement.cases.flatMap(({ values }) => values);
  const fallback = statement.cases.find(({ values }) => values.length === 0);
  if (!fallback || words.some((one) => one.kind === "string" && one.value === "")) return null;
  const isWord = (one: Expression) => isFirstWord(analysis, one, scope);
  // `if len(os.Args) < 2 { return serve() }` before it: without a word nothing comes here.
  const isPassed = guards.some(
    (one) => one.negated && lacks(analysis, one.condition, one.scope, { all: 0, bare: 0 }),
  );
  const ends =
    !isPassed &&
    endsForNone(fallback.body, isWord, scope) &&
    isOn(analysis, guards) &&
    !isOff(analysis, guards, scope) &&
    isReached(analysis, scope);
  return ends ? { flag: null, evidence: place(scope.file, tag.value.at) } : null;
}

/** `switch command { case "replicate": ... default: return usage }`, where no word is given. */
export function unmatchedWord(analysis: Analysis, words: readonly string[]): readonly Required[] {
  if (words.length > 0) return [];
  return analysis.program.switches.flatMap((one) => missedWord(analysis, one) ?? []);
}
