/** Whether code ends the program in the end: at once, by an error that comes to main, or with others that it collects. */
import type { Expression, Name, Statement } from "../go/ast.ts";
import { callersOf } from "./callers.ts";
import type { Analysis } from "./context.ts";
import { isFatalHere, isHandedOn } from "./errors.ts";
import { type CallSite, isZero, lastName, outermostFunction, type Scope } from "./program.ts";
import { lookUp } from "./types.ts";
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

/** The list of `len(missing) > 0`, `errs != nil`. */
function askedFor(condition: Expression | null): Name | null {
  if (condition?.kind !== "binary" || !/^(>|!=)$/.test(condition.operator)) return null;
  const { left, right } = condition;
  const isLength = left.kind === "call" && lastName(left.callee) === "len";
  const asked = isLength ? left.args[0] : isZero(right) ? left : null;
  return asked?.kind === "name" ? asked : null;
}

/** `if missing := find(); len(missing) > 0 { log.Fatal(missing) }` of a call that gives the list. */
function endsWithAny(analysis: Analysis, { call, scope }: CallSite): boolean {
  return (analysis.program.conditionsIn.get(scope.file) ?? []).some(({ statement, scope: where }) => {
    const asked = askedFor(statement.condition);
    const given = asked ? (lookUp(asked.name, where)?.definitions ?? []) : [];
    return given.some(({ value }) => value === call) && isFatalHere(analysis, statement.then, where);
  });
}

/** Whether a function ends the program, or gives an error that does, where it has collected anything in the list. */
function endsWith(analysis: Analysis, name: string, scope: Scope): boolean {
  const outer = outermostFunction(scope);
  const returned = outer.returns.some((values) => {
    const last = values.at(-1);
    return last !== undefined && someExpression(last, (inner) => isNamed(inner, name));
  });
  const asked = (analysis.program.conditionsIn.get(scope.file) ?? []).filter(
    (one) => outermostFunction(one.scope) === outer && askedFor(one.statement.condition)?.name === name,
  );
  return (
    asked.some(({ statement: { then }, scope: where }) => isFatalHere(analysis, then, where)) ||
    ((returned || asked.some(({ statement: { then } }) => returnsError(then))) &&
      isHandedOn(analysis, outer)) ||
    (returned && callersOf(analysis, outer).some((caller) => endsWithAny(analysis, caller)))
  );
}

/** `fmt.Println("no token")` and a bare return in main itself. */
function leavesMain({ program }: Analysis, statements: readonly Statement[], { node, file }: Scope): boolean {
  const isMain = node?.kind === "declaration" && node.name === "main" && file.package === program.main;
  return isMain && statements.at(-1)?.kind === "return";
}

/** Whether the program ends where it comes to the statements. */
export function comesToEnd(analysis: Analysis, statements: readonly Statement[], scope: Scope): boolean {
  if (isFatalHere(analysis, statements, scope) || leavesMain(analysis, statements, scope)) return true;
  if (returnsError(statements) && isHandedOn(analysis, scope)) return true;
  return statements.some((statement) => {
    const list = listOf(statement);
    return list !== null && endsWith(analysis, list, scope);
  });
}
