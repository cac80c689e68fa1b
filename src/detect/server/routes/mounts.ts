/** Routers inside others, and wrappers around them. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { makersOf } from "../flow/makers.ts";
import { lastMade } from "../flow/nearest.ts";
import { type CallSite, lastName, type Scope } from "../flow/program.ts";
import { importOf, lookUp } from "../flow/types.ts";
import type { Expression, FunctionLiteral } from "../go/ast.ts";
import { DEFAULT_MUX, joinRoute, type Router, routerOf } from "./router.ts";

export interface Mount {
  /** Root of the router that is mounted. */
  readonly inner: string;
  readonly outer: Router;
}

/** Roots of every router that an expression may be or wrap: `cors.Handler(logging(mux))`. */
export function rootsIn(analysis: Analysis, expression: Expression, scope: Scope, depth = 0): Set<string> {
  const roots = new Set<string>();
  const { root } = routerOf(analysis, expression, scope);
  if (root !== null) roots.add(root);
  if (depth > 4) return roots;
  const inside: { expression: Expression; scope: Scope }[] = [];
  if (expression.kind === "call") {
    for (const argument of expression.args) inside.push({ expression: argument, scope });
    // The method of a router may wrap it; the function of a package, as in http.FileServer, does not wrap that.
    const base = expression.callee.kind === "selector" ? expression.callee.base : null;
    if (base && importOf(base, scope) === null) inside.push({ expression: base, scope });
  } else if (expression.kind === "name") {
    const definitions = lookUp(expression.name, scope)?.definitions ?? [];
    // Blocks of one function may each make a router of that name.
    for (const { value, scope: where } of lastMade(definitions, expression.at)) {
      if (value?.kind === "call" || value?.kind === "composite" || value?.kind === "function")
        inside.push({ expression: value, scope: where });
    }
    inside.push(...chained(analysis, expression.name, scope));
  } else if (expression.kind === "function") {
    inside.push(...handedOn(analysis, expression));
  } else if (expression.kind === "unary") {
    inside.push({ expression: expression.operand, scope });
  } else if (expression.kind === "composite") {
    for (const { value } of expression.elements) inside.push({ expression: value, scope });
  }
  for (const one of inside) {
    if (one.expression.kind === "string" || one.expression.kind === "number") continue;
    for (const inner of rootsIn(analysis, one.expression, one.scope, depth + 1)) roots.add(inner);
  }
  return roots;
}

/** `func(w, r) { if isGRPC(r) { server.ServeHTTP(w, r) } else { mux.ServeHTTP(w, r) } }`: who answers in its place. */
function handedOn(
  { program }: Analysis,
  literal: FunctionLiteral,
): { expression: Expression; scope: Scope }[] {
  const isInside = (scope: Scope | null): boolean =>
    scope !== null && (scope.node === literal || isInside(scope.parent));
  return (program.calls.get("ServeHTTP") ?? []).flatMap(({ call: { callee }, scope }) => {
    if (callee.kind !== "selector" || !isInside(scope)) return [];
    const { base } = callee;
    // What a helper is handed is another one at each call.
    const given = base.kind === "name" && lookUp(base.name, scope)?.parameter;
    return given ? [] : [{ expression: base, scope }];
  });
}

/** negroni's `n.UseHandler(mux)`: what comes last in the chain answers. */
function chained(
  { program }: Analysis,
  name: string,
  scope: Scope,
): { expression: Expression; scope: Scope }[] {
  return (program.calls.get("UseHandler") ?? []).flatMap((site) => {
    const { callee, args } = site.call;
    const isThis = callee.kind === "selector" && callee.base.kind === "name" && callee.base.name === name;
    return isThis && site.scope === scope && args[0] ? [{ expression: args[0], scope }] : [];
  });
}

/** Roots of what is handed over. The default mux is that by its own name alone: a nil on the way is none. */
function handlersIn(analysis: Analysis, handler: Expression, scope: Scope): string[] {
  const named = lastName(handler) === "DefaultServeMux";
  return [...rootsIn(analysis, handler, scope)].filter((root) => named || root !== DEFAULT_MUX);
}

/** `func routes(health http.Handler)` that others call with what they make, also of a type of its own. */
function handedRoots(analysis: Analysis, handler: Expression, scope: Scope): string[] {
  const made = handler.kind === "name" ? makersOf(analysis, handler, scope) : [];
  return made.flatMap((one) => handlersIn(analysis, one.expression, one.scope));
}

function mount(analysis: Analysis, { call, scope }: CallSite): Mount[] {
  const { callee, args } = call;
  const name = lastName(callee);
  const [first, second] = args;
  if (!first || !second) return [];
  const path = textOf(analysis, first, scope);
  if (path === null) return [];
  if (name === "StripPrefix") {
    const outer: Router = { prefix: path.replace(/\/$/, ""), root: null, behindAuth: false };
    return handlersIn(analysis, second, scope).map((inner) => ({ inner, outer }));
  }
  if (callee.kind !== "selector" || !/^(\w+ )?\//.test(path)) return [];
  const router = routerOf(analysis, callee.base, scope);
  // net/http and gorilla hand on the whole path, chi and fiber what is left of it.
  const outer = name === "Handle" ? router : { ...router, prefix: joinRoute(router.prefix, path) };
  const handed = name === "Mount" ? handedRoots(analysis, second, scope) : [];
  return [...new Set([...handlersIn(analysis, second, scope), ...handed])]
    .filter((inner) => inner !== router.root)
    .map((inner) => ({ inner, outer }));
}

export function findMounts(analysis: Analysis): readonly Mount[] {
  return ["Mount", "StripPrefix", "Handle"].flatMap((name) =>
    (analysis.program.calls.get(name) ?? []).flatMap((site) => mount(analysis, site)),
  );
}

/** The router as seen from outside, with the prefixes that it is mounted under. */
export function mounted(router: Router, mounts: readonly Mount[], depth = 0): Router {
  if (depth > 4 || router.root === null) return router;
  const found = mounts.filter(({ inner }) => inner === router.root);
  const best = found.find(({ outer }) => outer.prefix !== "") ?? found[0];
  if (!best) return router;
  const { outer } = best;
  return mounted(
    {
      prefix: outer.prefix ? joinRoute(outer.prefix, router.prefix) : router.prefix,
      root: outer.root === router.root ? null : (outer.root ?? outerRoot(found, router.root)),
      behindAuth: router.behindAuth || outer.behindAuth,
    },
    mounts,
    depth + 1,
  );
}

/** StripPrefix alone does not say what it is handed to; a Handle around it does. */
function outerRoot(found: readonly Mount[], root: string): string | null {
  return found.find(({ outer }) => outer.root !== null && outer.root !== root)?.outer.root ?? null;
}
