import { posix } from "node:path";
import type { Health, Port } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { pluginsOf } from "../flow/plugins.ts";
import { importOf, typeName, typeOf } from "../flow/types.ts";
import { isKnown, type Value } from "../flow/value.ts";
import type { Listener, OpenPort } from "../ports/open-port.ts";
import { isSecondary, purposeOfName } from "../ports/purpose.ts";
import { rootsIn } from "../routes/mounts.ts";
import { findRoutes } from "../routes/registrations.ts";
import type { Route } from "../routes/router.ts";
import { DEFAULT_MUX } from "../routes/router.ts";
import { flagArguments } from "../settings/flag-calls.ts";
import { builtInRoutes } from "./built-in.ts";
import { healthScore } from "./names.ts";
import { securedPlaces, servesOnlyTls } from "./tls.ts";

interface Server {
  readonly port: number;
  readonly purpose: Port["purpose"];
  /** Seen in the code, not only in the author's image. */
  readonly listens: boolean;
  /**
   * A listener that is handed no HTTP handler in sight may speak something else; without a listener
   * all is open, and so it is where only the listening itself is in sight.
   */
  readonly http: "seen" | "open" | "no";
  readonly roots: ReadonlySet<string>;
}

/** `net.Listen` and `ListenConfig.Listen`: what is served on it is said elsewhere. */
function isNetwork({ program }: Analysis, { expression, scope }: NonNullable<Listener["handler"]>): boolean {
  if (importOf(expression, scope) === "net") return true;
  const type = typeOf(program, expression, scope);
  return type !== null && typeName(type) === "net.ListenConfig";
}

function serversOf(analysis: Analysis, ports: readonly OpenPort[]): Server[] {
  const tcp = ports.filter(
    ({ port, listener }) =>
      port.protocol === "tcp" && port.purpose !== "grpc" && listener?.address.listed !== true,
  );
  const plain = tcp.filter(({ listener }) => !listener || !isSecondary(listener));
  return (plain.length > 0 ? plain : tcp)
    .map(({ port, listener }) => {
      const handler = listener?.handler;
      // A listener of package net answers with whatever is served on it later.
      const bare = handler ? isNetwork(analysis, handler) : false;
      const roots =
        handler && !bare ? rootsIn(analysis, handler.expression, handler.scope) : new Set<string>();
      const open = !listener || bare;
      const seen = handler || /\bhttp\b/i.test(listener?.hints ?? "");
      const http: Server["http"] = open ? "open" : seen ? "seen" : "no";
      return { port: port.port, purpose: port.purpose, listens: listener !== null, http, roots };
    })
    .sort(
      (a, b) =>
        Number(a.http === "no") - Number(b.http === "no") ||
        Number(b.purpose === "main") - Number(a.purpose === "main") ||
        Number(b.http === "seen") - Number(a.http === "seen"),
    );
}

/** `127.0.0.1:0`: a setting that is off unless somebody gives a port. */
const OFF = /:0$/;

/**
 * Routers that servers of net/http answer with on an address of their own.
 * @param off only those whose address has no port by default
 */
function servedRoots(analysis: Analysis, off: boolean): ReadonlySet<string> {
  const { calls, composites } = analysis.program;
  const handlers = [
    ...(calls.get("ListenAndServe") ?? []).flatMap(({ call, scope }) => {
      const path = call.callee.kind === "selector" ? importOf(call.callee.base, scope) : null;
      return !off && path === "net/http" && call.args[1] ? [{ handler: call.args[1], scope }] : [];
    }),
    ...(composites.get("Server") ?? []).flatMap(({ composite, scope }) => {
      const [address, handler] = ["Addr", "Handler"].map((name) =>
        composite.elements.find(({ key }) => key?.kind === "name" && key.name === name),
      );
      // Without an address it answers on a listener that is made elsewhere.
      if (!address || !handler) return [];
      return !off || OFF.test(textOf(analysis, address.value, scope) ?? "")
        ? [{ handler: handler.value, scope }]
        : [];
    }),
  ];
  return new Set(handlers.flatMap(({ handler, scope }) => [...rootsIn(analysis, handler, scope)]));
}

/** Routers of servers whose address is not known, such as one for debugging: no port in sight answers with them. */
function rootsElsewhere(analysis: Analysis, servers: readonly Server[]): ReadonlySet<string> {
  if (servers.length === 0) return new Set();
  // A port that the code does not show may be that of any server, but for one that is off.
  const off = servers.some(({ http }) => http === "open");
  const roots = [...servedRoots(analysis, off)];
  return new Set(roots.filter((root) => !servers.some((server) => server.roots.has(root))));
}

/** The server whose router the route belongs to; the main one where that is not in sight. */
function portOf({ router }: Route, all: readonly Server[]): number | null {
  const { root } = router;
  // A router of the code is served by a listener of the code, where one of them is not for metrics alone.
  const coded = root !== null && all.some(({ purpose, listens }) => purpose === "main" && listens);
  const servers = coded ? all.filter(({ listens }) => listens) : all;
  const matching = root === null ? [] : servers.filter(({ roots }) => roots.has(root));
  // A package of metrics makes the router of the server for metrics, whoever opens its port.
  const own = root?.includes("#") ? purposeOfName(posix.basename(posix.dirname(root))) : null;
  const named = own === null ? [] : servers.filter(({ purpose }) => purpose === own);
  const implicit = root === DEFAULT_MUX ? servers.filter(({ roots }) => roots.size === 0) : [];
  // A server that is handed the default mux, for profiles, has nothing of another router.
  const others = servers.filter(({ roots }) => roots.size !== 1 || !roots.has(DEFAULT_MUX));
  const rest = root === null || root === DEFAULT_MUX ? servers : others;
  return (matching[0] ?? named[0] ?? implicit[0] ?? rest[0] ?? servers[0])?.port ?? null;
}

/** Middleware that answers on paths of its own. */
const PATH_SETTING =
  /^(ping|health|healthz|health[-_.]?check|live|liveness)[-_.]?(path|endpoint|route|url|uri)$/i;

/** `--ping-path` and `HealthPath` with a default: the handler compares with it somewhere. */
function configuredPaths(analysis: Analysis): Route[] {
  const routes: Route[] = [];
  const add = (value: Value | null): void => {
    if (!isKnown(value) || value.evidence === null) return;
    routes.push({
      path: value.text,
      router: { prefix: "", root: null, behindAuth: false },
      evidence: value.evidence,
    });
  };
  for (const name of ["String", "StringVar", "StringP", "StringVarP"]) {
    for (const { call, scope } of analysis.program.calls.get(name) ?? []) {
      const flag = flagArguments(call);
      if (flag && PATH_SETTING.test(textOf(analysis, flag.name, scope) ?? ""))
        add(valueIn(analysis, flag.fallback, scope));
    }
  }
  for (const [name, given] of analysis.program.fieldValues) {
    if (PATH_SETTING.test(name)) for (const { value, scope } of given) add(valueIn(analysis, value, scope));
  }
  return routes;
}

const LISTENS = ["Listen", "ListenAndServe", "ListenAndServeTLS", "Serve"];

/** Where routers of plugins stand that listen on a port of their own, and not on one that the service opens by itself. */
function pluginDirectories(analysis: Analysis, ports: readonly OpenPort[]): ReadonlySet<string> {
  const opened = ports.map(({ listener }) => listener?.scope.file.package);
  const listening = new Set(
    LISTENS.flatMap((name) =>
      (analysis.program.calls.get(name) ?? []).map(({ scope }) => scope.file.package),
    ),
  );
  const off = [...pluginsOf(analysis)].filter(
    (one) => ports.length > 0 && listening.has(one) && !opened.includes(one),
  );
  return new Set(off.map(({ directory }) => directory));
}

/** Best first. Routes behind authentication, and ports for metrics where main has a route, come not at all or last. */
export function findHttpHealth(analysis: Analysis, ports: readonly OpenPort[]): Health[] {
  const servers = serversOf(analysis, ports);
  // Where no port is in sight at all, the path still tells whoever gives one.
  if (servers.length === 0 && ports.length > 0) return [];
  const alone = servesOnlyTls(analysis);
  const secured = securedPlaces(analysis);
  const overTls = (number: number | null): boolean =>
    ports.some(({ port, listener }) => port.port === number && listener && secured.has(listener.at));
  const seen = [...findRoutes(analysis, (path) => healthScore(path) > 0), ...builtInRoutes(analysis)];
  const routes =
    seen.length > 0 ? seen : configuredPaths(analysis).filter(({ path }) => healthScore(path) > 0);
  const elsewhere = rootsElsewhere(analysis, servers);
  const off = pluginDirectories(analysis, ports);
  const open = routes.filter(
    ({ router: { behindAuth, root } }) =>
      !behindAuth && (root === null || (!elsewhere.has(root) && !off.has(posix.dirname(root)))),
  );
  const ranked = open
    .map((route) => ({ route, score: healthScore(route.path), port: portOf(route, servers) }))
    .sort((a, b) => b.score - a.score);
  const health: Health[] = [];
  for (const { route, port } of ranked) {
    if (health.some((one) => one.path === route.path && one.port === port)) continue;
    const scheme = alone || overTls(port) ? "https" : "http";
    health.push({ type: "http", scheme, path: route.path, port, evidence: route.evidence });
  }
  return health;
}
