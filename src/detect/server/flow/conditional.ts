/** Values that a variable, a field or a result has only under a condition. */

import type { Call, Expression, Statement } from "../go/ast.ts";
import type { Indexes } from "./assign.ts";
import type { Analysis, Context } from "./context.ts";
import { countOf, HOLDS } from "./counts.ts";
import { contextFor, evaluate } from "./evaluate.ts";
import { holds } from "./guards.ts";
import { qualifiedName } from "./known-calls.ts";
import { ofText } from "./lengths.ts";
import { type Guard, guardsOf, isNil, type Scope } from "./program.ts";
import { AT_A_DESK, isOfNamedStage, mayNameStage, stages } from "./stages.ts";
import { newSteps, type Steps } from "./steps.ts";
import { asksText } from "./text-calls.ts";
import { calledFunction } from "./type-of.ts";
import { isKnown, type Value } from "./value.ts";

/** One of the values that a name may have, and the expression that it was found for. */
export interface Way {
  readonly expression: Expression | null | undefined;
  readonly value: Value | null;
}

/** Remembers the conditions around a statement for what it assigns or gives back. */
export function recordConditions({ conditional, guards }: Indexes, statement: Statement): void {
  if (guards.length === 0 || (statement.kind !== "assign" && statement.kind !== "return")) return;
  for (const value of statement.values) conditional.set(value, guards);
}

/**
 * `*local`, `cfg.Local && !cfg.Remote`, `cfg.Cert != ""`, also in a function of its own, `cfg.useTLS()`: a comparison
 * with a text may tell stages of deployment apart.
 */
function isPlainSwitch(analysis: Analysis, condition: Expression, scope: Scope, inCall = false): boolean {
  if (condition.kind === "unary") return isPlainSwitch(analysis, condition.operand, scope, inCall);
  if (condition.kind === "call") return !inCall && isOfPlainSwitch(analysis, condition, scope);
  if (condition.kind !== "binary") return condition.kind === "name" || condition.kind === "selector";
  const { operator, left, right } = ofText(condition);
  if (operator === "!=" && right.kind === "string" && right.value === "")
    return left.kind === "name" || left.kind === "selector";
  const sides = [left, right];
  return /^(&&|\|\|)$/.test(operator) && sides.every((side) => isPlainSwitch(analysis, side, scope, inCall));
}

/** `bindAll`, `!cfg.Local`. */
function isHeldSwitch(condition: Expression): boolean {
  if (condition.kind === "unary") return isHeldSwitch(condition.operand);
  return condition.kind === "name" || condition.kind === "selector";
}

/** A function of the program that gives back such a condition and nothing else. */
function isOfPlainSwitch(analysis: Analysis, { callee, args }: Call, scope: Scope): boolean {
  const called = args.length === 0 ? calledFunction(analysis.program, callee, scope) : null;
  const [only, ...others] = called?.scope.returns ?? [];
  const [returned] = only?.length === 1 && others.length === 0 ? only : [];
  return (
    returned?.kind === "binary" && called !== null && isPlainSwitch(analysis, returned, called.scope, true)
  );
}

/** `if value == "true" { return true }; return false`: a text as a switch, which is known to be on or off as any other. */
function isOfSwitch(ways: readonly Way[]): boolean {
  return ways.every(({ value }) => !isKnown(value) || /^(true|false|)$/.test(value.text));
}

/** `strings.HasSuffix(path, "/") && !strings.HasSuffix(url, "/")`. */
function isAboutTexts(condition: Expression, context: Context): boolean {
  if (condition.kind === "unary") return isAboutTexts(condition.operand, context);
  if (condition.kind === "call") return asksText(qualifiedName(condition.callee, context));
  return (
    condition.kind === "binary" &&
    [condition.left, condition.right].every((side) => isAboutTexts(side, context))
  );
}

/** `value == "true" || value == word`: a number that is compared, or what a loop meets, may be another one. */
function isOfText(condition: Expression): boolean {
  if (condition.kind !== "binary") return false;
  const { operator, left, right } = condition;
  if (operator === "&&" || operator === "||") return isOfText(left) && isOfText(right);
  return (operator === "==" || operator === "!=") && right.kind !== "number" && left.kind !== "number";
}

/** `value == word` of each word of a list: a variable that is not set is none of them. */
function isUnsetCompared(analysis: Analysis, guard: Guard, context: Context): boolean {
  const { condition, negated, scope } = guard;
  if (condition.kind !== "binary" || condition.operator !== "==" || negated) return false;
  const inner = contextFor(scope, context);
  const [one, other] = [condition.left, condition.right].map((side) =>
    evaluate(analysis, side, inner, newSteps(analysis)),
  );
  return other === null && one?.text === "" && one.sources.some((source) => source.startsWith("env:"));
}

/** `env == "local"`: what is set in no container alone keeps it from running there. */
function isForDesk({ condition }: Guard): boolean {
  if (condition.kind !== "binary" || !/^[!=]=$/.test(condition.operator)) return false;
  return condition.right.kind === "string" && AT_A_DESK.test(condition.right.value);
}

/** `len(args) > 0`, `flag.NArg() > 0`: a service is started without more words than those that name its command. */
function asksForArguments({ memo }: Analysis, { condition, negated, scope }: Guard): boolean {
  if (condition.kind !== "binary" || condition.right.kind !== "number") return false;
  const words = memo.words ?? 0;
  const count = countOf(condition.left, scope, { all: words, bare: words === 0 ? 0 : null });
  const result = count === null ? null : HOLDS[condition.operator]?.(count, Number(condition.right.text));
  return result === negated;
}

/** `env == "test"`, also beside other conditions: no image is built for that stage. */
function isForTests({ condition, negated }: Guard): boolean {
  const asks = (one: Expression): boolean =>
    one.kind === "binary" &&
    (one.operator === "&&"
      ? asks(one.left) || asks(one.right)
      : one.operator === "==" &&
        one.right.kind === "string" &&
        /^(test|testing|e2e)$/i.test(one.right.value));
  return !negated && asks(condition);
}

/** `if err != nil { return "../shop.yml" }`: what stands in for a value that could not be had. */
function isAfterError({ condition, negated }: Guard): boolean {
  if (condition.kind !== "binary" || condition.operator !== "!=" || negated || !isNil(condition.right))
    return false;
  return condition.left.kind === "name" && /^err/i.test(condition.left.name);
}

/**
 * Those of the items that are found to be off. Null while others are being weighed: what depends on a switch that
 * itself depends on one would lead in circles.
 */
export function weighed<Item>(
  { memo }: Analysis,
  items: readonly Item[],
  isOff: (item: Item) => boolean,
): readonly Item[] | null {
  if (memo.weighing) {
    memo.leftOpen++;
    return null;
  }
  memo.weighing = true;
  const off = items.filter(isOff);
  memo.weighing = false;
  return off;
}

/**
 * `if addr == "local" { addr = "127.0.0.1:80" }`, `if env != "" { env = "." + env }` of what a variable holds that is not
 * set: the comparison is about the value itself, where one of another variable may tell stages of deployment apart.
 */
function isForAnotherText(
  analysis: Analysis,
  { expression, value: own }: Way,
  unset: ReadonlySet<string>,
  context: Context,
  steps: Steps,
): boolean {
  return guardsOf(analysis.program, expression).some(({ condition, negated, scope }) => {
    if (condition.kind !== "binary" || !/^[!=]=$/.test(condition.operator) || negated) return false;
    const [value, other] = [condition.left, condition.right].map((side) =>
      evaluate(analysis, side, contextFor(scope, context), steps),
    );
    const isOf = (one: Value | null | undefined) => one?.sources.some((source) => unset.has(source)) === true;
    if (!isOf(value) || !isKnown(other ?? null)) return false;
    // A colon before a port makes an address of it, which is asked for as one.
    if (condition.operator === "!=") return other?.text === "" && isOf(own) && /[^:]$/.test(own?.text ?? "");
    return value?.text === "" && other?.text !== "";
  });
}

/** Variables that are all that one of the ways has. */
function unsetSources(ways: readonly Way[]): ReadonlySet<string> {
  const sources = ways.flatMap(({ value }) => (value?.text === "" ? value.sources : []));
  return new Set(sources.filter((source) => source.startsWith("env:")));
}

/** `for _, one := range args { if one == "help" { return true } } return false`: nothing tells what it answers. */
export function isOpenAnswer(analysis: Analysis, ways: readonly Way[], context: Context): boolean {
  const answers = new Set(ways.map(({ expression }) => (expression?.kind === "name" ? expression.name : "")));
  if (answers.size !== 2 || !answers.has("true") || !answers.has("false")) return false;
  const guarded = ways.flatMap(({ expression }) => guardsOf(analysis.program, expression));
  const isTold = (guard: Guard) =>
    isForTests(guard) ||
    isForDesk(guard) ||
    asksForArguments(analysis, guard) ||
    isUnsetCompared(analysis, guard, context) ||
    holds(analysis, guard.condition, contextFor(guard.scope, context)) !== null;
  const told = weighed(analysis, guarded, isTold);
  return told !== null && told.length === 0;
}

/** The values, those last that are given only where a switch is on which is off by default, to arguments, or for an error. */
export function likelyFirst(
  analysis: Analysis,
  all: readonly Way[],
  context: Context,
  steps: Steps,
): readonly (Value | null)[] {
  if (all.length < 2) return all.map(({ value }) => value);
  const unset = unsetSources(all);
  const isOther = (way: Way) => unset.size > 0 && isForAnotherText(analysis, way, unset, context, steps);
  const ways = all.filter((way) => !isOther(way));
  const values = ways.map(({ value }) => value);
  const texts = new Set(values.flatMap((value) => (isKnown(value) && value.text !== "" ? [value.text] : [])));
  if (texts.size < 2) return values;
  const around = ({ expression }: Way) => guardsOf(analysis.program, expression);
  const asking = ways.filter((way) =>
    around(way).some(
      (guard) => isForTests(guard) || isAfterError(guard) || asksForArguments(analysis, guard),
    ),
  );
  const ofSwitch = isOfSwitch(ways);
  const decides = (guard: Guard) =>
    (ofSwitch && isOfText(guard.condition)) ||
    isForDesk(guard) ||
    isPlainSwitch(analysis, guard.condition, guard.scope) ||
    isAboutTexts(guard.condition, contextFor(guard.scope, context));
  const switched = ways.filter((way) =>
    around(way).some((guard) => decides(guard) || mayNameStage(analysis, guard)),
  );
  if (switched.length === 0) return lastOf(ways, asking);
  const isOff = (guard: Guard) =>
    holds(analysis, guard.condition, contextFor(guard.scope, context)) === guard.negated ||
    (ofSwitch && isUnsetCompared(analysis, guard, context));
  const off = weighed(analysis, switched, (way) =>
    around(way).some(
      (guard) => (decides(guard) || stages(analysis, guard, context) !== null) && isOff(guard),
    ),
  );
  // What is given where a switch is on, for the stage that is named, or unless one is, is given in place of what was
  // there before.
  const isOn = ({ condition, negated, scope }: Guard) =>
    isHeldSwitch(condition) && holds(analysis, condition, contextFor(scope, context)) === !negated;
  const inPlace =
    off &&
    weighed(
      analysis,
      switched,
      (way) => around(way).every(isOn) || isOfNamedStage(analysis, around(way), context),
    );
  if (!off || !inPlace) return values;
  const others = ways.filter((way) => !inPlace.includes(way));
  return lastOf([...inPlace, ...others], [...new Set([...off, ...asking])]);
}

function lastOf(ways: readonly Way[], last: readonly Way[]): readonly (Value | null)[] {
  return [...ways.filter((way) => !last.includes(way)), ...last].map(({ value }) => value);
}
