/** What the indexes hold, and how values come into them. */
import type { Expression, FunctionLiteral } from "../go/ast.ts";
import type {
  CallSite,
  Choice,
  CompositeSite,
  Condition,
  Definition,
  EntryValue,
  FieldSite,
  FieldValue,
  Guard,
  NamedFunction,
  Scope,
  SourceFile,
  SwitchSite,
} from "./program.ts";

export interface Indexes {
  readonly calls: Map<string, CallSite[]>;
  readonly composites: Map<string, CompositeSite[]>;
  readonly fieldValues: Map<string, FieldValue[]>;
  readonly entryValues: Map<string, EntryValue[]>;
  readonly conditions: Condition[];
  readonly conditionsIn: Map<SourceFile, Condition[]>;
  readonly switches: SwitchSite[];
  /** Those around the statement that is being read. */
  guards: readonly Guard[];
  /** Where what is being defined is over; null for what lasts to the end of its function. */
  until: number | null;
  readonly methods: Map<string, NamedFunction[]>;
  readonly literals: Map<FunctionLiteral, Scope>;
  readonly choices: Map<Expression, Choice>;
  readonly conditional: Map<Expression, readonly Guard[]>;
  readonly structs: Map<string, FieldSite[]>;
  readonly owners: Map<string, Set<string>>;
}

export function append<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}

function hasParameter(scope: Scope, name: string): boolean {
  const { node } = scope;
  if (!node) return false;
  if (node.kind === "declaration" && node.receiver?.name === name) return true;
  return node.parameters.some((parameter) => parameter.name === name);
}

/** A value for the variable of that name, in the scope that declares it. */
function assign(scope: Scope, name: string, definition: Definition): void {
  if (name === "_") return;
  for (let outer: Scope | null = scope; outer; outer = outer.parent) {
    const declared = outer.bindings.get(name);
    if (declared) {
      declared.push(definition);
      return;
    }
    if (hasParameter(outer, name)) {
      append(outer.bindings, name, definition);
      return;
    }
  }
  // A package may assign before the file that declares the variable is read.
  append(scope.file.package.values, name, definition);
}

/** Records what is assigned to a variable, a field or an entry of a map. */
export function give(
  indexes: Indexes,
  scope: Scope,
  target: Expression,
  value: Expression,
  result: number,
): void {
  if (target.kind === "unary") {
    give(indexes, scope, target.operand, value, result);
  } else if (target.kind === "name") {
    assign(scope, target.name, { value, result, type: null, scope, at: target.at });
  } else if (target.kind === "index") {
    const [key] = target.index;
    const name = target.base.kind === "name" || target.base.kind === "selector" ? target.base.name : "";
    if (key && name !== "")
      append(indexes.entryValues, name, { key, value, result, type: null, scope, at: target.at });
  } else if (target.kind === "selector") {
    const qualifies = target.base.kind === "name" && scope.file.imports.has(target.base.name);
    append(indexes.fieldValues, target.name, {
      type: null,
      base: target.base,
      value,
      result,
      scope,
    });
    const path =
      qualifies && target.base.kind === "name" ? scope.file.imports.get(target.base.name) : undefined;
    if (path !== undefined) {
      append(indexes.fieldValues, `${path}.${target.name}`, { type: null, base: null, value, result, scope });
    }
  }
}
