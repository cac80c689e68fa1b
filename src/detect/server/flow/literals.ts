/** The literal that an expression stands for, followed from where it is used. */

import type { Composite, Expression, Selector } from "../go/ast.ts";
import { callersOf, givenToSelected } from "./callers.ts";
import type { Analysis } from "./context.ts";
import { type CompositeSite, lastName, outermostFunction, type Scope } from "./program.ts";
import { calledFunction } from "./type-of.ts";
import { importOf, lookUp, onlyValue } from "./types.ts";

/** Functions that hand a command on, as deep as this. */
const DEEPEST = 3;

export function field(composite: Composite, ...names: string[]): Expression | undefined {
  return composite.elements.find(({ key }) => key !== null && names.includes(lastName(key)))?.value;
}

/** Where the literal stands, and of which type it is. */
export function siteOf({ program }: Analysis, literal: Composite): CompositeSite | undefined {
  return program.composites.get(lastName(literal.type))?.find(({ composite }) => composite === literal);
}

/** What was found before. */
const settled = new WeakMap<Expression, Composite | null>();

/** The literal that an expression stands for: a variable's, or that which a function gives back. */
export function literalOf(analysis: Analysis, expression: Expression, scope: Scope): Composite | null {
  const seen = new Set<Expression>();
  const found = follow(analysis, expression, scope, seen);
  if (found) settled.set(expression, found);
  // Where there is none behind an expression, there is none behind all that it led to.
  else for (const one of seen) settled.set(one, null);
  return found;
}

function follow(
  analysis: Analysis,
  expression: Expression,
  scope: Scope,
  seen: Set<Expression>,
): Composite | null {
  const known = settled.get(expression);
  if (known !== undefined) return known;
  // Variables that are given one another would lead in circles.
  if (seen.has(expression)) return null;
  seen.add(expression);
  switch (expression.kind) {
    case "composite":
      return expression;
    case "unary":
      return follow(analysis, expression.operand, scope, seen);
    case "name":
      for (const { value, scope: where } of lookUp(expression.name, scope)?.definitions ?? []) {
        const found = value && follow(analysis, value, where, seen);
        if (found) return found;
      }
      return null;
    case "selector": {
      const path = importOf(expression.base, scope);
      const definitions =
        path === null ? [] : (analysis.program.packages.get(path)?.values.get(expression.name) ?? []);
      for (const { value, scope: where } of definitions) {
        const found = value && follow(analysis, value, where, seen);
        if (found) return found;
      }
      return path === null ? fieldLiteral(analysis, expression, scope, seen) : null;
    }
    case "call": {
      const called = calledFunction(analysis.program, expression.callee, scope);
      for (const [returned] of called?.scope.returns ?? []) {
        const found = called && returned && follow(analysis, returned, called.scope, seen);
        if (found) return found;
        // What it was handed, and has only added to.
        const name = returned?.kind === "name" ? returned.name : null;
        const index = called?.declaration.parameters.findIndex((one) => one.name === name) ?? -1;
        const given = index < 0 ? undefined : expression.args[index];
        const handed = given && follow(analysis, given, scope, seen);
        if (handed) return handed;
      }
      return null;
    }
    default:
      return null;
  }
}

/** The literals that an expression stands for; those of a parameter are what the callers hand over. */
export function commandsBehind(
  analysis: Analysis,
  expression: Expression,
  scope: Scope,
  depth = 0,
): readonly Composite[] {
  const literal = literalOf(analysis, expression, scope);
  if (literal) return [literal];
  const around = outermostFunction(scope);
  const found = expression.kind === "name" ? lookUp(expression.name, scope) : null;
  if (!found?.parameter || found.scope !== around || depth >= DEEPEST) return [];
  const index = around.node?.parameters.indexOf(found.parameter) ?? -1;
  return callersOf(analysis, around).flatMap(({ call, scope: where }) => {
    const given = call.args[index];
    return given ? commandsBehind(analysis, given, where, depth + 1) : [];
  });
}

/** What the field of a struct is given: `&app{root: &cobra.Command{...}}`. */
function fieldLiteral(
  analysis: Analysis,
  selected: Selector,
  scope: Scope,
  seen: Set<Expression>,
): Composite | null {
  for (const { value, scope: where } of givenToSelected(analysis, selected, scope)) {
    const found = follow(analysis, value, where, seen);
    if (found) return found;
  }
  return null;
}

export interface Element {
  readonly expression: Expression;
  readonly scope: Scope;
}

/** What a function that a variable holds is called with: `add := func(c cli.Command) { all = append(all, c) }`. */
export function handedOver({ program }: Analysis, element: Element): readonly Element[] {
  const { expression, scope } = element;
  const found = expression.kind === "name" ? lookUp(expression.name, scope) : null;
  const { node, parent, file } = found?.scope ?? scope;
  if (!found?.parameter || node?.kind !== "function") return [element];
  const index = node.parameters.indexOf(found.parameter);
  const holders = [...(parent?.bindings ?? [])].filter(([, all]) => all.some(({ value }) => value === node));
  const calls = holders.flatMap(([name]) => program.calls.get(name) ?? []);
  return calls.flatMap(({ call, scope: where }) => {
    const given = call.callee.kind === "name" && where.file === file ? call.args[index] : undefined;
    return given ? [{ expression: given, scope: where }] : [];
  });
}

/** The elements of a list, also of a variable that is appended to. */
export function listed(list: Expression, scope: Scope, depth = 0): Element[] {
  if (depth > 4) return [];
  if (list.kind === "composite") return list.elements.map(({ value }) => ({ expression: value, scope }));
  if (list.kind === "call" && lastName(list.callee) === "append") {
    return list.args.slice(1).map((expression) => ({ expression, scope }));
  }
  if (list.kind !== "name") return [];
  return (lookUp(list.name, scope)?.definitions ?? []).flatMap(({ value, scope: where }) =>
    value ? listed(value, where, depth + 1) : [],
  );
}

/** The list that a loop's variable runs through; null for anything else. */
export function rangedList(expression: Expression, scope: Scope): Element | null {
  const found = expression.kind === "name" ? lookUp(expression.name, scope) : null;
  // `addr := addr` was how each turn of a loop got a variable of its own.
  const definitions = (found?.definitions ?? []).filter(
    ({ value }) => !(value?.kind === "name" && expression.kind === "name" && value.name === expression.name),
  );
  // Loops of one function may each have a variable of that name.
  const at = expression.kind === "name" ? expression.at : 0;
  const all = definitions.flatMap(({ value, scope: where, at: from }) =>
    value?.kind === "index" && value.index.length === 0
      ? [{ from, element: { expression: value.base, scope: where } }]
      : [],
  );
  const nearest = definitions.length > 1 ? all.findLast(({ from }) => from <= at) : all[0];
  return nearest && all.length === definitions.length ? nearest.element : null;
}

/** The elements that a loop's variable stands for in turn, also of a list that has a name. */
export function spread(argument: Expression, scope: Scope): readonly Expression[] {
  if (argument.kind !== "name") return [argument];
  const [definition] = lookUp(argument.name, scope)?.definitions ?? [];
  const value = definition?.value;
  if (value?.kind !== "index" || value.index.length > 0) return [argument];
  const list = value.base.kind === "name" ? onlyValue(value.base, scope) : value.base;
  return list?.kind === "composite" ? list.elements.map((element) => element.value) : [argument];
}
