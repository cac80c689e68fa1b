/** Reads function bodies into the program's indexes. */
import type {
  Composite,
  Expression,
  FunctionDeclaration,
  FunctionLiteral,
  Name,
  Statement,
} from "../go/ast.ts";
import { append, give, type Indexes } from "./assign.ts";
import { bindsFirst } from "./bindings.ts";
import { caseGuards, earlyGuard } from "./branches.ts";
import { recordChoices } from "./choices.ts";
import { recordConditions } from "./conditional.ts";
import { isElsewhere, isSystemName } from "./other-systems.ts";
import {
  type CallSite,
  type Condition,
  type Definition,
  lastName,
  type Scope,
  type SourceFile,
} from "./program.ts";
import { recordFields, recordStruct } from "./structs.ts";

export function newScope(
  file: SourceFile,
  node: FunctionDeclaration | FunctionLiteral | null,
  parent: Scope | null,
  handedTo: CallSite | null = null,
  fieldOf: Composite | null = null,
): Scope {
  return { file, node, parent, bindings: new Map(), returns: [], handedTo, fieldOf };
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
      if (first && bindsFirst(expression)) give(indexes, scope, first, expression, 0);
      indexExpression(indexes, scope, expression.callee);
      // `RunE: withStore(func(cmd *cobra.Command, args []string, s *store) error { ... })`
      const command = fieldOf && lastName(fieldOf.type) === "Command" ? fieldOf : null;
      for (const argument of expression.args) indexExpression(indexes, scope, argument, site, command);
      break;
    }
    case "composite":
      recordStruct(indexes, expression.type, scope.file);
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
  indexBody(indexes, scope, body);
  indexes.guards = before;
}

/** Statements of one block, each behind the returns before it. */
function indexBody(indexes: Indexes, scope: Scope, body: readonly Statement[]): void {
  const before = indexes.guards;
  for (const statement of body) {
    indexStatement(indexes, scope, statement);
    const early = earlyGuard(statement, scope);
    if (early) indexes.guards = [...indexes.guards, early];
  }
  indexes.guards = before;
}

/** What is defined in a block, or in front of it, is so until that block is over. */
function within(indexes: Indexes, end: number | null, index: () => void): void {
  const { until } = indexes;
  indexes.until = end ?? until;
  index();
  indexes.until = until;
}

/** A variable, for as long as the block around it. */
function define(
  { until }: Indexes,
  scope: Scope,
  { name, at }: Name,
  given: Pick<Definition, "value" | "result" | "type">,
): void {
  const end = until === null ? {} : { until };
  append(scope.bindings, name, { ...given, scope, at, defines: true, ...end });
}

function recordCondition(indexes: Indexes, condition: Condition): void {
  indexes.conditions.push(condition);
  append(indexes.conditionsIn, condition.scope.file, condition);
}

function indexStatement(indexes: Indexes, scope: Scope, statement: Statement): void {
  recordChoices(indexes, scope, statement);
  recordConditions(indexes, statement);
  switch (statement.kind) {
    case "assign":
      for (const { target, value, result } of pairs(statement.targets, statement.values)) {
        if (!value) continue;
        if (statement.define && target.kind === "name" && target.name !== "_") {
          define(indexes, scope, target, { value, result, type: null });
        } else {
          give(indexes, scope, target, value, result);
        }
      }
      // echo's `g.GET("/health", handler).Name = "health"` calls on the left.
      for (const target of statement.targets) indexExpression(indexes, scope, target);
      for (const value of statement.values) indexExpression(indexes, scope, value);
      break;
    case "declare":
      recordStruct(indexes, statement.type, scope.file);
      for (const { target, value, result } of pairs(statement.names, statement.values)) {
        define(indexes, scope, target, { value, result, type: statement.type });
      }
      for (const value of statement.values) indexExpression(indexes, scope, value);
      break;
    case "expression":
      indexExpression(indexes, scope, statement.value);
      break;
    case "if":
      recordCondition(indexes, { statement, scope, guards: indexes.guards });
      within(indexes, statement.end, () => {
        const { init, condition, then, otherwise, thenEnd } = statement;
        if (init) indexStatement(indexes, scope, init);
        indexExpression(indexes, scope, condition);
        within(indexes, thenEnd, () => guarded(indexes, scope, condition, false, then));
        guarded(indexes, scope, condition, true, otherwise);
      });
      break;
    case "block":
      within(indexes, statement.end, () => {
        for (const inner of statement.body.slice(0, statement.header)) indexStatement(indexes, scope, inner);
        indexBody(indexes, scope, statement.body.slice(statement.header));
      });
      break;
    case "switch":
      indexes.switches.push({ statement, scope, guards: indexes.guards });
      within(indexes, statement.end, () => {
        for (const inner of statement.header) indexStatement(indexes, scope, inner);
      });
      for (const [index, { values, body, end }] of statement.cases.entries()) {
        const tag = statement.header.at(-1);
        const systems = tag?.kind === "expression" && isSystemName(tag.value) ? values : [];
        if (systems.length > 0 && !systems.some((one) => one.kind === "string" && one.value === "linux"))
          continue;
        for (const value of values) indexExpression(indexes, scope, value);
        const before = indexes.guards;
        indexes.guards = [...before, ...caseGuards(statement, index, scope)];
        within(indexes, end, () => indexBody(indexes, scope, body));
        indexes.guards = before;
      }
      break;
    case "type": {
      const { name, type } = statement;
      const { importPath, types } = scope.file.package;
      if (types.has(name)) break;
      types.set(name, { declaration: statement, file: scope.file });
      if (type.kind === "struct") recordFields(indexes, `${importPath}.${name}`, type.fields, scope.file);
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
  // What a function literal defines is its own, wherever it stands.
  const { until } = indexes;
  indexes.until = null;
  indexBody(indexes, scope, body);
  indexes.until = until;
}

/** An expression at package level. */
export function indexValue(indexes: Indexes, scope: Scope, value: Expression): void {
  indexExpression(indexes, scope, value);
}
