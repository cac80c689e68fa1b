/** Reads function bodies into the program's indexes. */
import type {
  Call,
  Composite,
  Expression,
  FunctionDeclaration,
  FunctionLiteral,
  Statement,
} from "../go/ast.ts";
import {
  type CallSite,
  type CompositeSite,
  type Condition,
  type Definition,
  type FieldSite,
  type FieldValue,
  type Guard,
  lastName,
  type NamedFunction,
  type Scope,
  type SourceFile,
  type SwitchSite,
} from "./program.ts";
import { recordFields, recordStruct } from "./structs.ts";

export interface Indexes {
  readonly calls: Map<string, CallSite[]>;
  readonly composites: Map<string, CompositeSite[]>;
  readonly fieldValues: Map<string, FieldValue[]>;
  readonly conditions: Condition[];
  readonly switches: SwitchSite[];
  /** Those around the statement that is being read. */
  guards: readonly Guard[];
  readonly methods: Map<string, NamedFunction[]>;
  readonly literals: Map<FunctionLiteral, Scope>;
  readonly structs: Map<string, FieldSite[]>;
}

/** `flag.StringVar(&x, ...)` and its kin of every type and flag package give x its value. */
const BINDS_FLAG = /^(String|Int|Int32|Int64|Uint|Uint16|Uint32|Uint64|Duration|StringSlice|TCP|IP)VarP?$/;

/** `parseInt(&c.Port, "APP_PORT")`: a helper that fills a field from a variable. */
function mayBindVariable({ args }: Call): boolean {
  const [first, second] = args;
  if (first?.kind !== "unary" || first.operator !== "&" || first.operand.kind !== "selector") return false;
  return second?.kind === "string"
    ? /^[A-Z][A-Z0-9_]+$/.test(second.value)
    : second?.kind === "name" || second?.kind === "selector";
}

export function append<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}

export function newScope(
  file: SourceFile,
  node: FunctionDeclaration | FunctionLiteral | null,
  parent: Scope | null,
  handedTo: CallSite | null = null,
  fieldOf: Composite | null = null,
): Scope {
  return { file, node, parent, bindings: new Map(), returns: [], handedTo, fieldOf };
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

function give(indexes: Indexes, scope: Scope, target: Expression, value: Expression, result: number): void {
  if (target.kind === "unary") {
    give(indexes, scope, target.operand, value, result);
  } else if (target.kind === "name") {
    assign(scope, target.name, { value, result, type: null, scope, at: target.at });
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

function indexComposite(indexes: Indexes, scope: Scope, composite: Composite, type: Expression | null): void {
  append(indexes.composites, lastName(type), { composite, type, scope, guards: indexes.guards });
  const elementType = type?.kind === "container" ? type.element : null;
  for (const { key, value } of composite.elements) {
    if (key?.kind === "name") {
      append(indexes.fieldValues, key.name, { type, base: null, value, result: 0, scope });
      // urfave/cli: the flag writes to the variable.
      if (key.name === "Destination") give(indexes, scope, value, composite, 0);
    } else if (key) {
      indexExpression(indexes, scope, key);
    }
    if (value.kind === "composite" && !value.type) indexComposite(indexes, scope, value, elementType);
    else indexExpression(indexes, scope, value, null, composite);
  }
}

function indexExpression(
  indexes: Indexes,
  scope: Scope,
  expression: Expression | null,
  handedTo: CallSite | null = null,
  fieldOf: Composite | null = null,
): void {
  if (!expression) return;
  switch (expression.kind) {
    case "call": {
      const name = lastName(expression.callee);
      const site = { call: expression, scope, guards: indexes.guards };
      append(indexes.calls, name, site);
      const [first] = expression.args;
      if (first?.kind === "unary" && (BINDS_FLAG.test(name) || mayBindVariable(expression)))
        give(indexes, scope, first, expression, 0);
      indexExpression(indexes, scope, expression.callee);
      for (const argument of expression.args) indexExpression(indexes, scope, argument, site);
      break;
    }
    case "composite":
      recordStruct(indexes.structs, expression.type, scope.file);
      indexComposite(indexes, scope, expression, expression.type);
      break;
    case "function": {
      const inner = newScope(scope.file, expression, scope, handedTo, fieldOf);
      indexes.literals.set(expression, inner);
      indexFunction(indexes, inner, expression.body);
      break;
    }
    case "selector":
      indexExpression(indexes, scope, expression.base);
      break;
    case "index":
      indexExpression(indexes, scope, expression.base);
      for (const index of expression.index) indexExpression(indexes, scope, index);
      break;
    case "unary":
      indexExpression(indexes, scope, expression.operand, handedTo);
      break;
    case "binary":
      indexExpression(indexes, scope, expression.left);
      indexExpression(indexes, scope, expression.right);
      break;
    default:
  }
}

/** Pairs what stands left and right of an assignment; several targets may share one call. */
function pairs<Target>(targets: readonly Target[], values: readonly Expression[]) {
  const shared = values.length === 1 && targets.length > 1;
  return targets.map((target, index) => ({
    target,
    value: (shared ? values[0] : values[index]) ?? null,
    result: shared ? index : 0,
  }));
}

/** `runtime.GOOS == "windows"` and its kin: containers run linux. */
function isElsewhere(condition: Expression | null, negated: boolean): boolean {
  if (condition?.kind !== "binary") return false;
  const { operator, left, right } = condition;
  if (operator === "&&" && !negated) return isElsewhere(left, false) || isElsewhere(right, false);
  if (!isSystemName(left) || right.kind !== "string") return false;
  const holds =
    operator === "==" ? right.value === "linux" : operator === "!=" ? right.value !== "linux" : null;
  return holds !== null && holds === negated;
}

function isSystemName(expression: Expression): boolean {
  return (
    expression.kind === "selector" &&
    expression.name === "GOOS" &&
    expression.base.kind === "name" &&
    expression.base.name === "runtime"
  );
}

function guarded(
  indexes: Indexes,
  scope: Scope,
  condition: Expression | null,
  negated: boolean,
  body: readonly Statement[],
): void {
  if (isElsewhere(condition, negated)) return;
  const before = indexes.guards;
  if (condition) indexes.guards = [...before, { condition, negated, scope }];
  for (const statement of body) indexStatement(indexes, scope, statement);
  indexes.guards = before;
}

function indexStatement(indexes: Indexes, scope: Scope, statement: Statement): void {
  switch (statement.kind) {
    case "assign":
      for (const { target, value, result } of pairs(statement.targets, statement.values)) {
        if (!value) continue;
        if (statement.define && target.kind === "name" && target.name !== "_") {
          append(scope.bindings, target.name, { value, result, type: null, scope, at: target.at });
        } else {
          give(indexes, scope, target, value, result);
        }
      }
      for (const value of statement.values) indexExpression(indexes, scope, value);
      break;
    case "declare":
      recordStruct(indexes.structs, statement.type, scope.file);
      for (const { target, value, result } of pairs(statement.names, statement.values)) {
        append(scope.bindings, target.name, { value, result, type: statement.type, scope, at: target.at });
      }
      for (const value of statement.values) indexExpression(indexes, scope, value);
      break;
    case "expression":
      indexExpression(indexes, scope, statement.value);
      break;
    case "if":
      indexes.conditions.push({ statement, scope, guards: indexes.guards });
      if (statement.init) indexStatement(indexes, scope, statement.init);
      indexExpression(indexes, scope, statement.condition);
      guarded(indexes, scope, statement.condition, false, statement.then);
      guarded(indexes, scope, statement.condition, true, statement.otherwise);
      break;
    case "block":
      for (const inner of statement.body) indexStatement(indexes, scope, inner);
      break;
    case "switch":
      indexes.switches.push({ statement, scope });
      for (const inner of statement.header) indexStatement(indexes, scope, inner);
      for (const { values, body } of statement.cases) {
        const tag = statement.header.at(-1);
        const systems = tag?.kind === "expression" && isSystemName(tag.value) ? values : [];
        if (systems.length > 0 && !systems.some((one) => one.kind === "string" && one.value === "linux"))
          continue;
        for (const value of values) indexExpression(indexes, scope, value);
        for (const inner of body) indexStatement(indexes, scope, inner);
      }
      break;
    case "type": {
      const { name, type } = statement;
      const { importPath, types } = scope.file.package;
      if (types.has(name)) break;
      types.set(name, { declaration: statement, file: scope.file });
      if (type.kind === "struct")
        recordFields(indexes.structs, `${importPath}.${name}`, type.fields, scope.file);
      break;
    }
    case "return":
      scope.returns.push(statement.values);
      for (const value of statement.values) indexExpression(indexes, scope, value);
      break;
    default:
  }
}

export function indexFunction(indexes: Indexes, scope: Scope, body: readonly Statement[]): void {
  for (const { name, type } of scope.node?.results ?? []) {
    if (name) append(scope.bindings, name, { value: null, result: 0, type, scope, at: 0 });
  }
  for (const statement of body) indexStatement(indexes, scope, statement);
}

/** An expression at package level. */
export function indexValue(indexes: Indexes, scope: Scope, value: Expression): void {
  indexExpression(indexes, scope, value);
}
