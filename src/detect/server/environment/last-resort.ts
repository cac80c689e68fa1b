/** Settings that a function asks for in turn: what one of them gives, it gives back. */
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { isFatal } from "../flow/fatal.ts";
import { type Condition, isNil, outermostFunction, type Scope } from "../flow/program.ts";
import type { Expression } from "../go/ast.ts";
import { testedForPresence } from "./helpers.ts";

export interface Choice {
  readonly tested: Expression;
  readonly scope: Scope;
}

/** `if key != "" { return parse(key) }` before the condition: what it asks for stands in for what was asked for first. */
export function earlierChoices(analysis: Analysis, one: Condition): readonly Choice[] {
  const all = analysis.program.conditionsIn.get(one.scope.file) ?? [];
  const outer = outermostFunction(one.scope);
  return all.slice(0, all.indexOf(one)).flatMap(({ statement: { condition, then }, scope }) => {
    const last = then.at(-1);
    const value = last?.kind === "return" ? last.values.at(-1) : undefined;
    const gives = value !== undefined && (isNil(value) || value.kind === "call") && !isFatal(then, scope);
    if (!gives || outermostFunction(scope) !== outer) return [];
    const tested = testedForPresence(condition);
    const isSetting = tested?.kind === "name" || (valueIn(analysis, tested, scope)?.sources.length ?? 0) > 0;
    return tested && isSetting ? [{ tested, scope }] : [];
  });
}
