/** What a call tells of a route: a router's method, a package's function, or a method that a caller hands over. */
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import type { CallSite, Scope } from "../flow/program.ts";
import { importOf, lookUp } from "../flow/types.ts";
import type { Call } from "../go/ast.ts";
import { NOWHERE, type Router, routerOf } from "./router.ts";

interface Registrar {
  /** Of the method or function that registers. */
  readonly name: string;
  readonly router: Router;
}

/** The router that a call tells of a route: what it is called on, or what a function of a package is handed. */
export function registeredAt(analysis: Analysis, { callee, args }: Call, scope: Scope): Router {
  if (callee.kind !== "selector") return NOWHERE;
  const own = routerOf(analysis, callee.base, scope);
  const path = importOf(callee.base, scope);
  const [handed] = args;
  if (path === null || path === "net/http" || handed?.kind !== "name") return own;
  // `huma.Get(group, "/health", handler)`
  const { prefix, behindAuth } = routerOf(analysis, handed, scope);
  return { ...own, prefix, behindAuth };
}

/**
 * The method that callers hand over for the parameter that a call is of: `attach("GET", "/health", ok)` in
 * `func routes(attach func(method, path string, handler Handler))`, called as `routes(group.Handle)`.
 * Of several it is the first that no authentication stands before.
 */
export function handedMethod(
  analysis: Analysis,
  { call: { callee, args }, scope }: CallSite,
  registers: RegExp,
): Registrar | null {
  if (callee.kind !== "name" || args.length < 2) return null;
  const found = lookUp(callee.name, scope);
  const { node } = found?.scope ?? {};
  if (!found?.parameter || node?.kind !== "declaration") return null;
  const index = node.parameters.indexOf(found.parameter);
  const handed = callersOf(analysis, found.scope).flatMap((caller) => {
    const method = caller.call.args[index];
    if (method?.kind !== "selector" || !registers.test(method.name)) return [];
    return [{ name: method.name, router: routerOf(analysis, method.base, caller.scope) }];
  });
  return handed.find(({ router }) => !router.behindAuth) ?? handed[0] ?? null;
}
