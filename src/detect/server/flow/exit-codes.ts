/** Functions that give the code with which the program ends: `os.Exit(run())`. */
import type { Expression, Statement } from "../go/ast.ts";
import type { Analysis } from "./context.ts";
import { endsAtOnce } from "./fatal.ts";
import { isZero, outermostFunction, type Scope } from "./program.ts";
import { calledFunction } from "./type-of.ts";

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
  return endsAtOnce(statements, scope) || failsByCode(analysis, statements, scope);
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
