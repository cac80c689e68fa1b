/** Whether the error of a call ends the program. */
import type { Expression, Name, Statement } from "../go/ast.ts";
import { callersOf } from "./callers.ts";
import type { Analysis } from "./context.ts";
import { isFatal } from "./fatal.ts";
import { listedCallsOf } from "./listed-calls.ts";
import { type CallSite, type Condition, isNil, lastName, outermostFunction, type Scope } from "./program.ts";
import { lookUp } from "./types.ts";

/** The error that a condition finds: `err != nil`, `os.IsNotExist(err)`, `errors.Is(err, os.ErrNotExist)`. */
function testedError(condition: Expression | null): Name | null {
  if (condition?.kind === "call") {
    const [first] = /^Is(NotExist)?$/.test(lastName(condition.callee)) ? condition.args : [];
    return first?.kind === "name" ? first : null;
  }
  if (condition?.kind !== "binary" || condition.operator !== "!=" || !isNil(condition.right)) return null;
  return condition.left.kind === "name" ? condition.left : null;
}

/** Whether the condition tests the error that this call gave, not one that came later. */
function tests({ statement, scope }: Condition, { call }: CallSite): boolean {
  const { condition, init } = statement;
  const error = testedError(condition);
  if (!error) return false;
  if (init?.kind === "assign") return init.values.includes(call);
  const before = (lookUp(error.name, scope)?.definitions ?? []).filter((one) => one.at < error.at);
  const last = before.reduce<(typeof before)[number] | null>(
    (best, one) => (best && best.at > one.at ? best : one),
    null,
  );
  return last?.value === call;
}

/** Functions whose errors were followed already: an error may be handed on through many, and in circles. */
type Seen = Set<Scope["node"]>;

/** Whether the error of this call ends the program, at once or in a function that calls this one. */
export function endsProgram(analysis: Analysis, site: CallSite, seen: Seen = new Set()): boolean {
  const { call, scope } = site;
  const returned = scope.returns.some((values) => values.at(-1) === call);
  return (
    (returned && isHandedOn(analysis, scope, seen)) ||
    (analysis.program.conditionsIn.get(scope.file) ?? []).some(
      (one) => tests(one, site) && ends(analysis, one.statement.then, one.scope, seen),
    )
  );
}

function ends(analysis: Analysis, then: readonly Statement[], scope: Scope, seen: Seen): boolean {
  if (isFatal(then, scope)) return true;
  const gives = then.some((statement) => {
    if (statement.kind !== "return") return false;
    const last = statement.values.at(-1);
    // A bare return gives the error that the function's result is named for.
    return last ? !isNil(last) : scope.node?.results.at(-1)?.name === "err";
  });
  return gives && isHandedOn(analysis, scope, seen);
}

function isHandedOn(analysis: Analysis, scope: Scope, seen: Seen): boolean {
  const outer = outermostFunction(scope);
  if (seen.has(outer.node)) return false;
  seen.add(outer.node);
  const callers = [...callersOf(analysis, outer), ...listedCallsOf(analysis, outer)];
  return callers.some((caller) => endsProgram(analysis, caller, seen));
}
