/** The types of expressions, as far as declarations show them; no inference beyond one call. */
import type { Expression } from "../go/ast.ts";
import { nearestFirst } from "./nearest.ts";
import type { NamedFunction, Program, Scope } from "./program.ts";
import {
  bare,
  elementType,
  embeddedTypes,
  findField,
  heldFunction,
  importOf,
  isInterface,
  lookUp,
  splitName,
  structKey,
  type TypeAt,
  typeName,
} from "./types.ts";

const DEEPEST = 12;

type Found = Map<number, TypeAt | null>;

/** The search for one type. */
interface Search {
  depth: number;
  /** How often it stopped short: what was found meanwhile holds for this search alone. */
  cuts: number;
  /** By expression and which of several results; null while it is looked at. */
  readonly seen: WeakMap<Expression, Found>;
}

function newSearch(): Search {
  return { depth: 0, cuts: 0, seen: new WeakMap() };
}

/** Types that were found before: of `x = x.Next()` again and again, each would lead to all others. */
const settled = new WeakMap<Expression, Found>();

function remember(
  types: WeakMap<Expression, Found>,
  expression: Expression,
  result: number,
  type: TypeAt | null,
): void {
  const found = types.get(expression);
  if (found) found.set(result, type);
  else types.set(expression, new Map([[result, type]]));
}

/** The function or method in reach that is called; for a method of unknown type the only one of that name. */
export function calledFunction(program: Program, callee: Expression, scope: Scope): NamedFunction | null {
  return functionCalled(program, callee, scope, receiverOf(program, callee, scope, newSearch()));
}

/** The type of what a method is called on; null for other calls. */
function receiverOf(program: Program, callee: Expression, scope: Scope, search: Search): TypeAt | null {
  if (callee.kind === "index") return receiverOf(program, callee.base, scope, search);
  if (callee.kind !== "selector" || importOf(callee.base, scope) !== null) return null;
  return find(program, callee.base, scope, search);
}

function functionCalled(
  program: Program,
  callee: Expression,
  scope: Scope,
  receiver: TypeAt | null,
): NamedFunction | null {
  if (callee.kind === "index") return functionCalled(program, callee.base, scope, receiver);
  if (callee.kind === "name")
    return scope.file.package.functions.get(callee.name) ?? heldFunction(scope.file.package, callee.name);
  if (callee.kind !== "selector") return null;
  const path = importOf(callee.base, scope);
  if (path !== null) return program.packages.get(path)?.functions.get(callee.name) ?? null;
  const name = receiver && typeName(receiver);
  const sameName = program.methodsNamed(callee.name);
  const only = sameName.length === 1 ? (sameName[0] ?? null) : null;
  if (name === null) return only;
  return methodOf(program, name, callee.name) ?? (isInterface(program, name) ? only : null);
}

function methodOf(program: Program, type: string, method: string): NamedFunction | null {
  const own = (name: string) => {
    const [path, last] = splitName(name);
    return program.packages.get(path)?.methods.get(`${last}.${method}`);
  };
  return own(type) ?? embeddedTypes(program, type).map(own).find(Boolean) ?? null;
}

/** Whether the method gives a struct of the program. */
function givesOwnStruct(program: Program, { declaration, scope }: NamedFunction): boolean {
  const [result, ...others] = declaration.results;
  return (
    result !== undefined &&
    others.length === 0 &&
    structKey(program, { expression: result.type, file: scope.file }) !== null
  );
}

/**
 * The only method of that name, for one of an interface in reach: whatever stands behind the interface, what the
 * method gives has the same type.
 */
function methodBehind(program: Program, callee: Expression, receiver: TypeAt | null): NamedFunction | null {
  const name = receiver && typeName(receiver);
  if (callee.kind !== "selector" || name === null || !isInterface(program, name)) return null;
  const methods = program.methodsNamed(callee.name);
  // A method that gives what another module declares is one for that module: `GetSocket() runtime.Socket`.
  const inSight = methods.length > 1 ? methods.filter((one) => givesOwnStruct(program, one)) : methods;
  const [only, ...others] = inSight;
  return only && others.length === 0 ? only : null;
}

/** The type that declarations give an expression; null where they give none. */
export function typeOf(program: Program, expression: Expression, scope: Scope): TypeAt | null {
  return find(program, expression, scope, newSearch());
}

function find(
  program: Program,
  expression: Expression,
  scope: Scope,
  search: Search,
  result = 0,
): TypeAt | null {
  const known = settled.get(expression)?.get(result);
  if (known !== undefined) return known;
  const seen = search.seen.get(expression)?.get(result);
  if (seen !== undefined || search.depth > DEEPEST) {
    search.cuts++;
    return seen ?? null;
  }
  remember(search.seen, expression, result, null);
  const { cuts } = search;
  search.depth++;
  const type = look(program, expression, scope, search, result);
  search.depth--;
  remember(search.seen, expression, result, type);
  if (search.cuts === cuts || search.depth === 0) remember(settled, expression, result, type);
  return type;
}

function look(
  program: Program,
  expression: Expression,
  scope: Scope,
  search: Search,
  result: number,
): TypeAt | null {
  switch (expression.kind) {
    case "unary":
      return find(program, expression.operand, scope, search);
    case "composite":
      return expression.type ? { expression: expression.type, file: scope.file } : null;
    case "name": {
      const found = lookUp(expression.name, scope);
      if (!found) return null;
      if (found.parameter) return { expression: found.parameter.type, file: found.scope.file };
      for (const { type, value, scope: where, result: index } of nearestFirst(found, expression)) {
        const known = type
          ? { expression: type, file: where.file }
          : value && find(program, value, where, search, index);
        if (known) return known;
      }
      return null;
    }
    case "index": {
      const type = find(program, expression.base, scope, search);
      return type && elementType(program, type);
    }
    case "selector": {
      const path = importOf(expression.base, scope);
      if (path !== null) return typeOfValue(program, path, expression.name, search);
      const type = find(program, expression.base, scope, search);
      const key = type && structKey(program, type);
      const site = key ? findField(program, key, expression.name) : null;
      if (site) return { expression: site.field.type, file: site.file };
      return type && memberOfOther(program, type, expression.name);
    }
    case "call":
      return typeOfCall(program, expression.callee, expression.args, scope, search, result);
    default:
      return null;
  }
}

/** What a field or method of another module's type gives is a type of another module: `request.Header`. */
function memberOfOther(program: Program, type: TypeAt, name: string): TypeAt | null {
  const { expression, file } = bare(type);
  if (expression.kind !== "selector" || expression.base.kind !== "name") return null;
  const path = file.imports.get(expression.base.name);
  if (path === undefined || program.packages.has(path)) return null;
  return { expression: { ...expression, name: `${expression.name}.${name}` }, file };
}

function typeOfValue(program: Program, path: string, name: string, search: Search): TypeAt | null {
  for (const { type, value, scope, result } of program.packages.get(path)?.values.get(name) ?? []) {
    const known = type
      ? { expression: type, file: scope.file }
      : value && find(program, value, scope, search, result);
    if (known) return known;
  }
  return null;
}

/** What an `atomic.Pointer[Config]` points to. */
function typeHeld(pointer: TypeAt): TypeAt | null {
  if (pointer.expression.kind !== "index" || typeName(pointer) !== "sync/atomic.Pointer") return null;
  const [held] = pointer.expression.index;
  return held ? { expression: held, file: pointer.file } : null;
}

function typeOfCall(
  program: Program,
  callee: Expression,
  args: readonly Expression[],
  scope: Scope,
  search: Search,
  result: number,
): TypeAt | null {
  const [first] = args;
  if (callee.kind === "name" && callee.name === "new" && first)
    return { expression: first, file: scope.file };
  // Found once: the calls of a long chain would each double the work.
  const receiver = receiverOf(program, callee, scope, search);
  const called = functionCalled(program, callee, scope, receiver) ?? methodBehind(program, callee, receiver);
  if (called) {
    const type = called.declaration.results[result]?.type;
    return type ? { expression: type, file: called.scope.file } : null;
  }
  if (callee.kind === "selector") {
    const held = receiver && callee.name === "Load" ? typeHeld(receiver) : null;
    if (held) return held;
    // A function of another module gives a type of another module, but for those that only unwrap an error.
    if (importOf(callee.base, scope) !== null) {
      const unwrapped = /^Must\d?$/.test(callee.name) && first ? find(program, first, scope, search) : null;
      return unwrapped ?? { expression: { ...callee, name: `${callee.name}()` }, file: scope.file };
    }
    return receiver && memberOfOther(program, receiver, `${callee.name}()`);
  }
  // A conversion, `Config(x)`, or the generic `env.ParseAs[Config]()`.
  if (callee.kind === "index" && callee.index[0]) return { expression: callee.index[0], file: scope.file };
  const isType = callee.kind === "name" && scope.file.package.types.has(callee.name);
  return isType ? { expression: callee, file: scope.file } : null;
}
