/** Types, as far as declarations show them; no inference beyond one call. */
import type { Expression, Parameter } from "../go/ast.ts";
import { hides } from "./bindings.ts";
import { nearestFirst } from "./nearest.ts";
import type { Definition, FieldSite, NamedFunction, Program, Scope, SourceFile } from "./program.ts";
import { anonymousKey } from "./structs.ts";

/** A type expression and the file whose imports give its names a meaning. */
export interface TypeAt {
  readonly expression: Expression;
  readonly file: SourceFile;
}

const DEEPEST = 12;

/** The import path that a name stands for in a scope, unless something local hides it. */
export function importOf(expression: Expression, scope: Scope): string | null {
  if (expression.kind !== "name") return null;
  const path = scope.file.imports.get(expression.name);
  if (path === undefined) return null;
  for (let outer: Scope | null = scope; outer; outer = outer.parent) {
    if (outer.bindings.get(expression.name)?.some((one) => hides(one, expression))) return null;
    if (outer.node && parameterOf(outer, expression.name)) return null;
  }
  return path;
}

export function parameterOf(scope: Scope, name: string): Parameter | null {
  const { node } = scope;
  if (!node) return null;
  if (node.kind === "declaration" && node.receiver?.name === name) return node.receiver;
  return node.parameters.find((parameter) => parameter.name === name) ?? null;
}

/** What a name means in a scope: a parameter of one of the functions around it, or its definitions. */
export function lookUp(
  name: string,
  scope: Scope,
): {
  readonly parameter: Parameter | null;
  readonly definitions: readonly Definition[];
  readonly scope: Scope;
} | null {
  for (let outer: Scope | null = scope; outer; outer = outer.parent) {
    const definitions = outer.bindings.get(name) ?? [];
    const parameter = parameterOf(outer, name);
    if (parameter || definitions.length > 0) return { parameter, definitions, scope: outer };
  }
  const definitions = scope.file.package.values.get(name);
  return definitions ? { parameter: null, definitions, scope } : null;
}

/** `*T`, `&T` and instances of generic types count as T. */
function bare(type: TypeAt): TypeAt {
  const { expression, file } = type;
  if (expression.kind === "unary") return bare({ expression: expression.operand, file });
  if (expression.kind === "index") return bare({ expression: expression.base, file });
  return type;
}

/** Import path and name: `net/http.Server`, `example.com/shop/config.Config`; null for a type without a name. */
export function typeName(type: TypeAt): string | null {
  const { expression, file } = bare(type);
  if (expression.kind === "name") return `${file.package.importPath}.${expression.name}`;
  if (expression.kind !== "selector" || expression.base.kind !== "name") return null;
  const path = file.imports.get(expression.base.name);
  return path === undefined ? null : `${path}.${expression.name}`;
}

function splitName(name: string): [path: string, name: string] {
  const dot = name.lastIndexOf(".");
  return [name.slice(0, dot), name.slice(dot + 1)];
}

/** The key under which the program has the struct's fields; null when it is none in reach. */
export function structKey(program: Program, type: TypeAt, depth = 0): string | null {
  const { expression, file } = bare(type);
  if (expression.kind === "struct") return anonymousKey(file, expression.at);
  const name = typeName(type);
  if (name === null) return null;
  if (program.structs.has(name)) return name;
  const [path, last] = splitName(name);
  const named = program.packages.get(path)?.types.get(last);
  if (!named || depth > DEEPEST) return null;
  return structKey(program, { expression: named.declaration.type, file: named.file }, depth + 1);
}

/** A field of a struct or of one embedded in it. */
export function findField(program: Program, key: string, name: string, depth = 0): FieldSite | null {
  const fields = program.structs.get(key) ?? [];
  const direct = fields.find(({ field }) => field.name === name);
  if (direct || depth > 3) return direct ?? null;
  for (const { field, file } of fields) {
    if (!field.embedded) continue;
    const inner = structKey(program, { expression: field.type, file });
    const found = inner === null ? null : findField(program, inner, name, depth + 1);
    if (found) return found;
  }
  return null;
}

/** The function or method in reach that is called; for a method of unknown type the only one of that name. */
export function calledFunction(program: Program, callee: Expression, scope: Scope): NamedFunction | null {
  return functionCalled(program, callee, scope, receiverOf(program, callee, scope, 0));
}

/** The type of what a method is called on; null for other calls. */
function receiverOf(program: Program, callee: Expression, scope: Scope, depth: number): TypeAt | null {
  if (callee.kind === "index") return receiverOf(program, callee.base, scope, depth);
  if (callee.kind !== "selector" || importOf(callee.base, scope) !== null) return null;
  return typeOf(program, callee.base, scope, depth + 1);
}

function functionCalled(
  program: Program,
  callee: Expression,
  scope: Scope,
  receiver: TypeAt | null,
): NamedFunction | null {
  if (callee.kind === "index") return functionCalled(program, callee.base, scope, receiver);
  if (callee.kind === "name") return scope.file.package.functions.get(callee.name) ?? null;
  if (callee.kind !== "selector") return null;
  const path = importOf(callee.base, scope);
  if (path !== null) return program.packages.get(path)?.functions.get(callee.name) ?? null;
  const name = receiver && typeName(receiver);
  if (name !== null) return methodOf(program, name, callee.name);
  const sameName = program.methodsNamed(callee.name);
  return sameName.length === 1 ? (sameName[0] ?? null) : null;
}

function methodOf(program: Program, type: string, method: string, depth = 0): NamedFunction | null {
  const [path, last] = splitName(type);
  const direct = program.packages.get(path)?.methods.get(`${last}.${method}`);
  if (direct || depth > 3) return direct ?? null;
  for (const { field, file } of program.structs.get(type) ?? []) {
    if (!field.embedded) continue;
    const inner = typeName({ expression: field.type, file });
    const found = inner === null ? null : methodOf(program, inner, method, depth + 1);
    if (found) return found;
  }
  return null;
}

/** The type that declarations give an expression; null where they give none. */
export function typeOf(
  program: Program,
  expression: Expression,
  scope: Scope,
  depth = 0,
  result = 0,
): TypeAt | null {
  if (depth > DEEPEST) return null;
  switch (expression.kind) {
    case "unary":
      return typeOf(program, expression.operand, scope, depth + 1);
    case "composite":
      return expression.type ? { expression: expression.type, file: scope.file } : null;
    case "name": {
      const found = lookUp(expression.name, scope);
      if (!found) return null;
      if (found.parameter) return { expression: found.parameter.type, file: found.scope.file };
      for (const { type, value, scope: where, result: index } of nearestFirst(found, expression)) {
        const known = type
          ? { expression: type, file: where.file }
          : value && typeOf(program, value, where, depth + 1, index);
        if (known) return known;
      }
      return null;
    }
    case "index": {
      const type = typeOf(program, expression.base, scope, depth + 1);
      const inner = type && bare(type).expression;
      return inner?.kind === "container" && type ? { expression: inner.element, file: type.file } : null;
    }
    case "selector": {
      const path = importOf(expression.base, scope);
      if (path !== null) return typeOfValue(program, path, expression.name, depth);
      const type = typeOf(program, expression.base, scope, depth + 1);
      const key = type && structKey(program, type);
      const site = key ? findField(program, key, expression.name) : null;
      if (site) return { expression: site.field.type, file: site.file };
      return type && memberOfOther(program, type, expression.name);
    }
    case "call":
      return typeOfCall(program, expression.callee, expression.args, scope, depth, result);
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

function typeOfValue(program: Program, path: string, name: string, depth: number): TypeAt | null {
  for (const { type, value, scope, result } of program.packages.get(path)?.values.get(name) ?? []) {
    const known = type
      ? { expression: type, file: scope.file }
      : value && typeOf(program, value, scope, depth + 1, result);
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
  depth: number,
  result: number,
): TypeAt | null {
  const [first] = args;
  if (callee.kind === "name" && callee.name === "new" && first)
    return { expression: first, file: scope.file };
  // Found once: the calls of a long chain would each double the work.
  const receiver = receiverOf(program, callee, scope, depth);
  const called = functionCalled(program, callee, scope, receiver);
  if (called) {
    const type = called.declaration.results[result]?.type;
    return type ? { expression: type, file: called.scope.file } : null;
  }
  if (callee.kind === "selector") {
    const held = receiver && callee.name === "Load" ? typeHeld(receiver) : null;
    if (held) return held;
    // A function of another module gives a type of another module, but for those that only unwrap an error.
    if (importOf(callee.base, scope) !== null) {
      const unwrapped =
        /^Must\d?$/.test(callee.name) && first ? typeOf(program, first, scope, depth + 1) : null;
      return unwrapped ?? { expression: { ...callee, name: `${callee.name}()` }, file: scope.file };
    }
    return receiver && memberOfOther(program, receiver, `${callee.name}()`);
  }
  // A conversion, `Config(x)`, or the generic `env.ParseAs[Config]()`.
  if (callee.kind === "index" && callee.index[0]) return { expression: callee.index[0], file: scope.file };
  const isType = callee.kind === "name" && scope.file.package.types.has(callee.name);
  return isType ? { expression: callee, file: scope.file } : null;
}
