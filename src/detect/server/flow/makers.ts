/** The calls and literals of other modules that make what an expression holds, such as a listener or a server. */
import type { Call, Composite, Expression } from "../go/ast.ts";
import { callersOf, givenToField } from "./callers.ts";
import type { Analysis } from "./context.ts";
import { lastMade } from "./nearest.ts";
import type { Scope } from "./program.ts";
import { calledFunction, typeOf } from "./type-of.ts";
import { findField, importOf, lookUp, structKey } from "./types.ts";

export interface Maker {
  readonly expression: Call | Composite;
  readonly scope: Scope;
}

const DEEPEST = 8;
/** A helper that more places call is no part of the way from one listener to its server. */
const MOST_CALLERS = 4;

/**
 * Follows variables, fields, parameters and functions of the program. A call of such a function counts as well as
 * what it gives back, and what wraps another, as `tls.NewListener(l, config)` and `mux.Match(...)` of cmux do, as
 * well as what is wrapped.
 */
export function makersOf(
  analysis: Analysis,
  expression: Expression | null | undefined,
  scope: Scope,
): readonly Maker[] {
  return behind(analysis, expression, scope, 0, 0, []);
}

/** Which parameter of its function the value is, if any: `func Chain(h http.Handler) http.Handler { return h }`. */
function parameterIndex(value: Expression | undefined, scope: Scope): number {
  const { node } = scope;
  if (value?.kind !== "name" || node?.kind !== "declaration" || !lookUp(value.name, scope)?.parameter)
    return -1;
  return node.parameters.findIndex(({ name }) => name === value.name);
}

/**
 * @param result which of several results of a call
 * @param seen what has been followed, by that: another way to it leads to the same makers
 */
function behind(
  analysis: Analysis,
  expression: Expression | null | undefined,
  scope: Scope,
  result: number,
  depth: number,
  seen: Set<Expression>[],
): readonly Maker[] {
  if (!expression || depth > DEEPEST || seen[result]?.has(expression)) return [];
  seen[result] = (seen[result] ?? new Set()).add(expression);
  const follow = (inner: Expression | null | undefined, where: Scope, index = 0) =>
    behind(analysis, inner, where, index, depth + 1, seen);
  switch (expression.kind) {
    case "unary":
      return follow(expression.operand, scope);
    case "index":
      return follow(expression.base, scope);
    case "composite": {
      const wrapped = expression.elements.find(
        ({ key }) => key?.kind === "name" && /listener/i.test(key.name),
      );
      return [{ expression, scope }, ...follow(wrapped?.value, scope)];
    }
    case "call": {
      const { callee, args } = expression;
      if (callee.kind === "name" && callee.name === "append")
        return args.flatMap((one) => follow(one, scope));
      const called = calledFunction(analysis.program, callee, scope);
      if (called) {
        const returned = called.scope.returns.flatMap((values) => {
          const value = values[result];
          const index = parameterIndex(value, called.scope);
          return index < 0 ? follow(value, called.scope) : follow(args[index], scope);
        });
        return [{ expression, scope }, ...returned];
      }
      const base =
        callee.kind === "selector" && importOf(callee.base, scope) === null ? callee.base : undefined;
      return [{ expression, scope }, ...follow(base, scope), ...follow(args[0], scope)];
    }
    case "name": {
      const found = lookUp(expression.name, scope);
      if (!found) return [];
      const defined = lastMade(found.definitions, expression.at).flatMap((one) =>
        one.value ? follow(one.value, one.scope, one.result) : [],
      );
      const { node } = found.scope;
      if (!found.parameter || node?.kind !== "declaration") return defined;
      const index = node.parameters.findIndex(({ name }) => name === expression.name);
      const callers = callersOf(analysis, found.scope);
      const given = callers.length > MOST_CALLERS ? [] : callers;
      return [...defined, ...given.flatMap(({ call, scope: where }) => follow(call.args[index], where))];
    }
    case "selector": {
      const { program } = analysis;
      const path = importOf(expression.base, scope);
      if (path !== null) {
        const definitions = program.packages.get(path)?.values.get(expression.name) ?? [];
        return definitions.flatMap((one) => follow(one.value, one.scope, one.result));
      }
      const type = typeOf(program, expression.base, scope);
      const key = type && structKey(program, type);
      const owner = key ? findField(program, key, expression.name)?.owner : null;
      return owner
        ? givenToField(analysis, owner, expression.name).flatMap((one) =>
            follow(one.value, one.scope, one.result),
          )
        : [];
    }
    default:
      return [];
  }
}
