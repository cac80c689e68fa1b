/** Conditions that find the error of a call. */
import type { Call, Expression, Name, Statement } from "../go/ast.ts";
import {
  type CallSite,
  type Condition,
  type Definition,
  isNil,
  isZero,
  lastName,
  type Scope,
} from "./program.ts";
import { lookUp } from "./types.ts";

/** The error that a condition finds: `err != nil || n < 1`, `os.IsNotExist(err)`, `errors.Is(err, os.ErrNotExist)`. */
function testedError(condition: Expression | null): Name | null {
  if (condition?.kind === "call") {
    const [first] = /^Is(NotExist)?$/.test(lastName(condition.callee)) ? condition.args : [];
    return first?.kind === "name" ? first : null;
  }
  if (condition?.kind !== "binary") return null;
  if (condition.operator === "||") return testedError(condition.left) ?? testedError(condition.right);
  // `err != nil && os.IsNotExist(err)` is the second alone; what something else decides as well does not find it.
  if (condition.operator === "&&") return isOfMissing(condition) ? testedError(condition.right) : null;
  if (condition.operator !== "!=" || !isNil(condition.right)) return null;
  return condition.left.kind === "name" ? condition.left : null;
}

/** `err != nil`: code under it runs only where a call failed. */
export function findsFailure(condition: Expression): boolean {
  return condition.kind === "binary" && /^err|Err$/.test(testedError(condition)?.name ?? "");
}

/** `errors.Is(err, os.ErrNotExist)`, `os.IsNotExist(err)`, also behind `err != nil`: what was to be read is not there. */
export function isOfMissing(condition: Expression | null): boolean {
  if (condition?.kind === "binary" && condition.operator === "&&")
    return testedError(condition.left) !== null && isOfMissing(condition.right);
  if (condition?.kind !== "call") return false;
  const { callee, args } = condition;
  return (
    lastName(callee) === "IsNotExist" ||
    (lastName(callee) === "Is" && lastName(args[1] ?? null) === "ErrNotExist")
  );
}

/** The case of a switch without a tag that a missing file comes to. */
function caseOfMissing(statement: Statement): readonly Statement[] | null {
  if (statement.kind !== "switch" || statement.header.length > 0) return null;
  return statement.cases.find(({ values }) => values.some(isOfMissing))?.body ?? null;
}

/** Of statements behind a failed call those that a missing file comes to: `if os.IsNotExist(err) { return nil }` leaves. */
export function whereMissing(statements: readonly Statement[]): readonly Statement[] {
  const leads = (one: Statement) =>
    one.kind === "if" && isOfMissing(one.condition) ? one.then : caseOfMissing(one);
  const at = statements.findIndex((one) => leads(one)?.at(-1)?.kind === "return");
  const found = statements[at];
  return found ? [...statements.slice(0, at), ...(leads(found) ?? [])] : statements;
}

/**
 * `return writeDefaults()`, `return defaults, defaults.save()`: something else in place of what failed, and an error of
 * its own at most.
 */
export function givesInstead(values: readonly Expression[], { node }: Scope): boolean {
  const [first] = values;
  const last = values.at(-1);
  if (last?.kind !== "call" || (node?.results.length ?? 0) < 2) return false;
  if (first !== last && (!first || isZero(first) || isNil(first))) return false;
  const isError = (one: Expression) =>
    one.kind === "call" ? /^(New|Errorf|Wrapf?)$/.test(lastName(one.callee)) : /err$/i.test(lastName(one));
  return !/err|fail/i.test(lastName(last.callee)) && !last.args.some(isError);
}

/** Whether the condition tests the error that this call gave, not one that came later. */
export function tests({ statement, scope }: Condition, { call }: CallSite): boolean {
  const { condition, init } = statement;
  const error = testedError(condition);
  if (!error) return false;
  if (init?.kind === "assign") return init.values.includes(call);
  return isGivenBy(error, scope, call);
}

/** What gives the name its value before this place: one that the same function defines later hides nothing yet. */
function definitionsBefore({ name, at }: Name, scope: Scope): readonly Definition[] {
  for (let outer: Scope | null = scope; outer; outer = outer.parent) {
    const before = outer.bindings.get(name)?.filter((one) => one.at < at) ?? [];
    if (before.length > 0) return before;
    // `filepath.Walk(dir, func(path string, info os.FileInfo, err error) error { ... })` hands it one of its own.
    if (outer.node?.parameters.some((one) => one.name === name)) return [];
  }
  return (lookUp(name, scope)?.definitions ?? []).filter((one) => one.at < at);
}

/** Whether the call is what gave the name its value last. */
export function isGivenBy(name: Name, scope: Scope, call: Call): boolean {
  const before = definitionsBefore(name, scope);
  const last = before.reduce<(typeof before)[number] | null>(
    (best, one) => (best && best.at > one.at ? best : one),
    null,
  );
  return last?.value === call;
}
