/** What a variable that is read becomes when it is unset: the default of the helper, or what the code puts in its place. */
import type { Analysis } from "../flow/context.ts";
import { evaluateDefinitions, valueIn } from "../flow/evaluate.ts";
import { visible } from "../flow/nearest.ts";
import { type Definition, lastName, type Scope } from "../flow/program.ts";
import { newSteps } from "../flow/steps.ts";
import { inTurn, type Turn, variableOf } from "../flow/turns.ts";
import { helperFallback } from "../flow/unseen-helpers.ts";
import { isKnown, type Value } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import type { EnvironmentRead } from "./reads.ts";

function isAbout({ loop }: Turn, expression: Expression): boolean {
  return variableOf(expression)?.name === loop.name;
}

/** `value = field.Default` in a loop over fields: that of the turn in which the variable is read. */
function valueInTurn(
  analysis: Analysis,
  turn: Turn,
  definitions: readonly Definition[],
): Value | null | undefined {
  const given = definitions.find(({ value }) => value && value.kind !== "call" && isAbout(turn, value));
  if (!given?.value) return undefined;
  const meant = inTurn(analysis, turn.loop, given.value, turn.row);
  return meant ? valueIn(analysis, meant, turn.row.scope) : null;
}

function valueOfDefinitions(
  analysis: Analysis,
  definitions: readonly Definition[],
  { scope, turn }: EnvironmentRead,
): Value | null {
  const inThisTurn = turn && valueInTurn(analysis, turn, definitions);
  return inThisTurn === undefined
    ? evaluateDefinitions(analysis, definitions, { scope, frame: null }, newSteps(analysis))
    : inThisTurn;
}

function addsTo(name: string, value: Expression | null): boolean {
  if (value?.kind !== "binary" || value.operator !== "+") return false;
  return [value.left, value.right].some((one) => lastName(one) === name || addsTo(name, one));
}

function valueOfRead(analysis: Analysis, read: EnvironmentRead): Value | null {
  const { call, scope, helper, turn } = read;
  // A helper that is handed more of the turn than the name is followed for the first turn alone.
  if (helper && turn && call.args.filter((one) => isAbout(turn, one)).length > 1) return null;
  if (helper) return valueIn(analysis, call, scope);
  let value: Value | null = null;
  // The other result of os.LookupEnv tells whether it is set.
  const isGiven = ({ value: given, result }: Definition) => given === call && result === 0;
  for (let outer: Scope | null = scope; outer; outer = outer.parent) {
    for (const [name, definitions] of outer.bindings) {
      const given = definitions.find(isGiven);
      // `url += "?sslmode=disable"` puts nothing in the place of what is unset.
      const meant = definitions.filter(({ value }) => !addsTo(name, value));
      if (given) value = valueOfDefinitions(analysis, visible(meant, given.at), read);
    }
  }
  for (const definitions of scope.file.package.values.values()) {
    if (value || !definitions.some(isGiven)) continue;
    value = valueOfDefinitions(analysis, definitions, read);
  }
  return value ?? valueIn(analysis, helperFallback(call), scope);
}

export function defaultOf(analysis: Analysis, read: EnvironmentRead): string | null {
  const value = valueOfRead(analysis, read);
  return isKnown(value) && value.text !== "" ? value.text : null;
}
