/** Calls of a method through an interface, which hand routers to modules: `for _, m := range modules { m.Register(r) }`. */

import type { Analysis } from "../flow/context.ts";
import { isOfInterface } from "../flow/implementers.ts";
import { type Element, listed } from "../flow/literals.ts";
import type { CallSite, Scope } from "../flow/program.ts";
import { typeOf } from "../flow/type-of.ts";
import { lookUp, typeName } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";

export interface Dispatched {
  readonly sites: readonly CallSite[];
  /** Whether the lists that the calls run through are known to hold the method's type. */
  readonly certain: boolean;
}

/** The calls that may be meant for the method of that scope. */
export function dispatchedCalls(analysis: Analysis, { node, file }: Scope): Dispatched {
  const { program } = analysis;
  if (node?.kind !== "declaration" || !node.receiver) return { sites: [], certain: false };
  const own = typeName({ expression: node.receiver.type, file });
  const sites = (program.calls.get(node.name) ?? []).filter(
    (site) => site.call.args.length === node.parameters.length && isThroughInterface(analysis, site),
  );
  const meant = sites.filter(({ call: { callee }, scope }) =>
    elementsOf(callee, scope).some(({ expression, scope: where }) => {
      const type = typeOf(program, expression, where);
      return type !== null && typeName(type) === own;
    }),
  );
  return meant.length > 0 ? { sites: meant, certain: true } : { sites, certain: false };
}

/** Whether a method is called through an interface in reach. */
export function isThroughInterface(analysis: Analysis, { call: { callee }, scope }: CallSite): boolean {
  return callee.kind === "selector" && isOfInterface(analysis, { expression: callee.base, scope });
}

/** The elements of the list that the nearest loop with that variable runs through. */
function elementsOf(callee: Expression, scope: Scope): readonly Element[] {
  const base = callee.kind === "selector" ? callee.base : null;
  if (base?.kind !== "name") return [];
  const ranges = (lookUp(base.name, scope)?.definitions ?? []).filter(({ at }) => at <= base.at);
  const { value, scope: where } = ranges.at(-1) ?? { value: null, scope };
  return value?.kind === "index" && value.index.length === 0 ? listed(value.base, where) : [];
}
