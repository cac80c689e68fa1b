/** Routes of a table that a loop registers one after the other: `for _, r := range routes { mux.HandleFunc(r.path, r.handler) }`. */
import { literalOf, siteOf } from "../arguments/literals.ts";
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { givenInLiteral } from "../flow/instances.ts";
import { type CallSite, type Guard, lastName, place, type Scope } from "../flow/program.ts";
import { calledFunction, typeOf } from "../flow/type-of.ts";
import { lookUp, structKey } from "../flow/types.ts";
import { chainedCalls } from "../flow/walk.ts";
import type { Call, Composite, Element, Expression, Name } from "../go/ast.ts";
import { methodOf, READS } from "./methods.ts";

/** One of what a loop runs through. */
interface Row extends Element {
  readonly scope: Scope;
}

/** A loop, by its variable. */
interface Loop {
  readonly name: string;
  readonly rows: readonly Row[];
  /** The variable stands for the keys of a map. */
  readonly ofKeys: boolean;
  /** The struct that the variable is; null for another type, and where it is not in sight. */
  readonly struct: string | null;
}

export interface LoopedPath {
  readonly text: string;
  readonly evidence: string;
  /** The conditions around the registration that are not about the row. */
  readonly guards: readonly Guard[];
}

const DEEPEST = 4;

/** The rows of a list or map: of a literal, of what is appended, and of what callers hand over. */
function rowsOf(analysis: Analysis, list: Expression, scope: Scope, depth = 0): readonly Row[] {
  if (depth > DEEPEST) return [];
  const follow = (inner: Expression | null | undefined, where: Scope) =>
    inner ? rowsOf(analysis, inner, where, depth + 1) : [];
  if (list.kind === "composite") return list.elements.map((element) => ({ ...element, scope }));
  if (list.kind === "call" && lastName(list.callee) === "append") {
    const [before, ...added] = list.args;
    // `all = append(all, one)` adds to what the other definitions give.
    const base = before?.kind === "name" ? [] : follow(before, scope);
    return [...base, ...added.map((value) => ({ key: null, value, scope }))];
  }
  if (list.kind === "call") return rowsGiven(analysis, list, scope, depth);
  if (list.kind === "name") {
    const found = lookUp(list.name, scope);
    const { node } = found?.scope ?? scope;
    if (!found?.parameter || !node)
      return (found?.definitions ?? []).flatMap(({ value, scope: where }) => follow(value, where));
    const index = node.parameters.indexOf(found.parameter);
    return callersOf(analysis, found.scope).flatMap(({ call, scope: where }) =>
      follow(call.args[index], where),
    );
  }
  const literal = literalOf(analysis, list, scope);
  return literal ? follow(literal, siteOf(analysis, literal)?.scope ?? scope) : [];
}

/** What a function gives; of a method of an interface, what each of that name gives. */
function rowsGiven(analysis: Analysis, { callee, args }: Call, scope: Scope, depth: number): readonly Row[] {
  const { program } = analysis;
  const called = calledFunction(program, callee, scope);
  const alike = callee.kind === "selector" && args.length === 0 ? program.methodsNamed(callee.name) : [];
  return (called ? [called] : alike).flatMap(({ scope: where }) =>
    where.returns.flatMap(([returned]) => (returned ? rowsOf(analysis, returned, where, depth + 1) : [])),
  );
}

/** The loop that a name is the variable of; null for other names, and where no row is in sight. */
function loopOf(analysis: Analysis, name: Name, scope: Scope): Loop | null {
  const { program } = analysis;
  const definitions = lookUp(name.name, scope)?.definitions ?? [];
  const { value, scope: where } = definitions.findLast(({ at }) => at <= name.at) ?? { value: null, scope };
  const base =
    value?.kind === "key" || (value?.kind === "index" && value.index.length === 0) ? value.base : null;
  const rows = base ? rowsOf(analysis, base, where) : [];
  if (!value || rows.length === 0) return null;
  const type = typeOf(program, name, scope);
  const struct = type && structKey(program, type);
  // A loop with one variable yields the keys of a map.
  const ofKeys = value.kind === "key" || (struct === null && rows.every(({ key }) => key !== null));
  return { name: name.name, rows, ofKeys, struct };
}

/** The variable of a loop that an expression is about. */
function variableOf(expression: Expression | undefined): Name | null {
  if (expression?.kind === "name") return expression;
  if (expression?.kind === "selector" && expression.base.kind === "name") return expression.base;
  return expression?.kind === "binary" ? (variableOf(expression.right) ?? variableOf(expression.left)) : null;
}

/** What a literal gives a field, by its name or by its place among the fields. */
function columnOf({ program }: Analysis, { struct }: Loop, literal: Composite, scope: Scope, name: string) {
  const { type } = literal;
  const own = type && structKey(program, { expression: type, file: scope.file });
  return givenInLiteral(program, literal, own ?? struct, name);
}

/** What an expression about the variable stands for in one turn. */
function inTurn(
  analysis: Analysis,
  loop: Loop,
  expression: Expression,
  { key, value, scope }: Row,
): Expression | null {
  if (expression.kind === "name" && expression.name === loop.name) return loop.ofKeys ? key : value;
  if (expression.kind !== "selector" || expression.base.kind !== "name" || expression.base.name !== loop.name)
    return null;
  const literal = value.kind === "unary" ? value.operand : value;
  return literal.kind === "composite" ? columnOf(analysis, loop, literal, scope, expression.name) : null;
}

/** The text of an expression in one turn, `r.Method + " " + r.Path`; null where a part is not in sight. */
function textInTurn(
  analysis: Analysis,
  loop: Loop,
  expression: Expression,
  row: Row,
  scope: Scope,
): string | null {
  if (expression.kind === "binary" && expression.operator === "+") {
    const parts = [expression.left, expression.right].map((side) =>
      textInTurn(analysis, loop, side, row, scope),
    );
    return parts.includes(null) ? null : parts.join("");
  }
  const meant = inTurn(analysis, loop, expression, row);
  if (!meant) return variableOf(expression)?.name === loop.name ? null : textOf(analysis, expression, scope);
  return methodOf(analysis, meant, row.scope) ?? textOf(analysis, meant, row.scope);
}

/** Arguments of `Methods` before and behind the registration in one chain of calls. */
function chainedMethods({ program }: Analysis, call: Call): readonly Expression[] {
  const before = chainedCalls(call).filter(({ callee }) => lastName(callee) === "Methods");
  const behind = (program.calls.get("Methods") ?? []).filter((site) =>
    chainedCalls(site.call).includes(call),
  );
  return [...before, ...behind.map((site) => site.call)].flatMap(({ args }) => args);
}

/** `case "GET":` of a switch over the method of the row, or null for a condition that is not about the row. */
function holdsInTurn(
  analysis: Analysis,
  loop: Loop,
  row: Row,
  { condition, negated, scope }: Guard,
): boolean | null {
  if (condition.kind !== "binary" || condition.operator !== "==") return null;
  if (variableOf(condition.left)?.name !== loop.name) return null;
  const [own, wanted] = [condition.left, condition.right].map((side) =>
    textInTurn(analysis, loop, side, row, scope),
  );
  return own === null || wanted === null || (own === wanted) !== negated;
}

/**
 * The paths that a call registers for GET in the turns of a loop around it.
 * @returns null where it stands in none whose table is in sight
 */
export function loopedPaths(analysis: Analysis, site: CallSite): readonly LoopedPath[] | null {
  const { call, scope } = site;
  const variable = call.args
    .slice(0, 2)
    .map(variableOf)
    .find((one) => one !== null);
  const loop = variable ? loopOf(analysis, variable, scope) : null;
  if (!loop) return null;
  const methods = chainedMethods(analysis, call);
  const turns = loop.rows.flatMap((row) => {
    const texts = [...methods, ...call.args.slice(0, 2)].map((one) =>
      textInTurn(analysis, loop, one, row, scope),
    );
    const path = texts.find((text) => text?.includes("/"));
    return path ? [{ row, path, texts }] : [];
  });
  if (turns.length === 0) return null;
  return turns.flatMap(({ row, path, texts }) => {
    const asked = texts.filter((text) => text !== null && /^[A-Za-z*]+$/.test(text));
    if (asked.some((method) => method !== null && !READS.test(method))) return [];
    const held = site.guards.map((guard) => holdsInTurn(analysis, loop, row, guard));
    if (held.includes(false)) return [];
    const guards = site.guards.filter((_, index) => held[index] === null);
    return [{ text: path, evidence: place(row.scope.file, row.value.at), guards }];
  });
}
