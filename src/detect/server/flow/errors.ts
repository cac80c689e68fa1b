/** Whether the error of a call ends the program. */
import type { Statement } from "../go/ast.ts";
import { callersOf } from "./callers.ts";
import { isChecked } from "./checkers.ts";
import { isCommandError } from "./command-errors.ts";
import type { Analysis } from "./context.ts";
import { endsHere } from "./exit-codes.ts";
import { isFatal } from "./fatal.ts";
import { isSurelyOn } from "./guards.ts";
import { listedCallsOf } from "./listed-calls.ts";
import { type CallSite, type Condition, isNil, lastName, outermostFunction, type Scope } from "./program.ts";
import { givesInstead, isGivenBy, isOfMissing, tests, whereMissing } from "./tested-errors.ts";
import { answersRequests, isTolerated } from "./tolerated.ts";
import { someExpression } from "./walk.ts";

/** Functions whose errors were followed already: an error may be handed on through many, and in circles. */
type Seen = Set<Scope["node"]>;

/** `if err != nil && err != ErrNone` asks what error it is; `err := load(); return c, err` does not. */
function isAskedFor({ program }: Analysis, { call, scope }: CallSite): boolean {
  return (program.conditionsIn.get(scope.file) ?? []).some(({ statement: { condition }, scope: where }) =>
    someExpression(condition, (inner) => inner.kind === "name" && isGivenBy(inner, where, call)),
  );
}

/** Whether the error of this call ends the program, at once or in a function that calls this one. */
export function endsProgram(analysis: Analysis, site: CallSite, seen: Seen = new Set()): boolean {
  const { call, scope } = site;
  const tested = (analysis.program.conditionsIn.get(scope.file) ?? []).filter((one) => tests(one, site));
  const returned = scope.returns.some((values) => {
    const last = values.at(-1);
    return (
      last === call || (last?.kind === "name" && isGivenBy(last, scope, call) && !isAskedFor(analysis, site))
    );
  });
  // `if os.IsNotExist(err) { return writeDefaults() }` leaves other errors to what follows.
  const missing = tested.find(
    ({ statement: { condition, then } }) => isOfMissing(condition) && then.at(-1)?.kind === "return",
  );
  return (
    (returned && isHandedOn(analysis, scope, seen)) ||
    isChecked(analysis, site) ||
    (missing ? [missing] : tested).some((one) => ends(analysis, one, call.at, seen))
  );
}

/** Whether the statements end the program: at once, or by an error of a function that sets up, unless its callers go on. */
export function isFatalHere(analysis: Analysis, statements: readonly Statement[], scope: Scope): boolean {
  if (endsHere(analysis, statements, scope)) return true;
  return isFatal(statements, scope) && !isTolerated(analysis, scope);
}

/** `once.Do(func() { err = load() })`: what is called err there is the result of the function around. */
function givesOuterError({ handedTo, bindings }: Scope, at: number): boolean {
  if (!handedTo || lastName(handedTo.call.callee) !== "Do") return false;
  return !bindings.get("err")?.some((one) => one.defines && one.at < at);
}

/**
 * Whether a bare return gives the error that the function's result is named for.
 * @param at where the error comes from
 */
function namesError(scope: Scope, at: number): boolean {
  const named = givesOuterError(scope, at) ? scope.parent : scope;
  return named?.node?.results.at(-1)?.name === "err";
}

function ends(analysis: Analysis, { statement, scope }: Condition, at: number, seen: Seen): boolean {
  const then = whereMissing(statement.then);
  if (isFatalHere(analysis, then, scope)) return true;
  const givesOn = (statement: Statement): boolean => {
    // `if !c.optional { return err }`, of a switch that is off where nobody sets it.
    if (statement.kind === "if" && statement.condition) {
      const inner = statement.then.some(givesOn);
      return (
        inner && isSurelyOn(analysis, [{ condition: statement.condition, negated: false, scope }], scope)
      );
    }
    if (statement.kind !== "return") return false;
    const last = statement.values.at(-1);
    if (givesInstead(statement.values, scope)) return false;
    return last ? !isNil(last) : namesError(scope, at);
  };
  return then.some(givesOn) && isHandedOn(analysis, scope, seen);
}

function isHandedOn(analysis: Analysis, scope: Scope, seen: Seen): boolean {
  if (isCommandError(analysis, scope)) return true;
  const outer = outermostFunction(scope);
  if (seen.has(outer.node) || answersRequests(outer)) return false;
  seen.add(outer.node);
  const callers = [...callersOf(analysis, outer), ...listedCallsOf(analysis, outer)];
  return callers.some((caller) => endsProgram(analysis, caller, seen));
}
