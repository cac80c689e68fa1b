/** What names and types mean, as far as declarations show it. */
import type { Expression, Name, Parameter } from "../go/ast.ts";
import { hides } from "./bindings.ts";
import type { Definition, FieldSite, NamedFunction, Package, Program, Scope, SourceFile } from "./program.ts";
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

/** The import path of the package whose function is called; null for methods and the program's own functions. */
export function packageOf(callee: Expression, scope: Scope): string | null {
  return callee.kind === "selector" ? importOf(callee.base, scope) : null;
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

/** What a name stands for that is given a value in one place alone. */
export function onlyValue({ name }: Name, scope: Scope): Expression | null {
  const [only, ...others] = lookUp(name, scope)?.definitions ?? [];
  return others.length === 0 ? (only?.value ?? null) : null;
}

/** `*T`, `&T` and instances of generic types count as T. */
export function bare(type: TypeAt): TypeAt {
  const { expression, file } = type;
  if (expression.kind === "unary") return bare({ expression: expression.operand, file });
  if (expression.kind === "index") return bare({ expression: expression.base, file });
  return type;
}

/** A text or a number: `var port string` starts out empty. */
export function isBasic(type: Expression | null): boolean {
  return type?.kind === "name" && /^(string|u?int(8|16|32|64)?)$/.test(type.name);
}

/** `error` as the type of a result. */
export function isErrorType(type: Expression | undefined): boolean {
  return type?.kind === "name" && type.name === "error";
}

/** Names that were told before: one text for all that look it up. */
const names = new WeakMap<Expression, string | null>();

/** Import path and name: `net/http.Server`, `example.com/shop/config.Config`; null for a type without a name. */
export function typeName(type: TypeAt): string | null {
  const { expression, file } = bare(type);
  const known = names.get(expression);
  if (known !== undefined) return known;
  const name = qualified(expression, file);
  names.set(expression, name);
  return name;
}

function qualified(expression: Expression, file: SourceFile): string | null {
  if (expression.kind === "name") return `${file.package.importPath}.${expression.name}`;
  if (expression.kind !== "selector" || expression.base.kind !== "name") return null;
  const path = file.imports.get(expression.base.name);
  return path === undefined ? null : `${path}.${expression.name}`;
}

/** Import path and name of a named type. */
export function splitName(name: string): [path: string, name: string] {
  const dot = name.lastIndexOf(".");
  return [name.slice(0, dot), name.slice(dot + 1)];
}

/** Of an interface in reach the parser keeps nothing but its name. */
export function isInterface(program: Program, name: string): boolean {
  const [path, last] = splitName(name);
  return program.packages.get(path)?.types.get(last)?.declaration.type.kind === "unknown";
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

/** The type of what an index or a loop takes from a value; of `type Routes []Route` by its declaration. */
export function elementType(program: Program, type: TypeAt): TypeAt | null {
  const plain = bare(type);
  const [path, last] = splitName(typeName(plain) ?? "");
  const named = program.packages.get(path)?.types.get(last);
  const { expression, file } = named ? { expression: named.declaration.type, file: named.file } : plain;
  if (expression.kind !== "container") return null;
  const element = { expression: expression.element, file };
  // Where the name stands for interfaces, a type assertion may say more of what is taken.
  return named && isInterface(program, typeName(element) ?? "") ? null : element;
}

/** Names of the types that a struct embeds, at any depth: their methods are its own, unless it has one of that name. */
export function embeddedTypes(program: Program, name: string, depth = 0): readonly string[] {
  if (depth > 3) return [];
  return (program.structs.get(name) ?? []).flatMap(({ field, file }) => {
    const inner = field.embedded ? typeName({ expression: field.type, file }) : null;
    return inner === null ? [] : [inner, ...embeddedTypes(program, inner, depth + 1)];
  });
}

/** The function that a variable of the package stands for: `var serve = runServer`, so that tests can replace it. */
export function heldFunction({ values, functions }: Package, name: string): NamedFunction | null {
  const [only, ...others] = values.get(name) ?? [];
  const held = others.length === 0 && only?.value?.kind === "name" ? only.value.name : null;
  return held === null ? null : (functions.get(held) ?? null);
}
