/** Function literals that are handed to a function of the program, which calls them. */
import type { Expression, FunctionDeclaration, FunctionLiteral } from "../go/ast.ts";
import type { Analysis, Context } from "./context.ts";
import { contextFor } from "./evaluate.ts";
import type { Program, Scope } from "./program.ts";
import { calledFunction } from "./type-of.ts";
import { lookUp, onlyValue } from "./types.ts";

/** The function that a call is of: a declared one, or `open := func(...)`. */
function functionCalled(
  program: Program,
  callee: Expression,
  scope: Scope,
): FunctionDeclaration | FunctionLiteral | null {
  const declared = calledFunction(program, callee, scope)?.declaration;
  if (declared || callee.kind !== "name") return declared ?? null;
  const only = onlyValue(callee, scope);
  return only?.kind === "function" ? only : null;
}

/**
 * What stands for a parameter of such a literal: `each(addresses, func(address string) { ... })` calls it for each.
 * @param index which parameter of the literal of `scope`
 */
export function handedArguments(
  { program }: Analysis,
  { node, handedTo }: Scope,
  index: number,
  context: Context,
): readonly { readonly argument: Expression | undefined; readonly context: Context }[] {
  if (node?.kind !== "function" || !handedTo) return [];
  const { call, scope } = handedTo;
  const called = functionCalled(program, call.callee, scope);
  const parameter = called?.parameters[call.args.indexOf(node)];
  if (!called || !parameter) return [];
  const frame = { node: called, args: call.args, context: contextFor(scope, context) };
  return (program.calls.get(parameter.name) ?? [])
    .filter(
      ({ call: { callee }, scope: where }) =>
        callee.kind === "name" && lookUp(callee.name, where)?.parameter === parameter,
    )
    .map(({ call: { args }, scope: where }) => ({ argument: args[index], context: { scope: where, frame } }));
}
