/** The address of a listener; where several places make one of its kind, each of theirs. */
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { type ValueOfCalls, waysOfCalls } from "../flow/every-call.ts";
import { namesIn } from "../flow/names.ts";
import { type CallSite, outermostFunction, type Scope } from "../flow/program.ts";
import { lookUp } from "../flow/types.ts";
import { isKnown, type Value } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import { parseAddress } from "./address.ts";
import { addressesInTurn } from "./loops.ts";
import type { Listener } from "./open-port.ts";

interface OneAddress {
  readonly value: Value;
  /** Names around the calls that lead to it. */
  readonly hints: string;
  readonly beside: boolean;
  /** The nearest of them. */
  readonly caller?: CallSite;
}

/** The address; where the ways to the function around give it different ones, each of theirs. */
export function addressesOf(analysis: Analysis, argument: Expression, scope: Scope): OneAddress[] {
  const turns = addressesInTurn(analysis, argument, scope);
  if (turns.length > 1) return turns.map((value) => ({ value, hints: "", beside: false }));
  const value = valueIn(analysis, argument, scope);
  const each = waysOfCalls(analysis, argument, scope).filter(
    ({ value: one, calls }) => calls.length > 0 && (parseAddress(one.text) !== null || isKnown(one)),
  );
  // Host of one caller and port of another make an address that nobody gives.
  const mixed = each.length > 0 && !each.some((one) => one.value.text === value?.text);
  if (mixed || new Set(each.map((one) => one.value.text)).size > 1) {
    const beside = each.map(({ calls }) => calls.some((call) => runsBeside(analysis, call)));
    const all = beside.every((one) => one);
    return each.map((one, index) => ({
      value: one.value,
      hints: hintsOf(one),
      beside: !all && beside[index] === true,
      ...(one.calls[0] ? { caller: one.calls[0] } : {}),
    }));
  }
  const chosen =
    value && !parseAddress(value.text) ? (addressAmong(analysis, argument, scope) ?? value) : value;
  return chosen ? [{ value: chosen, hints: "", beside: false }] : [];
}

/** What a helper serves is what its caller hands to it, where one caller is meant. */
export function handedOver(
  handler: Expression,
  scope: Scope,
  caller?: CallSite,
): NonNullable<Listener["handler"]> {
  const { node } = outermostFunction(scope);
  const index =
    node && handler.kind === "name" ? node.parameters.findIndex(({ name }) => name === handler.name) : -1;
  const argument = caller?.call.args[index];
  return argument && caller ? { expression: argument, scope: caller.scope } : { expression: handler, scope };
}

/** Of what a variable holds one after the other, `host` and then `host:port`, that which is an address. */
function addressAmong(analysis: Analysis, argument: Expression, scope: Scope): Value | null {
  if (argument.kind !== "name") return null;
  for (const { value, scope: where } of lookUp(argument.name, scope)?.definitions ?? []) {
    const found = valueIn(analysis, value, where);
    if (found && parseAddress(found.text)) return found;
  }
  return null;
}

/** What the calls are made on and given, and the variables that hold what comes of them. */
function hintsOf({ calls, handed }: ValueOfCalls): string {
  const holders = calls.flatMap(({ call, scope }) =>
    [...scope.bindings].flatMap(([name, given]) => (given.some(({ value }) => value === call) ? [name] : [])),
  );
  return [...handed.map(namesIn), ...holders].join(" ");
}

/** `go metrics.Run()`, also inside of `go func() { ... }()`. */
export function runsBeside({ program }: Analysis, { call, scope }: CallSite): boolean {
  if (call.beside) return true;
  const started = (program.calls.get("") ?? []).filter((site) => site.call.beside);
  for (let outer: Scope | null = scope; outer; outer = outer.parent)
    if (outer.node && started.some((site) => site.call.callee === outer?.node)) return true;
  return false;
}
