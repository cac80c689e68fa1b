/** Variables of which the program takes some values alone, and an empty text is none of them. */
import { bindsFirst } from "../flow/bindings.ts";
import { givenToSelected } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { comesToEnd, mayComeToEnd } from "../flow/ending.ts";
import { valueIn } from "../flow/evaluate.ts";
import { endsAtOnce, testedForAbsence } from "../flow/fatal.ts";
import { isOn } from "../flow/guards.ts";
import type { Scope } from "../flow/program.ts";
import { lookUp } from "../flow/types.ts";
import { isKnown } from "../flow/value.ts";
import { disjuncts, eachExpression } from "../flow/walk.ts";
import type { Expression, Selector } from "../go/ast.ts";
import { mayNotRun } from "./chosen.ts";
import { areAlternatives, isForWantOfAnother } from "./one-of.ts";

/** A field to which the code gives what is not in sight, such as a number of processors. */
function isGivenUnknown(analysis: Analysis, selected: Selector, scope: Scope): boolean {
  return givenToSelected(analysis, selected, scope).some(
    ({ value, scope: where }) => !isKnown(valueIn(analysis, value, where)),
  );
}

/** Whether the name has another value than one at times: `var id int` has none that `flag.IntVar(&id, ...)` leaves. */
function isGivenTwice(name: string, scope: Scope): boolean {
  const all = lookUp(name, scope)?.definitions ?? [];
  const isBound = all.some(({ value }) => value?.kind === "call" && bindsFirst(value));
  return (isBound ? all.filter(({ value }) => value !== null) : all).length > 1;
}

/** The one variable that a condition is about. */
function variableIn(analysis: Analysis, condition: Expression, scope: Scope): string | null {
  const sources = new Set<string>();
  eachExpression(condition, (inner) => {
    if (inner.kind === "binary") return true;
    // What is given another value as well may come from elsewhere.
    if (inner.kind === "name" && isGivenTwice(inner.name, scope)) sources.add("other");
    if (inner.kind === "selector" && isGivenUnknown(analysis, inner, scope)) sources.add("other");
    for (const source of valueIn(analysis, inner, scope)?.sources ?? [])
      if (!source.startsWith("flag:")) sources.add(source);
    return inner.kind === "unary";
  });
  const [only, ...others] = sources;
  return only?.startsWith("env:") && others.length === 0 ? only.slice(4) : null;
}

/** Whether the condition asks for more than whether its variable is there: `!strings.HasPrefix(url, "https://")`. */
function asksForWords(condition: Expression): boolean {
  if (condition.kind === "unary")
    return condition.operand.kind === "call" && condition.operand.args.length > 1;
  return (
    condition.kind === "binary" && testedForAbsence(condition).length === 0 && !areAlternatives(condition)
  );
}

/**
 * `if env == "dev" { ... } else { log.Fatal() }`: an empty variable is none of the values that are taken. Of
 * `id <= 0 || key == ""` each side ends it alone.
 */
export function refused(analysis: Analysis): string[] {
  return analysis.program.conditions.flatMap((one) => {
    const { statement, scope, guards } = one;
    const { condition, otherwise } = statement;
    if (!condition) return [];
    const negated = endsAtOnce(otherwise, scope);
    const sides = (negated ? [condition] : disjuncts(condition)).filter(asksForWords);
    if (sides.length === 0 || (!negated && !mayComeToEnd(analysis, one))) return [];
    const names = sides.flatMap((side) =>
      isOn(analysis, [{ condition: side, negated, scope }]) ? (variableIn(analysis, side, scope) ?? []) : [],
    );
    if (names.length === 0 || mayNotRun(analysis, guards, scope)) return [];
    if (isForWantOfAnother(analysis, one)) return [];
    return negated || comesToEnd(analysis, one) ? names : [];
  });
}
