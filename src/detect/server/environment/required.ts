/** Variables without which the program ends. */
import { unnamedCobra } from "../arguments/commands.ts";
import { unnamedUrfave } from "../arguments/urfave.ts";
import { commandsRunning } from "../flow/aside.ts";
import { isByChoice } from "../flow/by-choice.ts";
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { comesToEnd, mayComeToEnd } from "../flow/ending.ts";
import { isFatalHere } from "../flow/errors.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { testedForAbsence } from "../flow/fatal.ts";
import { isOff, isOn, isSurelyOn, ONE_DEEPER } from "../flow/guards.ts";
import { namesIn } from "../flow/names.ts";
import { lastMade } from "../flow/nearest.ts";
import { type Condition, type Definition, lastName, outermostFunction, type Scope } from "../flow/program.ts";
import { goesOn } from "../flow/tolerated.ts";
import { inTurns } from "../flow/turns.ts";
import { lookUp } from "../flow/types.ts";
import { isKnown, type Value } from "../flow/value.ts";
import { conjuncts } from "../flow/walk.ts";
import type { Expression, Name } from "../go/ast.ts";
import { isChosen } from "./chosen.ts";
import { dependsOn } from "./demanded.ts";
import { givesAnother } from "./helpers.ts";
import { earlierChoices } from "./last-resort.ts";
import { alternatives, asksForAbsence } from "./one-of.ts";
import type { EnvironmentRead } from "./reads.ts";

/** Variables that end the program when they are missing. */
export function requiredNames(analysis: Analysis, reads: readonly EnvironmentRead[]): ReadonlySet<string> {
  const required = new Set([...requiredBySwitches(analysis), ...requiredByMust(analysis, reads)]);
  const { program } = analysis;
  for (const one of program.conditions) {
    const { statement, scope, guards } = one;
    // What nothing is found missing in is most of them; what takes long to find out comes last.
    const missing = unlessLetOff(analysis, statement.condition, scope);
    if (missing.length === 0 || !mayComeToEnd(analysis, one)) continue;
    const names = missing.flatMap((tested) => demandedBy(analysis, reads, tested, one));
    if (names.every((name) => required.has(name)) || !comesToEnd(analysis, one)) continue;
    if (isByChoice(analysis, guards) || isOff(analysis, guards, scope, ONE_DEEPER)) continue;
    if (isChosen(analysis, scope) || earlierChoices(analysis, one).length > 0) continue;
    if (alternatives(analysis, one).length > 0 || isOfUntold(analysis, scope)) continue;
    for (const name of names) required.add(name);
  }
  return required;
}

/** Whether it is one of several commands that asks itself, of which nothing tells which the program is started with. */
function isOfUntold(analysis: Analysis, scope: Scope): boolean {
  if (analysis.memo.served.length > 0) return false;
  return (
    commandsRunning(analysis, outermostFunction(scope)).length > 0 &&
    [unnamedUrfave, unnamedCobra].some((of) => of(analysis, []).length > 0)
  );
}

/** The variables that have to be set for a condition that ends the program to find nothing missing. */
function demandedBy(
  analysis: Analysis,
  reads: readonly EnvironmentRead[],
  tested: Expression,
  { scope, guards }: Condition,
): readonly string[] {
  const turns = inTurns(analysis, tested, scope);
  if (turns.length > 0)
    return turns.flatMap((one) => onlyVariable(valueIn(analysis, one.expression, one.scope)) ?? []);
  const sources = sourcesOf(analysis, tested, scope);
  if (sources.length > 1) {
    const [first, ...others] = sources;
    return first && !others.includes(null) ? [first] : [];
  }
  const calls = callsBehind(tested, scope);
  const behind = reads.filter((read) => calls.includes(read.call));
  const names = new Set(behind.map((read) => read.name));
  // A loop asks for each of them in turn.
  if (behind.some((read) => read.turn)) return [...names];
  // A helper that asks for several names takes any of them, and the first before the others.
  const own = [...names].slice(0, 1);
  if (names.size > 1) return own;
  // Inside a helper, every caller's variable is required.
  const around = declaration(scope);
  const isRead = calls.some(({ callee }) => ["Getenv", "LookupEnv"].includes(lastName(callee)));
  const asked = around && isRead ? reads.filter(({ helper }) => helper === around) : [];
  if (asked.length > 0)
    return [...own, ...asked.flatMap((read) => (isDemanded(analysis, read) ? [read.name] : []))];
  const value = valueIn(analysis, tested, scope);
  // A flag that the program is started with gives it.
  if (value?.sources.some((source) => analysis.memo.switches.has(source))) return own;
  const name = isHandedOthers(analysis, tested, scope) ? null : onlyVariable(value);
  // What a flag sets may be given by that flag, and is often asked for on a condition that nothing shows to
  // hold, such as that of TLS: only asked for by its name and on no condition it has to be there.
  const isFlag = value?.sources.some((source) => source.startsWith("flag:")) ?? false;
  const isNamed = tested.kind === "call" && isOn(analysis, guards);
  const isMissed = isNamed || (isFlagItself(tested, scope) && isSurelyOn(analysis, guards, scope));
  if (name === null || (isFlag && !isMissed)) return own;
  const found = reads.filter((read) => read.name === name);
  return found.length > 0 && found.every((read) => givesAnother(analysis, read)) ? own : [...own, name];
}

/** `check(name)` with names of requests as well: which of them ends the program, the code of `check` does not tell. */
function isHandedOthers(analysis: Analysis, tested: Expression, scope: Scope): boolean {
  const found = tested.kind === "name" ? lookUp(tested.name, scope) : null;
  const { node } = found?.scope ?? scope;
  if (!found?.parameter || node?.kind !== "declaration") return false;
  const index = node.parameters.indexOf(found.parameter);
  const callers = callersOf(analysis, found.scope);
  return (
    callers.length > 1 &&
    callers.some((one) => onlyVariable(valueIn(analysis, one.call.args[index], one.scope)) === null)
  );
}

/** `*key` of `key := flag.String("key", os.Getenv("KEY"), "")`, rather than what a function is handed. */
function isFlagItself(tested: Expression, scope: Scope): boolean {
  if (tested.kind === "unary") return isFlagItself(tested.operand, scope);
  return tested.kind === "selector" || (tested.kind === "name" && definitionsOf(tested, scope).length > 0);
}

/** Whether this call of a helper runs, and the program does not go on in spite of the helper's error. */
function isDemanded(analysis: Analysis, read: EnvironmentRead): boolean {
  if (read.helper !== null && goesOn(analysis, read, read.helper)) return false;
  return !isOff(analysis, read.guards, read.scope);
}

function declaration(scope: Scope) {
  for (let outer: Scope | null = scope; outer; outer = outer.parent) {
    if (outer.node?.kind === "declaration") return outer.node;
  }
  return null;
}

function definitionsOf({ name, at }: Name, scope: Scope): readonly Definition[] {
  return lastMade(lookUp(name, scope)?.definitions ?? [], at);
}

/** What a condition finds missing, also beside a switch that would let it be and is off: `key == "" && !allowNone`. */
export function unlessLetOff(
  analysis: Analysis,
  condition: Expression | null,
  scope: Scope,
): readonly Expression[] {
  if (condition?.kind !== "binary" || condition.operator !== "&&") return testedForAbsence(condition);
  const sides = [condition.left, condition.right];
  const tested = sides.find(asksForAbsence);
  const other = sides.find((side) => side !== tested);
  // `key == "" && file == ""`: either will do.
  if (other && conjuncts(other).some(asksForAbsence)) return [];
  if (!tested || !other || !isOn(analysis, [{ condition: other, negated: false, scope }])) return [];
  return unlessLetOff(analysis, tested, scope);
}

/**
 * Where what is missing may come from, in the order of the code, if that is more than one place: names of
 * variables, null for anything else, such as a request.
 */
function sourcesOf(analysis: Analysis, tested: Expression, scope: Scope): readonly (string | null)[] {
  if (tested.kind !== "name") return [];
  const given = definitionsOf(tested, scope).filter(
    ({ value }) => value !== null && !namesIn(value).split(" ").includes(tested.name),
  );
  const values = given.map((definition) => valueIn(analysis, definition.value, definition.scope));
  const variables = new Set(values.flatMap((value) => value?.sources ?? []));
  if (variables.size < 2 && values.every(isKnown)) return [];
  return values.map(onlyVariable);
}

/** The calls that gave a variable its value; for `ok` of `v, ok := os.LookupEnv(name)` the same. */
function callsBehind(tested: ReturnType<typeof testedForAbsence>[number], scope: Scope) {
  if (tested.kind === "call") return [tested];
  if (tested.kind !== "name") return [];
  return definitionsOf(tested, scope).flatMap(({ value }) => (value?.kind === "call" ? [value] : []));
}

/** The variable that alone gives a value, which is empty without it. */
function onlyVariable(value: Value | null): string | null {
  const sources = value?.text === "" ? value.sources : [];
  // In a container the variable is the way to set what a flag sets as well.
  const [source, ...more] = sources.filter((one) => !one.startsWith("flag:"));
  return source?.startsWith("env:") && more.length === 0 ? source.slice(4) : null;
}

/** `env.MustGet("KEY")` of a module that is not in sight: by the custom of Go its name says that it panics. */
function requiredByMust(analysis: Analysis, reads: readonly EnvironmentRead[]): string[] {
  return reads.flatMap(({ name, call, helper, scope, guards }) => {
    const isMust = /^Must/.test(lastName(call.callee)) && helper === null && call.args.length === 1;
    if (!isMust || !isOn(analysis, guards) || isOff(analysis, guards, scope, ONE_DEEPER)) return [];
    return isChosen(analysis, scope) || isOfUntold(analysis, scope) ? [] : [name];
  });
}

/** `switch os.Getenv("KIND") { case "http": ... default: panic(...) }`: what is empty comes to a case that ends it. */
function requiredBySwitches(analysis: Analysis): string[] {
  return analysis.program.switches.flatMap(({ statement: { header, cases }, scope, guards }) => {
    const tag = header.at(-1);
    const isEmpty = (one: Expression) => textOf(analysis, one, scope) === "";
    const own = cases.find(({ values }) => values.some(isEmpty));
    const taken = own ?? cases.find(({ values }) => values.length === 0);
    if (tag?.kind !== "expression" || !taken || !isFatalHere(analysis, taken.body, scope)) return [];
    const name = onlyVariable(valueIn(analysis, tag.value, scope));
    // A case that is not known may be the one for an empty text.
    const isOpen = () =>
      !own && cases.some(({ values }) => values.some((one) => textOf(analysis, one, scope) === null));
    if (name === null || isOpen() || isOff(analysis, guards, scope)) return [];
    return dependsOn(analysis, [name], { guards, scope }) ? [] : [name];
  });
}
