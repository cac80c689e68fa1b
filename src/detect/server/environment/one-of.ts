/** Settings of which the program needs any one: `if key == "" && file == "" { log.Fatal(...) }`. */
import type { Evidence, Warning } from "../../../types/project.ts";
import { isByChoice } from "../flow/by-choice.ts";
import type { Analysis } from "../flow/context.ts";
import { comesToEnd, mayComeToEnd } from "../flow/ending.ts";
import { valueIn } from "../flow/evaluate.ts";
import { HELD_ERROR, testedForAbsence } from "../flow/fatal.ts";
import { isOff } from "../flow/guards.ts";
import { rangedList } from "../flow/literals.ts";
import { type Condition, isMain, lastName, place, type Scope } from "../flow/program.ts";
import { isKnown, isNone } from "../flow/value.ts";
import { conjuncts, disjuncts } from "../flow/walk.ts";
import type { Expression } from "../go/ast.ts";
import { type Choice, earlierChoices } from "./last-resort.ts";

/** Whether it finds something empty; what is denied, `!ok`, may be a switch. */
export const asksForAbsence = (condition: Expression): boolean =>
  condition.kind === "binary" && testedForAbsence(condition).length > 0;

/** Whether the condition finds several things missing, of which any one will do. */
export function areAlternatives(condition: Expression): boolean {
  return disjuncts(condition).some((way) => {
    const sides = conjuncts(way);
    return sides.length > 1 && sides.every(asksForAbsence);
  });
}

/** The variable or flag that gives what is empty by default; null for anything else, and for what the image is started with. */
function settingOf(analysis: Analysis, tested: Expression, scope: Scope): string | null {
  // Of a list that a loop runs through there may be none.
  if (tested.kind === "selector" && rangedList(tested.base, scope) !== null) return null;
  const value = valueIn(analysis, tested, scope);
  if (!isKnown(value) || !isNone(value)) return null;
  if (value.sources.some((source) => analysis.memo.switches.has(source))) return null;
  const source =
    value.sources.find((one) => one.startsWith("env:")) ??
    value.sources.find((one) => one.startsWith("flag:"));
  return source?.replace(/^\w+:/, "") ?? null;
}

/** The variables of a field that takes either, `if c.Key == "" { c.Key = c.OldKey }`, and is empty without any. */
function variablesOf(analysis: Analysis, tested: Expression, scope: Scope): readonly string[] {
  if (tested.kind !== "selector") return [];
  const value = settingOf(analysis, tested, scope) === null ? null : valueIn(analysis, tested, scope);
  const names = (value?.sources ?? []).flatMap((source) => /^env:(.+)/.exec(source)?.[1] ?? []);
  return names.length > 1 ? names : [];
}

/** Any name that says so: here the condition has told already what it is about. */
const MAKES_ERROR = /New|Err|Wrap|Exit/;

/** What is found missing around it: `if body == "" { if file == "" { ... } }`. */
function missingAround({ guards }: Condition): readonly Choice[] {
  return guards
    .filter(({ condition, negated }) => !negated && disjuncts(condition).length === 1)
    .flatMap(({ condition, scope }) => conjuncts(condition).map((side) => ({ side, scope })))
    .filter(({ side }) => asksForAbsence(side))
    .flatMap(({ side, scope }) => testedForAbsence(side).map((tested) => ({ tested, scope })));
}

/** Whether a setting that is found missing around the condition would keep the program from it. */
export function isForWantOfAnother(analysis: Analysis, one: Condition): boolean {
  return missingAround(one).some(({ tested, scope }) => settingOf(analysis, tested, scope) !== null);
}

/** The settings that are missing together where the program comes to this place; empty where it is not for want of any. */
export function alternatives(analysis: Analysis, one: Condition): readonly string[] {
  const { condition } = one.statement;
  if (condition === null) return [];
  const others = [...earlierChoices(analysis, one), ...missingAround(one)];
  for (const way of disjuncts(condition)) {
    const sides = conjuncts(way);
    const own = sides
      .flatMap((side) => testedForAbsence(side))
      .map((tested) => ({ tested, scope: one.scope }));
    const all = [...others, ...own];
    if (!sides.every(asksForAbsence)) continue;
    const names =
      all.length === 1
        ? all.flatMap(({ tested, scope }) => variablesOf(analysis, tested, scope))
        : all.map(({ tested, scope }) => settingOf(analysis, tested, scope));
    const known = names.filter((name) => name !== null);
    if (known.length > 1 && known.length === names.length && new Set(known).size === known.length)
      return known;
  }
  return [];
}

/** `return rest.InClusterConfig()` does without; an error that is made there, or stands ready, does not, nor does main. */
function givesUp({ statement, scope }: Condition): boolean {
  const last = statement.then.at(-1);
  if (last?.kind !== "return" || isMain(scope)) return true;
  const error = last.values.at(-1) ?? null;
  return error?.kind === "call" ? MAKES_ERROR.test(lastName(error.callee)) : HELD_ERROR.test(lastName(error));
}

/** A warning for each place where the program ends for want of any. */
export function oneOfWarnings(analysis: Analysis): readonly Warning[] {
  return analysis.program.conditions.flatMap((one) => {
    const { statement, scope, guards } = one;
    if (statement.condition?.kind !== "binary" || !givesUp(one) || !mayComeToEnd(analysis, one)) return [];
    const names = alternatives(analysis, one);
    if (names.length === 0 || !comesToEnd(analysis, one)) return [];
    if (isByChoice(analysis, guards) || isOff(analysis, guards, scope)) return [];
    return [oneOfWarning(names, place(scope.file, statement.condition.at))];
  });
}

export function oneOfWarning(names: readonly string[], evidence: Evidence): Warning {
  const message = `the program ends where none of ${names.join(", ")} is set: give one when the container starts`;
  return { code: "one-required", message, evidence, blocksBuild: false };
}
