/** Health paths that a framework or its middleware answers by itself, from each one's documentation. */
import type { Analysis } from "../flow/context.ts";
import { place } from "../flow/program.ts";
import { importOf } from "../flow/types.ts";
import { pocketbaseOf } from "../pocketbase.ts";
import type { Route, Router } from "../routes/router.ts";

/** Of whichever server there is. */
const ANY: Router = { prefix: "", root: null, behindAuth: false };

function pingMiddleware(analysis: Analysis): Route[] {
  return (analysis.program.calls.get("Use") ?? []).flatMap(({ call, scope }) =>
    call.args.flatMap((argument) => {
      const path =
        argument.kind === "selector" && argument.name === "Ping" ? importOf(argument.base, scope) : null;
      if (path === null || !/go-pkgz\/rest$/.test(path)) return [];
      return [{ path: "/ping", router: ANY, evidence: place(scope.file, call.at) }];
    }),
  );
}

function fiberDefaults(analysis: Analysis): Route[] {
  const sites = (analysis.program.calls.get("New") ?? []).filter(({ call, scope }) => {
    const path = call.callee.kind === "selector" ? importOf(call.callee.base, scope) : null;
    return (
      path !== null && /gofiber\/fiber\/v2\/middleware\/healthcheck$/.test(path) && call.args.length === 0
    );
  });
  return sites.map(({ call, scope }) => ({
    path: "/livez",
    router: ANY,
    evidence: place(scope.file, call.at),
  }));
}

function pocketbase(analysis: Analysis): Route[] {
  const made = pocketbaseOf(analysis);
  return made ? [{ path: "/api/health", router: ANY, evidence: made.evidence }] : [];
}

export function builtInRoutes(analysis: Analysis): readonly Route[] {
  return [...fiberDefaults(analysis), ...pingMiddleware(analysis), ...pocketbase(analysis)];
}
