/** Methods behind interfaces: `New(&envConfig{})` shows which `Port` is meant by `cfg.Port()` of what New makes. */
import type { Expression, Selector } from "../go/ast.ts";
import { callersOf, givenToSelected } from "./callers.ts";
import type { Analysis } from "./context.ts";
import type { NamedFunction, Scope } from "./program.ts";
import { calledFunction, typeOf } from "./type-of.ts";
import { importOf, isInterface, lookUp, typeName } from "./types.ts";

interface Held {
  readonly expression: Expression;
  readonly scope: Scope;
}

/** Fields and parameters that hand a value on, as far as this. */
const DEEPEST = 4;
/** More places than this hand over values of many types, as those of a tree. */
const MOST = 8;

/** Whether the value is one of an interface in reach. */
export function isOfInterface({ program }: Analysis, { expression, scope }: Held): boolean {
  const type = typeOf(program, expression, scope);
  const name = type && typeName(type);
  return name !== null && isInterface(program, name);
}

/** What the code gives the variable, parameter or field, and what a function gives back. */
function givenTo(analysis: Analysis, { expression, scope }: Held): readonly Held[] {
  if (expression.kind === "call") {
    const called = calledFunction(analysis.program, expression.callee, scope);
    return (called?.scope.returns ?? []).flatMap(([value]) =>
      called && value ? [{ expression: value, scope: called.scope }] : [],
    );
  }
  if (expression.kind === "selector") {
    if (importOf(expression.base, scope) !== null) return [];
    const given = givenToSelected(analysis, expression, scope);
    return given.map(({ value, scope: where }) => ({ expression: value, scope: where }));
  }
  const found = expression.kind === "name" ? lookUp(expression.name, scope) : null;
  if (!found) return [];
  const { node } = found.scope;
  if (!found.parameter || !node)
    return found.definitions.flatMap(({ value, scope: where }) =>
      value ? [{ expression: value, scope: where }] : [],
    );
  const index = node.parameters.indexOf(found.parameter);
  return callersOf(analysis, found.scope).flatMap(({ call, scope: where }) => {
    const argument = call.args[index];
    return argument ? [{ expression: argument, scope: where }] : [];
  });
}

/** What is no interface behind a value of one. */
function concrete(analysis: Analysis, held: Held, depth = 0): readonly Held[] {
  if (!isOfInterface(analysis, held)) return [held];
  const given = depth < DEEPEST ? givenTo(analysis, held) : [];
  return given.length > MOST ? [] : given.flatMap((inner) => concrete(analysis, inner, depth + 1));
}

function found(analysis: Analysis, callee: Selector, scope: Scope): NamedFunction | null {
  const held = { expression: callee.base, scope };
  if (importOf(callee.base, scope) !== null || !isOfInterface(analysis, held)) return null;
  const methods = concrete(analysis, held).flatMap(
    ({ expression, scope: where }) =>
      calledFunction(analysis.program, { ...callee, base: expression }, where) ?? [],
  );
  const [only, ...others] = new Set(methods);
  return only && others.length === 0 ? only : null;
}

/** The one method that a call through an interface comes to; null for other calls, and where several may be meant. */
export function implementation(analysis: Analysis, callee: Expression, scope: Scope): NamedFunction | null {
  if (callee.kind !== "selector") return null;
  const { implementations } = analysis.memo;
  const known = implementations.get(callee);
  if (known !== undefined) return known;
  const method = found(analysis, callee, scope);
  implementations.set(callee, method);
  return method;
}
