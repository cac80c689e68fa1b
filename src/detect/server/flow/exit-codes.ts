/** Functions that give the code with which the program ends, `os.Exit(run())`, and those elsewhere that end it. */
import type { Expression, Statement } from "../go/ast.ts";
import type { Analysis } from "./context.ts";
import { endsAlways, endsAtOnce } from "./fatal.ts";
import { isZero, outermostFunction, type Scope } from "./program.ts";
import { calledFunction } from "./type-of.ts";
import { importOf } from "./types.ts";

/** Names of the code of a program that could not do what it had to. */
const FAILS = /err|fail|fatal|usage|invalid|bad/i;

/** `1`, `-1`, `exitFailure`; what a call gives may be either. */
function isFailure(code: Expression): boolean {
  if (code.kind === "number") return !isZero(code);
  if (code.kind === "unary") return isFailure(code.operand);
  return (code.kind === "name" || code.kind === "selector") && FAILS.test(code.name);
}

/** Whether the statements end the program, or leave the function that gives its code with one of a failure. */
export function endsHere(analysis: Analysis, statements: readonly Statement[], scope: Scope): boolean {
  return (
    endsAtOnce(statements, scope) ||
    endsElsewhere(analysis, statements, scope) ||
    failsByCode(analysis, statements, scope)
  );
}

/** `shop.Fatal(err)` of another package of the program, which ends it whatever it is handed. */
function endsElsewhere({ program }: Analysis, statements: readonly Statement[], scope: Scope): boolean {
  return statements.some((statement) => {
    if (statement.kind !== "expression" || statement.value.kind !== "call") return false;
    const { callee } = statement.value;
    if (callee.kind !== "selector" || importOf(callee.base, scope) === null) return false;
    const called = calledFunction(program, callee, scope);
    return called !== null && endsAlways(called.declaration, called.scope);
  });
}

/** Whether the statements leave such a function with a code that tells of a failure: `return 1`. */
function failsByCode({ program }: Analysis, statements: readonly Statement[], scope: Scope): boolean {
  const last = statements.at(-1);
  const [code, ...others] = last?.kind === "return" ? last.values : [];
  if (code === undefined || others.length > 0 || !isFailure(code)) return false;
  const { node } = outermostFunction(scope);
  if (node?.kind !== "declaration") return false;
  return (program.calls.get("Exit") ?? []).some(({ call: { args }, scope: where }) => {
    const [given] = args;
    return given?.kind === "call" && calledFunction(program, given.callee, where)?.declaration === node;
  });
}
