/** Calls of functions that stand in a list which a loop runs through. */
import type { Expression } from "../go/ast.ts";
import type { Analysis } from "./context.ts";
import { type CallSite, type CompositeSite, lastName, type Scope } from "./program.ts";
import { calledFunction } from "./type-of.ts";
import { lookUp } from "./types.ts";

/** The lists that name the function: `[]func() error{a.initConfig, a.initServer}`. */
function listsWith({ program }: Analysis, { node }: Scope): CompositeSite[] {
  if (node?.kind !== "declaration") return [];
  const isIt = (value: Expression, scope: Scope) =>
    lastName(value) === node.name && calledFunction(program, value, scope)?.declaration === node;
  return (program.composites.get("") ?? []).filter(
    ({ composite, type, scope }) =>
      type?.kind === "container" && composite.elements.some(({ value }) => isIt(value, scope)),
  );
}

/** `for _, f := range list { f() }` in the function that has the list. */
export function listedCallsOf(analysis: Analysis, scope: Scope): readonly CallSite[] {
  return listsWith(analysis, scope).flatMap(({ composite, scope: where }) => {
    const isList = (base: Expression): boolean =>
      base === composite ||
      (base.kind === "name" &&
        (lookUp(base.name, where)?.definitions ?? []).some(({ value }) => value === composite));
    return [...where.bindings].flatMap(([name, definitions]) => {
      const runsThrough = definitions.some(
        ({ value }) => value?.kind === "index" && value.index.length === 0 && isList(value.base),
      );
      if (!runsThrough) return [];
      return (analysis.program.calls.get(name) ?? []).filter(
        ({ call, scope: from }) =>
          call.callee.kind === "name" && lookUp(name, from)?.definitions === definitions,
      );
    });
  });
}
