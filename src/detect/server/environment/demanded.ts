/** Variables without which the program ends though no line asks whether they are set. */
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { endsProgram } from "../flow/errors.ts";
import { valueIn } from "../flow/evaluate.ts";
import { testedForAbsence } from "../flow/fatal.ts";
import {
  type CallSite,
  type Guard,
  isNil,
  lastName,
  outermostFunction,
  type Scope,
} from "../flow/program.ts";
import { goesOn } from "../flow/tolerated.ts";
import { lookUp } from "../flow/types.ts";
import { isKnown } from "../flow/value.ts";
import { someExpression } from "../flow/walk.ts";
import type { Expression } from "../go/ast.ts";
import { mayNotRun } from "./chosen.ts";
import { endsUnset, givesErrorUnset } from "./helpers.ts";
import { namesOfCall } from "./one-of-names.ts";
import type { EnvironmentRead } from "./reads.ts";
import { refused } from "./refused.ts";
import { addressesOfMongo, conversions } from "./refused-empty.ts";

/** Whether a read may not run, or the program goes on in spite of the error of the helper that reads. */
function isOptional(analysis: Analysis, read: EnvironmentRead): boolean {
  const { helper, guards, scope } = read;
  return (helper !== null && goesOn(analysis, read, helper)) || mayNotRun(analysis, guards, scope);
}

/** `Must(strconv.Atoi(text))`. */
function isInMust({ program }: Analysis, { call }: CallSite): boolean {
  return [...program.calls].some(
    ([name, sites]) => /^must/i.test(name) && sites.some((one) => one.call.args[0] === call),
  );
}

/** The reads that give an expression its value, those of a helper's callers included. */
function readsBehind(
  reads: readonly EnvironmentRead[],
  expression: Expression | undefined,
  { scope }: CallSite,
): readonly EnvironmentRead[] {
  if (!expression) return [];
  const definitions = expression.kind === "name" ? (lookUp(expression.name, scope)?.definitions ?? []) : [];
  // What is given another value as well may not be the variable.
  const value = definitions.length === 1 ? definitions[0]?.value : expression;
  if (value?.kind !== "call") return [];
  const { node } = outermostFunction(scope);
  const own = /^(Getenv|LookupEnv)$/.test(lastName(value.callee));
  return reads.filter(({ call, helper }) => call === value || (own && helper !== null && helper === node));
}

/** The variable alone that gives an argument its value, which is empty unless it is set. */
function onlyVariable(analysis: Analysis, argument: Expression | undefined, scope: Scope): readonly string[] {
  const value = valueIn(analysis, argument, scope);
  const [source, ...others] = value?.text === "" ? value.sources : [];
  return source?.startsWith("env:") && others.length === 0 ? [source.slice("env:".length)] : [];
}

/** `mongodb://:@:` of what nobody has set: without a host it is no address. */
const HOSTLESS = /^mongodb(\+srv)?:\/\/([^@/]*@)?(?![^/]*@)([:/?]|$)/;
const PLACE = /host|addr|ur[il]|server|port/i;

/** The same, or those of which an address is put together that has no host without them. */
function addressVariables(
  analysis: Analysis,
  argument: Expression | undefined,
  scope: Scope,
): readonly string[] {
  const value = valueIn(analysis, argument, scope);
  if (!isKnown(value) || !HOSTLESS.test(value.text)) return onlyVariable(analysis, argument, scope);
  const names = value.sources.flatMap((source) => /^env:(.+)/.exec(source)?.[1] ?? []);
  const places = names.filter((name) => PLACE.test(name));
  return places.length > 0 ? places : names;
}

/** Calls that are followed back to a condition. */
const DEEPEST = 3;

/** Whether the code runs under a condition on one of the variables: where it is not set, it may not come to it. */
export function dependsOn(
  analysis: Analysis,
  names: readonly string[],
  site: Pick<CallSite, "guards" | "scope">,
): boolean {
  const speaks = ({ condition, scope }: Guard): boolean =>
    someExpression(condition, (inner) => {
      const sources = /^(name|selector|call)$/.test(inner.kind)
        ? valueIn(analysis, inner, scope)?.sources
        : [];
      return names.some((name) => sources?.includes(`env:${name}`));
    });
  const isBehind = ({ guards, scope }: Pick<CallSite, "guards" | "scope">, depth: number): boolean =>
    guards.some(speaks) ||
    (depth > 0 &&
      callersOf(analysis, outermostFunction(scope)).some((caller) => isBehind(caller, depth - 1)));
  return isBehind(site, DEEPEST);
}

/** The calls that give an expression its value. */
function callsBehind(expression: Expression | undefined, scope: Scope): readonly Expression[] {
  if (expression?.kind === "call") return [expression];
  if (expression?.kind !== "name") return [];
  return (lookUp(expression.name, scope)?.definitions ?? []).flatMap(({ value }) =>
    value?.kind === "call" ? [value] : [],
  );
}

/** `if v == "" { return 8080, nil }` before each call of the function that is handed the value. */
function isPassedByCallers(
  analysis: Analysis,
  argument: Expression | undefined,
  outer: Scope,
  depth: number,
): boolean {
  if (depth === 0 || argument?.kind !== "name" || outer.node?.kind !== "declaration") return false;
  const index = outer.node.parameters.findIndex(({ name }) => name === argument.name);
  const callers = index < 0 ? [] : callersOf(analysis, outer);
  return (
    callers.length > 0 &&
    callers.every(({ call, scope }) => {
      const handed = call.args[index];
      return handed !== undefined && isPassedBy(analysis, handed, scope, depth - 1);
    })
  );
}

/** The same before the value is used here: what is not set never comes to it. */
export function isPassedBy(
  analysis: Analysis,
  argument: Expression | undefined,
  scope: Scope,
  depth = DEEPEST,
): boolean {
  const outer = outermostFunction(scope);
  if (isPassedByCallers(analysis, argument, outer, depth)) return true;
  const behind = callsBehind(argument, scope);
  return (analysis.program.conditionsIn.get(scope.file) ?? []).some(({ statement, scope: where }) => {
    if (statement.then.at(-1)?.kind !== "return") return false;
    if (outermostFunction(where) !== outer) return false;
    return testedForAbsence(statement.condition).some(
      (tested) =>
        (tested.kind === "name" && argument?.kind === "name" && tested.name === argument.name) ||
        callsBehind(tested, where).some((one) => behind.includes(one)),
    );
  });
}

/** `if os.Getenv("REDIS") == "" { return nil }` anywhere: what uses the value elsewhere is not come to without it. */
function isLetBe(analysis: Analysis, name: string): boolean {
  return analysis.program.conditions.some(({ statement: { condition, then }, scope }) => {
    const last = then.at(-1);
    const given = last?.kind === "return" ? last.values.at(-1) : undefined;
    return (
      given !== undefined &&
      isNil(given) &&
      testedForAbsence(condition).some((tested) => {
        const sources = valueIn(analysis, tested, scope)?.sources ?? [];
        return sources.length === 1 && sources[0] === `env:${name}`;
      })
    );
  });
}

/** `os.Getenv(name) != ""` in the turns of a loop. */
function asksFor(
  reads: readonly EnvironmentRead[],
  names: readonly string[],
  condition: Expression,
): boolean {
  return someExpression(condition, (inner) =>
    reads.some(({ call, name }) => call === inner && names.includes(name)),
  );
}

/** `strconv.Atoi(os.Getenv("PORT"))`, whose error ends the program. */
function converted(analysis: Analysis, reads: readonly EnvironmentRead[]): string[] {
  const isRead = (name: string): boolean => {
    const own = reads.filter((read) => read.name === name);
    return own.length === 0 || own.some((read) => !isOptional(analysis, read));
  };
  return conversions(analysis).flatMap(({ site, argument }) => {
    const behind = readsBehind(reads, argument, site)
      .filter((read) => !isOptional(analysis, read))
      .map(({ name }) => name);
    const names = behind.length > 0 ? behind : onlyVariable(analysis, argument, site.scope).filter(isRead);
    if (
      names.length === 0 ||
      isPassedBy(analysis, argument, site.scope) ||
      site.guards.some(({ condition }) => asksFor(reads, names, condition)) ||
      dependsOn(analysis, names, site)
    )
      return [];
    if (mayNotRun(analysis, site.guards, site.scope)) return [];
    const isFatal = isInMust(analysis, site) || endsProgram(analysis, site);
    return isFatal ? names.filter((name) => !isLetBe(analysis, name)) : [];
  });
}

/** `env, err := getEnv("APP_ENV")`, where the error of a helper ends the program. */
function asked(analysis: Analysis, reads: readonly EnvironmentRead[]): EnvironmentRead[] {
  return reads.filter(
    (read) =>
      read.helper !== null &&
      givesErrorUnset(read.helper) &&
      namesOfCall(reads, read).length === 0 &&
      !dependsOn(analysis, [read.name], read) &&
      !mayNotRun(analysis, read.guards, read.scope) &&
      endsProgram(analysis, read),
  );
}

/** `key := getEnv("KEY", "")`, where the helper itself ends the program. */
function ended(analysis: Analysis, reads: readonly EnvironmentRead[]): EnvironmentRead[] {
  return reads.filter(
    (read) =>
      read.helper !== null &&
      endsUnset(analysis, read, read.helper) &&
      !mayNotRun(analysis, read.guards, read.scope),
  );
}

/** Names of variables whose absence ends the program: by a conversion, a helper's error, or none of the values that are taken. */
export function demandedNames(analysis: Analysis, reads: readonly EnvironmentRead[]): readonly string[] {
  const mongo = addressesOfMongo(analysis)
    .filter(({ guards, scope }) => !mayNotRun(analysis, guards, scope))
    .flatMap(({ call, scope }) => addressVariables(analysis, call.args[0], scope));
  const missed = [...asked(analysis, reads), ...ended(analysis, reads)].map(({ name }) => name);
  return [...converted(analysis, reads), ...mongo, ...missed, ...refused(analysis)];
}
