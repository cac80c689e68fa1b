import type { Call, Expression, FunctionDeclaration, Name } from "../go/ast.ts";
import { isViper } from "../settings/keys.ts";
import { isAside } from "./aside.ts";
import { isUnlessOn } from "./branches.ts";
import { callersOf } from "./callers.ts";
import { isHandedToFx } from "./containers.ts";
import type { Analysis, Context } from "./context.ts";
import { asksForMore, HOLDS } from "./counts.ts";
import { evaluate, valueIn } from "./evaluate.ts";
import { isOfFoundFile } from "./found-files.ts";
import { givenText, isFlagLeftOut } from "./given-flags.ts";
import { qualifiedName } from "./known-calls.ts";
import { ofText } from "./lengths.ts";
import { isOfOther, startsWith } from "./other-commands.ts";
import { type CompositeSite, type Guard, isNil, outermostFunction, type Scope } from "./program.ts";
import { newSteps } from "./steps.ts";
import { asksText } from "./text-calls.ts";
import { isOpenChoice } from "./to-choose.ts";
import { isTurnedOn, staysOff } from "./turned-on.ts";
import { calledFunction } from "./type-of.ts";
import { lookUp } from "./types.ts";
import { isNeverSet } from "./unset-fields.ts";
import { isHeld, isUnused, literalsOf } from "./unused.ts";
import { isKnown, isNone, known } from "./value.ts";

/**
 * Whether the condition holds when nobody sets anything; null when the code does not show it.
 * @param followed what names that led here stand for: `ok = ok || found` stands for itself
 */
export function holds(
  analysis: Analysis,
  condition: Expression,
  context: Context,
  followed: readonly Expression[] = [],
): boolean | null {
  if (condition.kind === "unary" && condition.operator === "!") {
    const inner = holds(analysis, condition.operand, context, followed);
    return inner === null ? null : !inner;
  }
  if (condition.kind === "binary") {
    const { operator, left, right } = ofText(condition);
    if (operator === "&&" || operator === "||") {
      const sides = [left, right].map((side) => holds(analysis, side, context, followed));
      const deciding = operator === "||";
      if (sides.includes(deciding)) return deciding;
      return sides.includes(null) ? null : !deciding;
    }
    return compares(analysis, operator, left, right, context);
  }
  // `isAnySet("SHOP_K8S_", os.Environ())`: with nothing set there is nothing to find.
  if (condition.kind === "call" && condition.args.some(isEnvironment)) return false;
  if (isFlagLeftOut(analysis, condition, context)) return false;
  const value = evaluate(analysis, condition, context, newSteps(analysis));
  if (!isKnown(value)) {
    if (condition.kind === "call") return answers(analysis, condition, context);
    if (condition.kind === "name") {
      const made = comparison(condition, context);
      if (made && !followed.includes(made.value))
        return holds(analysis, made.value, made.context, [...followed, made.value]);
    }
    return value === null && isNeverSet(analysis, condition, context) ? false : null;
  }
  const isGiven = value.sources.some((source) => analysis.memo.switches.has(source));
  // `strings.HasPrefix(*path, "s3://")`: of the text that is given, its default says nothing.
  if (isGiven && condition.kind === "call" && asksText(qualifiedName(condition.callee, context))) return null;
  if (value.text === "true")
    return !isTurnedOn(analysis, condition, value) ? true : staysOff(analysis, condition) ? false : null;
  if (value.text === "false" && isGiven) return true;
  // An unset variable read as a switch is off.
  return value.text === "false" || (value.text === "" && value.sources.length > 0) ? false : null;
}

function compares(
  analysis: Analysis,
  operator: string,
  left: Expression,
  right: Expression,
  context: Context,
): boolean | null {
  const tested = isNil(right) ? left : isNil(left) ? right : null;
  if (tested)
    return isNeverSet(analysis, tested, context) || isUnset(analysis, tested, context)
      ? operator === "=="
      : null;
  const { scope } = context;
  const started =
    startsWith(analysis, operator, left, right, scope) ??
    asksForMore(analysis.memo.words, operator, left, right, scope);
  if (started !== null) return started;
  const sides = [left, right].map((side) => {
    if (isOfFoundFile(analysis, side)) return { value: null, settled: false };
    const value = evaluate(analysis, side, context, newSteps(analysis));
    const empty = value === null && isNeverSet(analysis, side, context);
    const named = value && givenText(analysis, value);
    if (named !== null)
      return { value: { ...known(named, null), numeric: value?.numeric ?? false }, settled: true };
    const set = value?.preset === true || (value?.sources.length ?? 0) > 0;
    return { value: empty ? known("", null) : value, settled: empty || set };
  });
  const [a, b] = sides.map(({ value }) => value);
  if (!a || !b || !isKnown(a) || !isKnown(b) || !sides.some(({ settled }) => settled)) return null;
  // A number that nobody has set is 0.
  const [one, other] = [a, b].map(({ text }) => (text === "" && (a.numeric || b.numeric) ? "0" : text));
  if (operator === "==" || operator === "!=") return (one === other) === (operator === "==");
  return HOLDS[operator]?.(Number(a.text || "0"), Number(b.text || "0")) ?? null;
}

/** `viper.Get("tracing")`, which gives nil for a key that nobody sets. */
function isUnset(analysis: Analysis, tested: Expression, context: Context): boolean {
  if (tested.kind !== "call" || !isViper(analysis, tested.callee, context.scope)) return false;
  const value = evaluate(analysis, tested, context, newSteps(analysis));
  return value !== null && isNone(value) && value.sources.length > 0;
}

/** What a name stands for: `debug := os.Getenv("DEBUG") == "true"`. */
function comparison({ name }: Name, { scope, frame }: Context) {
  const [only, ...others] = lookUp(name, scope)?.definitions ?? [];
  const value = others.length === 0 && only?.value?.kind === "binary" ? only.value : null;
  return only && value && { value, context: { scope: only.scope, frame } };
}

/** A condition in a function of its own: `return c.Port == 443 && c.Cert != ""`. */
function answers(analysis: Analysis, { callee, args }: Call, context: Context): boolean | null {
  const called = calledFunction(analysis.program, callee, context.scope);
  const [only, ...others] = called?.scope.returns ?? [];
  const returned = only?.length === 1 && others.length === 0 ? only[0] : undefined;
  if (!called || !returned || isFollowed(called.declaration, context)) return null;
  const receiver = callee.kind === "selector" ? { receiver: callee.base } : {};
  const frame = { node: called.declaration, args, ...receiver, context };
  return holds(analysis, returned, { scope: called.scope, frame });
}

function isFollowed(node: FunctionDeclaration, { frame }: Context): boolean {
  return frame !== null && (frame.node === node || isFollowed(node, frame.context));
}

/** Outside every call that is being followed. */
export function free(scope: Scope): Context {
  return { scope, frame: null };
}

/** True when every condition around the code is known to hold by default, and no early return is known to be taken. */
export function isOn(analysis: Analysis, guards: readonly Guard[]): boolean {
  return guards.every(({ condition, negated, scope, early }) => {
    const result = holds(analysis, condition, free(scope));
    return early ? result !== negated : result === !negated;
  });
}

/** `os.Environ()`. */
function isEnvironment(argument: Expression): boolean {
  if (argument.kind !== "call" || argument.callee.kind !== "selector") return false;
  const { base, name } = argument.callee;
  return name === "Environ" && base.kind === "name" && base.name === "os";
}

/** Whether somebody may set the value: a state of the program is another one later. */
function isSetting(analysis: Analysis, condition: Expression, scope: Scope): boolean {
  if (condition.kind === "unary") return isSetting(analysis, condition.operand, scope);
  if (condition.kind === "binary") {
    if (isUnlessOn(condition)) return isSetting(analysis, condition.left, scope);
    // Without a variable, or where main itself returns, the program may be meant to end.
    const value = condition.operator === "==" ? valueIn(analysis, condition.left, scope) : null;
    const { node } = outermostFunction(scope);
    const left = node?.kind === "declaration" && node.name === "main" ? /^file:/ : /^(file|flag):/;
    return value !== null && isNone(value) && value.sources.some((source) => left.test(source));
  }
  return (valueIn(analysis, condition, scope)?.sources.length ?? 0) > 0;
}

/** Calls that are followed from code up to a condition. */
const FARTHEST = 2;
/** Where to begin for one call more: constructor, parameters and their check make three. */
export const ONE_DEEPER = -1;

/** True when a condition around the code is false by default, or nothing calls it: what it starts is off. */
export function isOff(analysis: Analysis, guards: readonly Guard[], scope: Scope, depth = 0): boolean {
  const { asked } = analysis.memo;
  const off = guards.some(({ condition, negated, scope: where, early, toChoose }) => {
    // `if u.Host == "" { u = other }`: what the condition asks for depends on what it guards.
    if (asked.has(condition)) {
      analysis.memo.leftOpen++;
      return false;
    }
    if (early && !isSetting(analysis, condition, where)) return false;
    if (toChoose && isOpenChoice(analysis, toChoose, where)) return false;
    asked.add(condition);
    const result = holds(analysis, condition, free(where));
    asked.delete(condition);
    return result !== null && result === negated;
  });
  if (off || isUnused(analysis, scope) || isAside(analysis, scope) || isOfOther(analysis, scope)) return true;
  if (depth >= FARTHEST) return false;
  const outer = outermostFunction(scope);
  const callers = callersOf(analysis, outer);
  if (callers.length === 0) return isMadeOff(analysis, outer, depth + 1);
  return (
    callers.length < 4 &&
    callers.every((caller) => isOff(analysis, caller.guards, caller.scope, depth + 1)) &&
    !isHandedToFx(analysis, outer)
  );
}

/** A method of a type that only code which is off makes: nothing comes to it through an interface. */
function isMadeOff(analysis: Analysis, { node, file }: Scope, depth: number): boolean {
  const receiver = node?.kind === "declaration" ? node.receiver : null;
  if (!receiver) return false;
  const type = { expression: receiver.type, file };
  const sites = literalsOf(analysis, type);
  const off = sites.length > 0 && sites.every((one) => isBehindOff(analysis, one, depth));
  return off && !isHeld(analysis, type);
}

/** Off by a condition around it, or around each call of the function that it stands in. */
function isBehindOff(analysis: Analysis, { guards, scope }: CompositeSite, depth: number): boolean {
  if (isOff(analysis, guards, scope, FARTHEST)) return true;
  const callers = depth > 2 ? [] : callersOf(analysis, outermostFunction(scope));
  return callers.length > 0 && callers.every((one) => isOff(analysis, one.guards, one.scope, FARTHEST));
}

/** True when the code is known to run by default: every condition around it and around one of its callers holds. */
export function isSurelyOn(analysis: Analysis, guards: readonly Guard[], scope: Scope, depth = 0): boolean {
  const on = guards.every(({ condition, negated, scope: where }) => {
    const result = holds(analysis, condition, free(where));
    return result !== null && result !== negated;
  });
  if (!on || isUnused(analysis, scope) || isAside(analysis, scope)) return false;
  if (depth > 2) return true;
  const callers = callersOf(analysis, outermostFunction(scope));
  return (
    callers.length === 0 ||
    callers.some((caller) => isSurelyOn(analysis, caller.guards, caller.scope, depth + 1))
  );
}

/** True when a setting is known to turn the code on, such as a switch in a configuration file. */
export function isTurnedOnHere(analysis: Analysis, guards: readonly Guard[], scope: Scope): boolean {
  const isOfSetting = ({ condition, scope: where }: Guard) =>
    (valueIn(analysis, condition, where)?.sources.length ?? 0) > 0;
  return guards.length > 0 && guards.every(isOfSetting) && isSurelyOn(analysis, guards, scope);
}
