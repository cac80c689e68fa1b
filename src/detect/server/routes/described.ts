/** Routes that literals describe: `[]rest.Route{{Method: http.MethodGet, Path: "/health"}}`, huma.Operation. */

import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { field } from "../flow/literals.ts";
import { type CallSite, lastName, place, type Scope } from "../flow/program.ts";
import { HOLE } from "../flow/value.ts";
import { someExpression } from "../flow/walk.ts";
import type { Composite } from "../go/ast.ts";
import { methodOf, READS } from "./methods.ts";
import { joinRoute, NOWHERE, type Route, type Router, routerOf } from "./router.ts";

/** The group of `huma.Register(group, huma.Operation{...}, handler)`, and what go-zero is told of a list of routes. */
function groupOf(analysis: Analysis, composite: Composite): Pick<Router, "prefix" | "behindAuth"> {
  const { calls } = analysis.program;
  const site = (calls.get("Register") ?? []).find(({ call }) => call.args.includes(composite));
  const [group] = site?.call.args ?? [];
  if (site && group?.kind === "name") return routerOf(analysis, group, site.scope);
  const holds = ({ call }: CallSite) => someExpression(call.args[0] ?? null, (inner) => inner === composite);
  const list = (calls.get("AddRoutes") ?? []).find(holds);
  return list ? optionsOf(analysis, list) : NOWHERE;
}

/** `rest.WithPrefix("/v1")`, `rest.WithJwt(secret)`. */
function optionsOf(analysis: Analysis, { call, scope }: CallSite): Pick<Router, "prefix" | "behindAuth"> {
  const options = call.args.slice(1).flatMap((one) => (one.kind === "call" ? [one] : []));
  const prefix = options.find(({ callee }) => lastName(callee) === "WithPrefix");
  return {
    prefix: prefix ? (textOf(analysis, prefix.args[0], scope) ?? HOLE) : "",
    behindAuth: options.some(({ callee }) => /^With(Jwt|Signature)/.test(lastName(callee))),
  };
}

function described(analysis: Analysis, composite: Composite, scope: Scope): Route[] {
  const method = methodOf(analysis, field(composite, "Method", "Methods"), scope);
  const path = textOf(analysis, field(composite, "Path", "Pattern", "Route"), scope);
  if (path === null || !path.startsWith("/") || (method !== null && !READS.test(method))) return [];
  const { prefix, behindAuth } = groupOf(analysis, composite);
  if (prefix.includes(HOLE)) return [];
  const evidence = place(scope.file, composite.at);
  return [{ path: joinRoute(prefix, path), router: { ...NOWHERE, behindAuth }, evidence }];
}

/** All of them that may answer GET. */
export function describedRoutes(analysis: Analysis): Route[] {
  return ["Route", "Operation", "Endpoint"].flatMap((type) =>
    (analysis.program.composites.get(type) ?? []).flatMap(({ composite, scope }) =>
      described(analysis, composite, scope),
    ),
  );
}
