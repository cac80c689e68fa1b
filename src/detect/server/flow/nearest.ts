import type { Expression, Name } from "../go/ast.ts";
import { type Definition, lastName, type Scope } from "./program.ts";
import { mentions, someExpression } from "./walk.ts";

/**
 * `if v := os.Getenv("A"); v != "" { ... }` defines v for its blocks alone: inside it is the only one that is
 * meant, with what is assigned to it there, and elsewhere none.
 */
export function visible(definitions: readonly Definition[], at: number): readonly Definition[] {
  if (definitions.length < 2 || at === Number.POSITIVE_INFINITY) return definitions;
  const passing = definitions.filter(({ until }) => until !== undefined);
  if (passing.length === 0) return definitions;
  const covers = ({ at: from, until }: Definition, place: number) => from <= place && place < (until ?? from);
  const inner = passing.findLast((one) => covers(one, at) && !isInValue(one, at));
  if (inner) return [inner, ...definitions.filter((one) => !one.defines && covers(inner, one.at))];
  const lasting = definitions.filter(
    (one) => one.until === undefined && (one.defines || !passing.some((outer) => covers(outer, one.at))),
  );
  return lasting.length > 0 ? lasting : definitions;
}

/** `if v := trim(v); ...`: what it is made of is the one outside. */
function isInValue({ value }: Definition, at: number): boolean {
  return someExpression(value, (inner) => inner.kind === "name" && inner.at === at);
}

/**
 * Blocks of one function may each have a variable of that name: of literals, the last one before its
 * use is meant. A loop's variable may hide another one for the length of the loop alone.
 */
export function nearestFirst(
  { definitions, scope }: { readonly definitions: readonly Definition[]; readonly scope: Scope },
  { name, at }: Name,
): readonly Definition[] {
  const [first] = definitions;
  if (definitions.length < 2 || !scope.bindings.has(name) || !isLiteral(first)) return definitions;
  const nearest = definitions.findLast((one) => one.at <= at);
  return nearest && isLiteral(nearest)
    ? [nearest, ...definitions.filter((one) => one !== nearest)]
    : definitions;
}

/**
 * `if v := os.Getenv("A"); v != "" {}` again and again: of variables that are all made by the same
 * call or by literals of one type, each in its block, the last one before its use is meant.
 */
export function lastMade(all: readonly Definition[], at: number): readonly Definition[] {
  const definitions = visible(all, at);
  const [first] = definitions;
  const maker = first && makerOf(first);
  if (definitions.length < 2 || !maker) return definitions;
  const alike = definitions.every((one) => one.defines && makerOf(one) === maker);
  const last = alike ? definitions.findLast((one) => one.at <= at) : undefined;
  return last ? [last] : definitions;
}

/** What makes the value: the call's name, or the literal's type. */
function makerOf({ value }: Definition): string | null {
  if (value?.kind === "call") return `${lastName(value.callee)}()`;
  const literal = value?.kind === "unary" ? value.operand : value;
  return literal?.kind === "composite" && literal.type ? lastName(literal.type) : null;
}

function isLiteral(definition: Definition | undefined): boolean {
  const value = definition?.value;
  return value?.kind === "composite" || (value?.kind === "unary" && value.operand.kind === "composite");
}

/** In `s = strings.ToLower(s)` the second s is what was assigned before. */
export function assignedBefore(
  definitions: readonly Definition[],
  name: string,
  at: number,
): readonly Definition[] {
  if (definitions.length < 2) return definitions;
  const uses = (inner: Expression) => inner.kind === "name" && inner.name === name && inner.at === at;
  const own = definitions.findIndex(({ value }) => someExpression(value, uses));
  return own > 0 ? definitions.slice(0, own) : definitions;
}

/** What was made of the variable itself before its use, `s = strings.ToLower(s)`, counts before what that was made of. */
export function builtFirst(
  definitions: readonly Definition[],
  name: string,
  at: number,
): readonly Definition[] {
  if (definitions.length < 2) return definitions;
  const isBuilt = (one: Definition) =>
    one.at <= at && one.value?.kind === "call" && mentions(one.value, name);
  const built = definitions.filter(isBuilt);
  return built.length === 0
    ? definitions
    : [...built.reverse(), ...definitions.filter((one) => !built.includes(one))];
}
