/** Health paths that a framework or its middleware answers by itself, from each one's documentation. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { type CallSite, place } from "../flow/program.ts";
import { importOf, packageOf } from "../flow/types.ts";
import { pocketbaseOf } from "../pocketbase.ts";
import { findMounts, mounted } from "../routes/mounts.ts";
import { NOWHERE, type Route, rootKey } from "../routes/router.ts";
import { gatewayRoutes } from "./gateway.ts";
import { managerProbes } from "./manager.ts";

function pingMiddleware(analysis: Analysis): Route[] {
  return (analysis.program.calls.get("Use") ?? []).flatMap(({ call, scope }) =>
    call.args.flatMap((argument) => {
      const path =
        argument.kind === "selector" && argument.name === "Ping" ? importOf(argument.base, scope) : null;
      if (path === null || !/go-pkgz\/rest$/.test(path)) return [];
      return [{ path: "/ping", router: NOWHERE, evidence: place(scope.file, call.at) }];
    }),
  );
}

/** The path that a literal of the configuration names; the middleware's own where it names none. */
function livenessPath(analysis: Analysis, { call, scope }: CallSite): string | null {
  const [config] = call.args;
  if (!config) return "/livez";
  if (config.kind !== "composite") return null;
  const named = config.elements.find(({ key }) => key?.kind === "name" && key.name === "LivenessEndpoint");
  return named ? textOf(analysis, named.value, scope) : "/livez";
}

function fiberDefaults(analysis: Analysis): Route[] {
  return (analysis.program.calls.get("New") ?? []).flatMap((site) => {
    const { call, scope } = site;
    const from = packageOf(call.callee, scope);
    if (from === null || !/gofiber\/fiber\/v2\/middleware\/healthcheck$/.test(from)) return [];
    const path = livenessPath(analysis, site);
    return path === null ? [] : [{ path, router: NOWHERE, evidence: place(scope.file, call.at) }];
  });
}

/** heptiolabs/healthcheck makes a handler of both paths; its endpoints may be registered one by one instead. */
function probeHandlers(analysis: Analysis): Route[] {
  const { calls, files } = analysis.program;
  if (files.some(({ text }) => /\.(Live|Ready)Endpoint\b/.test(text))) return [];
  const mounts = findMounts(analysis);
  return ["NewHandler", "NewMetricsHandler"].flatMap((name) =>
    (calls.get(name) ?? []).flatMap(({ call, scope, guards }) => {
      const from = packageOf(call.callee, scope);
      if (from === null || !/heptiolabs\/healthcheck$/.test(from) || isOff(analysis, guards, scope))
        return [];
      const root = rootKey(scope.file, call.at);
      return ["/live", "/ready"].map((prefix) => {
        const router = mounted({ prefix, root, behindAuth: false }, mounts);
        return { path: router.prefix, router, evidence: place(scope.file, call.at) };
      });
    }),
  );
}

function pocketbase(analysis: Analysis): Route[] {
  const made = pocketbaseOf(analysis);
  return made ? [{ path: "/api/health", router: NOWHERE, evidence: made.evidence }] : [];
}

/**
 * What libraries answer by themselves once they are made: the routers of lura, which KrakenD is made of; whether a
 * program of GoFr is up, whatever it depends on; a provider of OpenFaaS; what an API server of Kubernetes is
 * made of; gin-healthcheck with its default configuration.
 */
const ANSWERED: readonly { readonly library: RegExp; readonly makes: string; readonly path: string }[] = [
  { library: /luraproject\/lura\/v\d+\/router\/gin$/, makes: "NewFactory", path: "/__health" },
  {
    library: /^(gofr\.dev|github\.com\/gofr-dev\/gofr)\/pkg\/gofr$/,
    makes: "New",
    path: "/.well-known/alive",
  },
  { library: /k8s\.io\/apiserver\/pkg\/server\/healthz$/, makes: "InstallHandler", path: "/healthz" },
  { library: /openfaas\/faas-provider$/, makes: "Serve", path: "/healthz" },
  { library: /tavsec\/gin-healthcheck\/config$/, makes: "DefaultConfig", path: "/healthz" },
];

function answered(analysis: Analysis): Route[] {
  return ANSWERED.flatMap(({ library, makes, path }) =>
    (analysis.program.calls.get(makes) ?? []).flatMap(({ call, scope }) => {
      const from = packageOf(call.callee, scope);
      if (from === null || !library.test(from)) return [];
      return [{ path, router: NOWHERE, evidence: place(scope.file, call.at) }];
    }),
  );
}

export function builtInRoutes(analysis: Analysis): readonly Route[] {
  return [
    ...fiberDefaults(analysis),
    ...pingMiddleware(analysis),
    ...probeHandlers(analysis),
    ...gatewayRoutes(analysis),
    ...answered(analysis),
    ...pocketbase(analysis),
    ...managerProbes(analysis),
  ];
}
