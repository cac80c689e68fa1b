/** Routes of go-restful: `ws.Path("/api"); ws.Route(ws.GET("/healthz").To(health))`. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { lastName, outermostFunction, place, type Scope } from "../flow/program.ts";
import type { Expression } from "../go/ast.ts";
import { joinRoute, NOWHERE, type Route } from "./router.ts";

function usesIt({ file }: Scope): boolean {
  return [...file.importPaths].some((path) => /^github\.com\/emicklei\/go-restful(\/v\d+)?$/.test(path));
}

/** `ws` of `ws.Path("/api").Consumes(restful.MIME_JSON)`. */
function variableOf(expression: Expression): string | null {
  let at = expression;
  while (at.kind === "call" && at.callee.kind === "selector") at = at.callee.base;
  return at.kind === "name" ? at.name : null;
}

/** The root path of the service that a variable holds; null where it is not in sight. */
function rootPath(analysis: Analysis, name: string, scope: Scope): string | null {
  const around = outermostFunction(scope);
  const calls = (analysis.program.calls.get("Path") ?? []).filter((site) => {
    const { callee } = site.call;
    if (callee.kind !== "selector" || outermostFunction(site.scope) !== around) return false;
    return variableOf(callee.base) === name;
  });
  const [first, ...others] = calls;
  if (!first) return "";
  return others.length > 0 ? null : textOf(analysis, first.call.args[0], first.scope);
}

export function restfulRoutes(analysis: Analysis): readonly Route[] {
  return (analysis.program.calls.get("GET") ?? []).flatMap(({ call, scope }) => {
    const { callee, args } = call;
    if (callee.kind !== "selector" || args.length !== 1 || !usesIt(scope)) return [];
    const root = rootPath(analysis, lastName(callee.base), scope);
    const path = textOf(analysis, args[0], scope);
    if (root === null || path === null) return [];
    return [{ path: joinRoute(root, path), router: NOWHERE, evidence: place(scope.file, call.at) }];
  });
}
