import type { Call, Expression, Statement } from "../go/ast.ts";

/** Calls `visit` for the expression and, where it returns true, for those inside it. Not into function bodies. */
export function eachExpression(expression: Expression | null, visit: (inner: Expression) => boolean): void {
  if (!expression || !visit(expression)) return;
  switch (expression.kind) {
    case "selector":
      eachExpression(expression.base, visit);
      break;
    case "call":
      eachExpression(expression.callee, visit);
      for (const argument of expression.args) eachExpression(argument, visit);
      break;
    case "index":
      eachExpression(expression.base, visit);
      for (const index of expression.index) eachExpression(index, visit);
      break;
    case "composite":
      for (const { key, value } of expression.elements) {
        eachExpression(key, visit);
        eachExpression(value, visit);
      }
      break;
    case "unary":
      eachExpression(expression.operand, visit);
      break;
    case "binary":
      eachExpression(expression.left, visit);
      eachExpression(expression.right, visit);
      break;
    default:
  }
}

/** Every expression of the statements, nested blocks and function literals included. */
export function eachIn(statements: readonly Statement[], visit: (expression: Expression) => void): void {
  const enter = (expression: Expression): boolean => {
    visit(expression);
    if (expression.kind === "function") eachIn(expression.body, visit);
    return true;
  };
  const all = (expressions: readonly Expression[]): void => {
    for (const expression of expressions) eachExpression(expression, enter);
  };
  for (const statement of statements) {
    switch (statement.kind) {
      case "assign":
        all(statement.targets);
        all(statement.values);
        break;
      case "declare":
      case "return":
        all(statement.values);
        break;
      case "expression":
        eachExpression(statement.value, enter);
        break;
      case "if":
        if (statement.init) eachIn([statement.init], visit);
        eachExpression(statement.condition, enter);
        eachIn(statement.then, visit);
        eachIn(statement.otherwise, visit);
        break;
      case "block":
        eachIn(statement.body, visit);
        break;
      case "switch":
        eachIn(statement.header, visit);
        for (const { values, body } of statement.cases) {
          all(values);
          eachIn(body, visit);
        }
        break;
      default:
    }
  }
}

/** Whether the expression or one inside it is such. Not in function bodies. */
export function someExpression(
  expression: Expression | null,
  isSuch: (inner: Expression) => boolean,
): boolean {
  let found = false;
  eachExpression(expression, (inner) => {
    found ||= isSuch(inner);
    return !found;
  });
  return found;
}

/** Whether a name stands anywhere in the expression. */
export function mentions(expression: Expression, name: string): boolean {
  return someExpression(expression, (inner) => inner.kind === "name" && inner.name === name);
}

/** A call with those that it is chained to, the last first; empty for anything else. */
export function chainedCalls(expression: Expression): Call[] {
  if (expression.kind !== "call") return [];
  const { callee } = expression;
  return [expression, ...(callee.kind === "selector" ? chainedCalls(callee.base) : [])];
}

/** The sides of a condition all of which have to hold. */
export function conjuncts(condition: Expression): readonly Expression[] {
  return condition.kind === "binary" && condition.operator === "&&"
    ? [...conjuncts(condition.left), ...conjuncts(condition.right)]
    : [condition];
}

/** The sides of a condition any of which is enough. */
export function disjuncts(condition: Expression): readonly Expression[] {
  return condition.kind === "binary" && condition.operator === "||"
    ? [...disjuncts(condition.left), ...disjuncts(condition.right)]
    : [condition];
}
