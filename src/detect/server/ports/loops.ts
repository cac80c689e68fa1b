/** Addresses that a loop listens on one after the other. */

import { callOfLiteral } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { type Element, listed, rangedList } from "../flow/literals.ts";
import type { Scope } from "../flow/program.ts";
import { findField, lookUp, structKey } from "../flow/types.ts";
import type { Value } from "../flow/value.ts";
import { eachExpression } from "../flow/walk.ts";
import type { Composite, Expression, Name, Selector } from "../go/ast.ts";
import { parseAddress } from "./address.ts";

/** `for addr := range servers`: the map whose keys a variable stands for. */
function rangedKeys(expression: Expression, scope: Scope): Ranged | null {
  const found = expression.kind === "name" ? lookUp(expression.name, scope) : null;
  const [only, ...others] = found?.definitions ?? [];
  if (only?.value?.kind !== "key" || others.length > 0) return null;
  return { expression: only.value.base, scope: only.scope, keys: true };
}

/** What a loop runs through, also where `func(addr string) { ... }(addr)` is given its variable. */
function turnsOf(analysis: Analysis, expression: Expression, scope: Scope): Ranged | null {
  const found = expression.kind === "name" ? lookUp(expression.name, scope) : null;
  const node = found?.parameter ? found.scope.node : null;
  if (!found?.parameter || !node) return rangedList(expression, scope) ?? rangedKeys(expression, scope);
  const site = callOfLiteral(analysis.program, node);
  const argument = site?.call.args[node.parameters.indexOf(found.parameter)];
  return site && argument ? turnsOf(analysis, argument, site.scope) : null;
}

/** The keys of a map of literals. */
function keysIn(map: Expression, scope: Scope): Element[] {
  if (map.kind === "composite")
    return map.elements.flatMap(({ key }) => (key ? [{ expression: key, scope }] : []));
  const [only, ...others] = map.kind === "name" ? (lookUp(map.name, scope)?.definitions ?? []) : [];
  return only?.value?.kind === "composite" && others.length === 0 ? keysIn(only.value, only.scope) : [];
}

interface Ranged extends Element {
  /** Of a map, and the variable stands for its keys. */
  readonly keys?: boolean;
}

/** The part of an address that differs from turn to turn: the loop's variable, or a field of it. */
interface Part {
  readonly expression: Name | Selector;
  readonly list: Ranged;
}

function partIn(analysis: Analysis, argument: Expression, scope: Scope): Part | null {
  const parts: Part[] = [];
  eachExpression(argument, (inner) => {
    const expression = inner.kind === "name" || inner.kind === "selector" ? inner : null;
    const variable = expression?.kind === "selector" ? expression.base : expression;
    const list = variable?.kind === "name" ? turnsOf(analysis, variable, scope) : null;
    if (expression && list) parts.push({ expression, list });
    return list === null;
  });
  const [only, ...others] = parts;
  return only && others.length === 0 ? only : null;
}

/** The field of a literal, by its name or by its place in the struct that the list is of. */
function fieldOf(analysis: Analysis, literal: Composite, name: string, { list }: Part): Expression | null {
  const named = literal.elements.find(({ key }) => key?.kind === "name" && key.name === name);
  if (named) return named.value;
  if (literal.elements.some(({ key }) => key !== null)) return null;
  const whole = list.expression.kind === "composite" ? list.expression.type : null;
  const element = whole?.kind === "container" ? whole.element : null;
  const key = element && structKey(analysis.program, { expression: element, file: list.scope.file });
  const fields = (key && analysis.program.structs.get(key)) || [];
  const place =
    key && findField(analysis.program, key, name) ? fields.findIndex((one) => one.field.name === name) : -1;
  return literal.elements[place]?.value ?? null;
}

/** The value of each turn; empty where the code does not show an address for every one of them. */
export function addressesInTurn(analysis: Analysis, argument: Expression, scope: Scope): readonly Value[] {
  const part = partIn(analysis, argument, scope);
  if (!part) return [];
  const { expression, list } = part;
  const elements = (list.keys ? keysIn : listed)(list.expression, list.scope);
  const parts = elements.flatMap((one) => {
    const literal = one.expression.kind === "unary" ? one.expression.operand : one.expression;
    if (expression.kind === "name") return valueIn(analysis, one.expression, one.scope) ?? [];
    const field = literal.kind === "composite" ? fieldOf(analysis, literal, expression.name, part) : null;
    return valueIn(analysis, field, one.scope) ?? [];
  });
  const values = expression === argument ? parts : around(valueIn(analysis, argument, scope), parts);
  const all = values.length === elements.length && values.every(({ text }) => parseAddress(text) !== null);
  return all ? values : [];
}

/** `fmt.Sprintf(":%d", port)` of each: what stands around the first stands around the others. */
function around(whole: Value | null, [first, ...others]: readonly Value[]): readonly Value[] {
  if (!whole || !first || first.text === "" || whole.text.split(first.text).length !== 2) return [];
  return [whole, ...others.map((one) => ({ ...whole, text: whole.text.replace(first.text, one.text) }))];
}
