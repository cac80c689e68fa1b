/** Calls of functions that stand in a list which a loop runs through. */
import type { Expression } from "../go/ast.ts";
import { append } from "./assign.ts";
import type { Analysis } from "./context.ts";
import { type CallSite, type CompositeSite, lastName, type Scope } from "./program.ts";
import { calledFunction } from "./type-of.ts";
import { lookUp } from "./types.ts";

/** The lists that name the function: `[]func() error{a.initConfig, a.initServer}`. */
function listsWith(analysis: Analysis, { node }: Scope): readonly CompositeSite[] {
  if (node?.kind !== "declaration") return [];
  const { program, memo } = analysis;
  memo.lists ??= listsByName(analysis);
  return (memo.lists.get(node.name) ?? []).filter(({ composite, scope }) =>
    composite.elements.some(
      ({ value }) =>
        lastName(value) === node.name && calledFunction(program, value, scope)?.declaration === node,
    ),
  );
}

/** Lists by the last names of their elements. */
function listsByName({ program }: Analysis): ReadonlyMap<string, readonly CompositeSite[]> {
  const lists = new Map<string, CompositeSite[]>();
  for (const site of program.composites.get("") ?? []) {
    if (site.type?.kind !== "container") continue;
    const names = new Set(site.composite.elements.map(({ value }) => lastName(value)));
    for (const name of names) append(lists, name, site);
  }
  return lists;
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
