/** What a loop's variable stands for in its turns. */

import type { Call, Composite, Element, Expression, Index, Name } from "../go/ast.ts";
import { callersOf } from "./callers.ts";
import type { Analysis } from "./context.ts";
import { textOf } from "./evaluate.ts";
import { givenInLiteral } from "./instances.ts";
import { literalOf, siteOf } from "./literals.ts";
import { lastName, type Scope } from "./program.ts";
import { calledFunction, typeOf } from "./type-of.ts";
import { lookUp, structKey } from "./types.ts";

/** One of what a loop runs through. */
export interface Row extends Element {
  readonly scope: Scope;
}

/** A loop, by its variable. */
export interface Loop {
  readonly name: string;
  readonly rows: readonly Row[];
  /** The variable stands for the keys of a map. */
  readonly ofKeys: boolean;
  /** The struct that the variable is; null for another type, and where it is not in sight. */
  readonly struct: string | null;
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
    const isLast = index === node.parameters.length - 1;
    return callersOf(analysis, found.scope).flatMap(({ call, scope: where }) => {
      const rows = follow(call.args[index], where);
      // `names ...string`
      return rows.length > 0 || !isLast
        ? rows
        : call.args.slice(index).map((value) => ({ key: null, value, scope: where }));
    });
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
export function loopOf(analysis: Analysis, name: Name, scope: Scope): Loop | null {
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
  const mayBeKeys = value.kind === "index" && !value.second && struct === null;
  const ofKeys = value.kind === "key" || (mayBeKeys && rows.every(({ key }) => key !== null));
  return { name: name.name, rows, ofKeys, struct };
}

/** The variable of a loop that an expression is about. */
export function variableOf(expression: Expression | undefined): Name | null {
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
export function inTurn(
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

/** One round of a loop. */
export interface Turn {
  readonly loop: Loop;
  readonly row: Row;
}

/** An expression, and where it stands. */
interface Place {
  readonly expression: Expression;
  readonly scope: Scope;
  readonly turn: Turn;
}

/** `settings[name]` in a loop over names: what the literal of the map has under the name of the turn. */
function entriesInTurns(analysis: Analysis, { base, index }: Index, scope: Scope): readonly Place[] {
  const [by, ...others] = index;
  const map = others.length === 0 && by?.kind === "name" ? literalOf(analysis, base, scope) : null;
  const where = map && siteOf(analysis, map)?.scope;
  if (!map || !by || map.type?.kind !== "container") return [];
  return inTurns(analysis, by, scope).flatMap(({ expression, scope: from, turn }) => {
    const name = textOf(analysis, expression, from);
    const entry = map.elements.find(({ key }) => key && textOf(analysis, key, where ?? scope) === name);
    return name !== null && entry ? [{ expression: entry.value, scope: where ?? scope, turn }] : [];
  });
}

/** What an expression stands for in each turn of the loop around it; none where it is about no loop's variable. */
export function inTurns(analysis: Analysis, expression: Expression, scope: Scope): readonly Place[] {
  if (expression.kind === "index") return entriesInTurns(analysis, expression, scope);
  const variable = /^(name|selector)$/.test(expression.kind) ? variableOf(expression) : null;
  const loop = variable && loopOf(analysis, variable, scope);
  return (loop?.rows ?? []).flatMap((row) => {
    const meant = loop ? inTurn(analysis, loop, expression, row) : null;
    return loop && meant ? [{ expression: meant, scope: row.scope, turn: { loop, row } }] : [];
  });
}
