/** Switches that have to be told which of their cases is meant: `switch kind { case "http": ... default: log.Fatal() }`. */
import type { Expression, Statement, Switch } from "../go/ast.ts";
import type { Analysis } from "./context.ts";
import { valueIn } from "./evaluate.ts";
import { isFatal } from "./fatal.ts";
import type { Scope } from "./program.ts";
import { isNone } from "./value.ts";

/** What decides, and what is done where it is none of the words. */
export interface ToChoose {
  readonly of: Expression;
  readonly otherwise: readonly Statement[];
}

/** That of a switch whose cases are words, and none of them the empty one. */
export function choiceIn(tag: Expression, cases: Switch["cases"]): ToChoose | undefined {
  const otherwise = cases.find(({ values }) => values.length === 0)?.body;
  const isWord = (value: Expression) => value.kind === "string" && value.value !== "";
  return otherwise && cases.every(({ values }) => values.every(isWord)) ? { of: tag, otherwise } : undefined;
}

/** Whether nobody has chosen yet, and the program ends without a choice: then each of the cases may be meant. */
export function isOpenChoice(analysis: Analysis, { of, otherwise }: ToChoose, scope: Scope): boolean {
  const value = valueIn(analysis, of, scope);
  return value !== null && isNone(value) && value.sources.length > 0 && isFatal(otherwise, scope);
}
