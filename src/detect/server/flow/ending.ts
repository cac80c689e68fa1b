/** Whether code ends the program in the end: at once, by an error that comes to main, or with others that it collects. */
import type { Expression, Statement } from "../go/ast.ts";
import type { Analysis } from "./context.ts";
import { isFatalHere, isHandedOn } from "./errors.ts";
import { isZero, lastName, outermostFunction, type Scope } from "./program.ts";
import { someExpression } from "./walk.ts";

/** `fmt.Errorf("no key")`, `ErrNoKey`. */
function isError(value: Expression | undefined): boolean {
  if (value?.kind === "call") return /^(Errorf|New|Wrapf?|NewError)$/.test(lastName(value.callee));
  return value !== undefined && /^(err|Err[A-Z])/.test(lastName(value));
}

function returnsError(statements: readonly Statement[]): boolean {
  return statements.some((one) => one.kind === "return" && isError(one.values.at(-1)));
}

function isNamed(expression: Expression | undefined, name: string): boolean {
  return expression?.kind === "name" && expression.name === name;
}

/** The list of `missing = append(missing, "KEY")` and `errs = errors.Join(errs, err)`. */
function listOf(statement: Statement): string | null {
  if (statement.kind !== "assign") return null;
  const [target] = statement.targets;
  const [value] = statement.values;
  if (target?.kind !== "name" || value?.kind !== "call") return null;
  const adds = /^(append|Join)$/.test(lastName(value.callee)) && isNamed(value.args[0], target.name);
  return adds ? target.name : null;
}

/** `len(missing) > 0`, `errs != nil`. */
function findsAny(condition: Expression | null, name: string): boolean {
  if (condition?.kind !== "binary" || !/^(>|!=)$/.test(condition.operator)) return false;
  const { left, right } = condition;
  if (left.kind === "call" && lastName(left.callee) === "len") return isNamed(left.args[0], name);
  return isNamed(left, name) && isZero(right);
}

/** Whether a function ends the program, or gives an error that does, where it has collected anything in the list. */
function endsWith(analysis: Analysis, name: string, scope: Scope): boolean {
  const outer = outermostFunction(scope);
  const returned = outer.returns.some((values) => {
    const last = values.at(-1);
    return last !== undefined && someExpression(last, (inner) => isNamed(inner, name));
  });
  const asked = (analysis.program.conditionsIn.get(scope.file) ?? []).filter(
    (one) => outermostFunction(one.scope) === outer && findsAny(one.statement.condition, name),
  );
  return (
    asked.some(({ statement: { then }, scope: where }) => isFatalHere(analysis, then, where)) ||
    ((returned || asked.some(({ statement: { then } }) => returnsError(then))) && isHandedOn(analysis, outer))
  );
}

/** Whether the program ends where it comes to the statements. */
export function comesToEnd(analysis: Analysis, statements: readonly Statement[], scope: Scope): boolean {
  if (isFatalHere(analysis, statements, scope)) return true;
  if (returnsError(statements) && isHandedOn(analysis, scope)) return true;
  return statements.some((statement) => {
    const list = listOf(statement);
    return list !== null && endsWith(analysis, list, scope);
  });
}
