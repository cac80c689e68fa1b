/** Follows an expression back to the text or number that it has by default. */
import type { Binary, Expression } from "../go/ast.ts";
import { evaluateOption } from "../settings/docopt.ts";
import { duration, OPERATIONS } from "./arithmetic.ts";
import { likelyFirst, type Way } from "./conditional.ts";
import type { Analysis, Context } from "./context.ts";
import { evaluateCall } from "./evaluate-calls.ts";
import { evaluateElement } from "./evaluate-elements.ts";
import { evaluateSelector, givenFromOutside } from "./evaluate-fields.ts";
import { evaluateIndex } from "./evaluate-lists.ts";
import { evaluateParameter } from "./evaluate-parameters.ts";
import { evaluateKnownCall } from "./known-calls.ts";
import { assignedBefore, builtFirst, lastMade } from "./nearest.ts";
import { withoutOverwritten } from "./overwritten.ts";
import { type Definition, place, type Scope } from "./program.ts";
import { enter, leave, mayGoOn, newSteps, type Steps } from "./steps.ts";
import { isBasic, lookUp } from "./types.ts";
import { concatenate, isKnown, known, merge, type Value } from "./value.ts";
import { mentions } from "./walk.ts";

/** The value in the scope; null where the code does not show one. Never throws on odd code. */
export function valueIn(
  analysis: Analysis,
  expression: Expression | null | undefined,
  scope: Scope,
): Value | null {
  if (!expression) return null;
  const { memo } = analysis;
  const { whole, begun, weighing } = memo;
  const seen = weighing ? undefined : whole.get(expression);
  if (seen !== undefined) return seen;
  // Whoever asks for it again on the way there goes round.
  if (begun.has(expression)) {
    memo.leftOpen++;
    return null;
  }
  if (!weighing) begun.add(expression);
  const value = evaluate(analysis, expression, { scope, frame: null }, newSteps(analysis));
  if (weighing) return value;
  begun.delete(expression);
  whole.set(expression, value);
  return value;
}

/** The text when every part of it is known. */
export function textOf(
  analysis: Analysis,
  expression: Expression | null | undefined,
  scope: Scope,
): string | null {
  const value = valueIn(analysis, expression, scope);
  return isKnown(value) ? value.text : null;
}

/** One step of following; `steps` bounds the work and breaks cycles. */
export function evaluate(
  analysis: Analysis,
  expression: Expression,
  context: Context,
  steps: Steps,
): Value | null {
  const { memo } = analysis;
  const { values } = memo;
  const free = context.frame === null;
  const seen = free ? values.get(expression) : undefined;
  if (seen !== undefined) return seen;
  if (!mayGoOn(steps) || !enter(steps, expression)) return null;
  const { leftOpen, underWay } = memo;
  memo.underWay = steps.budget;
  const isOther = !free && isOtherCase(analysis, expression, context, steps);
  const value = isOther ? null : step(analysis, expression, context, steps);
  memo.underWay = underWay;
  const isWhole = leave(steps, expression) && memo.leftOpen === leftOpen;
  if (free && isWhole) values.set(expression, value);
  return value;
}

/** Whether the call that is being followed has another argument than the one that the value is given for. */
function isOtherCase(analysis: Analysis, expression: Expression, context: Context, steps: Steps): boolean {
  const choice = analysis.program.choices.get(expression);
  if (!choice) return false;
  for (let { frame } = context; frame; frame = frame.context.frame) {
    if (frame.node !== choice.node) continue;
    const argument = frame.args[choice.parameter];
    const given = argument ? evaluate(analysis, argument, frame.context, steps) : null;
    return isKnown(given) && given.sources.length === 0 && !choice.texts.includes(given.text);
  }
  return false;
}

function step(analysis: Analysis, expression: Expression, context: Context, steps: Steps): Value | null {
  const { file } = context.scope;
  switch (expression.kind) {
    case "string":
      return known(expression.value, place(file, expression.at));
    case "number": {
      const number = Number(expression.text.replaceAll("_", ""));
      if (!Number.isFinite(number)) return null;
      return { ...known(String(number), place(file, expression.at)), numeric: true };
    }
    case "unary":
      return expression.operator === "-" || expression.operator === "!" || expression.operator === "<-"
        ? null
        : evaluate(analysis, expression.operand, context, steps);
    case "binary":
      return evaluateBinary(analysis, expression, context, steps);
    case "name":
      return evaluateName(analysis, expression.name, context, steps, expression.at);
    case "selector":
      return evaluateSelector(analysis, expression, context, steps);
    case "call":
      return evaluateCall(analysis, expression, context, steps, 0);
    case "index":
      return (
        evaluateElement(analysis, expression, context, steps) ??
        evaluateIndex(analysis, expression, context, steps) ??
        evaluateOption(analysis, expression)
      );
    case "composite":
      return evaluateKnownCall(analysis, expression, context, steps);
    default:
      return null;
  }
}

function evaluateBinary(
  analysis: Analysis,
  { operator, left, right }: Binary,
  context: Context,
  steps: Steps,
) {
  const operation = OPERATIONS.get(operator);
  if (!operation) return null;
  const value = (side: Expression) => evaluate(analysis, side, context, steps);
  const time = operator === "*" ? duration(left, right, context.scope, value) : null;
  if (time) return time;
  const values = [value(left), value(right)];
  const [first, second] = values;
  if (!first && !second) return null;
  if (first?.numeric && second?.numeric)
    return { ...first, text: String(operation(Number(first.text), Number(second.text))) };
  return operator === "+" ? concatenate(values) : null;
}

/**
 * What a name stands for: a parameter's argument, what is assigned to a variable.
 * @param at where it is used
 */
export function evaluateName(
  analysis: Analysis,
  name: string,
  context: Context,
  steps: Steps,
  at = Number.POSITIVE_INFINITY,
): Value | null {
  if (name === "nil") return known("", null);
  if (name === "true" || name === "false") return known(name, null);
  const found = lookUp(name, context.scope);
  if (!found) return null;
  const { package: own } = context.scope.file;
  const ofPackage = found.definitions === own.values.get(name);
  const outside = ofPackage ? givenFromOutside(analysis, own.importPath, name, context, steps) : [];
  const before = assignedBefore(lastMade(found.definitions, at), name, at);
  const made = builtFirst(before, name, at);
  const first = evaluateDefinitions(analysis, made, context, steps);
  const setting = first && settingOf(first, outside);
  const assigned = merge([...(setting ? [setting] : []), first, ...outside]);
  if (!found.parameter) return assigned;
  const given = evaluateParameter(analysis, name, found.scope, context, steps);
  // `path = filepath.Join(dir, path)` says more than what was given; a default says less.
  const builds = found.definitions.some(({ value }) => value !== null && mentions(value, name));
  return merge(builds ? [assigned, given] : [given, assigned]);
}

/** The setting that another package puts there, with what the variable begins with as its default. */
function settingOf(first: Value, outside: readonly (Value | null)[]): Value | null {
  const { text, evidence } = first;
  const setting = outside.find(
    (value) =>
      isKnown(value) && value.sources.length > 0 && [value.text, ...(value.others ?? [])].includes(text),
  );
  if (!setting) return null;
  return setting.text === text ? setting : { ...setting, text, evidence };
}

/** The context for an expression of `scope`: frames stay only while their function is around it. */
export function contextFor(scope: Scope, context: Context): Context {
  for (let outer: Scope | null = scope; outer; outer = outer.parent) {
    for (let { frame } = context; frame; frame = frame.context.frame) {
      if (outer.node !== null && frame.node === outer.node) return { scope, frame };
    }
  }
  return { scope, frame: null };
}

/** `address := ":"`, then `address += "8080"`: what was put behind it counts before what it began with. */
function sumsFirst(definitions: readonly Definition[]): readonly Definition[] {
  const isSum = ({ value, at }: Definition) =>
    value?.kind === "binary" && value.operator === "+" && value.left.kind === "name" && value.left.at === at;
  const sums = definitions.filter(isSum);
  return sums.length === 0 ? definitions : [...sums, ...definitions.filter((one) => !isSum(one))];
}

export function evaluateDefinitions(
  analysis: Analysis,
  definitions: readonly Definition[],
  context: Context,
  steps: Steps,
): Value | null {
  const ordered = sumsFirst(definitions);
  const all = ordered.map((definition) => ({
    expression: definition.value,
    value: evaluateDefinition(analysis, definition, context, steps),
  }));
  const ways = withoutOverwritten(analysis, ordered, all);
  // `var bindAll bool`, and then what a setting gives it.
  const isSet = ways.some(({ value }) => isKnown(value) && value.sources.length > 0);
  const isOpen = ({ expression, value }: Way) => isSet && expression === null && value?.text === "false";
  const given = ways.filter((way) => !isOpen(way));
  return merge(likelyFirst(analysis, given, context, steps));
}

function evaluateDefinition(
  analysis: Analysis,
  { value, result, type, scope, at }: Definition,
  context: Context,
  steps: Steps,
): Value | null {
  if (!value)
    return type?.kind === "name" && type.name === "bool"
      ? known("false", null)
      : isBasic(type)
        ? known("", null)
        : null;
  const inner = contextFor(scope, context);
  if (value.kind === "call" && result > 0) return evaluateCall(analysis, value, inner, steps, result);
  const found = evaluate(analysis, value, inner, steps);
  return found && found.evidence === null && found.text !== ""
    ? { ...found, evidence: place(scope.file, at) }
    : found;
}
