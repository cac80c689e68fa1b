/** Calls of a method through an interface, which hand routers to modules: `for _, m := range modules { m.Register(r) }`. */
import { type Element, listed } from "../arguments/literals.ts";
import type { Analysis } from "../flow/context.ts";
import type { CallSite, Scope } from "../flow/program.ts";
import { calledFunction, typeOf } from "../flow/type-of.ts";
import { lookUp, splitName, typeName } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";

export interface Dispatched {
  readonly sites: readonly CallSite[];
  /** Whether the lists that the calls run through are known to hold the method's type. */
  readonly certain: boolean;
}

/** The calls that may be meant for the method of that scope. */
export function dispatchedCalls({ program }: Analysis, { node, file }: Scope): Dispatched {
  if (node?.kind !== "declaration" || !node.receiver) return { sites: [], certain: false };
  const own = typeName({ expression: node.receiver.type, file });
  const sites = (program.calls.get(node.name) ?? []).filter(
    ({ call: { callee, args }, scope }) =>
      callee.kind === "selector" &&
      args.length === node.parameters.length &&
      isOfInterface({ program }, callee.base, scope) &&
      !calledFunction(program, callee, scope),
  );
  const meant = sites.filter(({ call: { callee }, scope }) =>
    elementsOf(callee, scope).some(({ expression, scope: where }) => {
      const type = typeOf(program, expression, where);
      return type !== null && typeName(type) === own;
    }),
  );
  return meant.length > 0 ? { sites: meant, certain: true } : { sites, certain: false };
}

function isOfInterface({ program }: Pick<Analysis, "program">, base: Expression, scope: Scope): boolean {
  const type = typeOf(program, base, scope);
  const [path, name] = splitName((type && typeName(type)) ?? "");
  return program.packages.get(path)?.types.get(name)?.declaration.type.kind === "unknown";
}

/** The elements of the list that the nearest loop with that variable runs through. */
function elementsOf(callee: Expression, scope: Scope): readonly Element[] {
  const base = callee.kind === "selector" ? callee.base : null;
  if (base?.kind !== "name") return [];
  const ranges = (lookUp(base.name, scope)?.definitions ?? []).filter(({ at }) => at <= base.at);
  const { value, scope: where } = ranges.at(-1) ?? { value: null, scope };
  return value?.kind === "index" && value.index.length === 0 ? listed(value.base, where) : [];
}
