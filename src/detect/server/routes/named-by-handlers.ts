/** `mux.Handle(route.Pattern(), route)` over a list of handlers, each of which says its own path. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { place, type Scope } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import { importOf } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";
import type { WrappedPath } from "./wrapped.ts";

/** The paths of all types that have the method; none for anything but a method of an interface. */
export function handlersPaths(
  analysis: Analysis,
  candidate: Expression,
  scope: Scope,
): readonly WrappedPath[] {
  const { program } = analysis;
  if (candidate.kind !== "call" || candidate.args.length > 0) return [];
  const { callee } = candidate;
  if (callee.kind !== "selector" || importOf(callee.base, scope) !== null) return [];
  if (calledFunction(program, callee, scope)) return [];
  return program.methodsNamed(callee.name).flatMap(({ scope: inner }) => {
    const [given, ...others] = inner.returns;
    const [only, ...more] = given ?? [];
    if (!only || others.length > 0 || more.length > 0) return [];
    const text = textOf(analysis, only, inner);
    return text === null ? [] : [{ text, evidence: place(inner.file, only.at) }];
  });
}
