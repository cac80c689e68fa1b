/** Keys that the program asks viper for and ends without: `if !viper.IsSet(key) { panic("no " + key) }`. */
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { isFatalHere } from "../flow/errors.ts";
import { textOf } from "../flow/evaluate.ts";
import { type CallSite, lastName, outermostFunction, type Scope } from "../flow/program.ts";
import type { Expression } from "../go/ast.ts";
import { isViper } from "../settings/keys.ts";
import { mayNotRun } from "./chosen.ts";

interface Demand {
  readonly key: Expression;
  readonly scope: Scope;
}

/** The checks that always run. */
function demands(analysis: Analysis): Demand[] {
  return analysis.program.conditions.flatMap(({ statement: { condition, then }, scope, guards }) => {
    if (condition?.kind !== "unary" || condition.operator !== "!" || condition.operand.kind !== "call")
      return [];
    const { callee, args } = condition.operand;
    const [key] = args;
    if (lastName(callee) !== "IsSet" || !key || !isViper(analysis, callee, scope)) return [];
    if (!isFatalHere(analysis, then, scope) || mayNotRun(analysis, guards, scope)) return [];
    return [{ key, scope }];
  });
}

const isSame = (one: Expression | undefined, other: Expression | undefined): boolean =>
  one?.kind === "name" && other?.kind === "name" && one.name === other.name;

/** Whether the function around hands the key to the one that checks it. */
function isHandedOn(analysis: Analysis, key: Expression, { node }: Scope, demand: Demand): boolean {
  const checker = outermostFunction(demand.scope);
  if (checker.node?.kind !== "declaration" || demand.key.kind !== "name") return false;
  const { name } = demand.key;
  const index = checker.node.parameters.findIndex((one) => one.name === name);
  return (
    index >= 0 &&
    callersOf(analysis, checker).some(
      ({ call, scope }) => outermostFunction(scope).node === node && isSame(call.args[index], key),
    )
  );
}

/** Tells whether the program ends where the key that a call reads is not set. */
export function keyDemands(analysis: Analysis): (site: CallSite, key: string) => boolean {
  const all = demands(analysis);
  const texts = new Set(
    all.flatMap(({ key, scope }) => (key.kind === "string" ? (textOf(analysis, key, scope) ?? []) : [])),
  );
  return ({ call: { args }, scope }, text) => {
    const [key] = args;
    const outer = outermostFunction(scope);
    if (texts.has(text)) return true;
    return all.some(
      (one) =>
        (outermostFunction(one.scope).node === outer.node && isSame(one.key, key)) ||
        (key !== undefined && isHandedOn(analysis, key, outer, one)),
    );
  };
}
