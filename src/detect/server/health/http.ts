import { posix } from "node:path";
import type { Health } from "../../../types/project.ts";
import { ownerOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { CHOICE, isOfPlugin, pluginsOf } from "../flow/plugins.ts";
import { type FieldValue, lastName } from "../flow/program.ts";
import { isKnown, type Value } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import { type OpenPort, startOf } from "../ports/open-port.ts";
import { saysWell } from "../routes/answers.ts";
import { findRoutes } from "../routes/registrations.ts";
import { NOWHERE, type Route } from "../routes/router.ts";
import { servings } from "../routes/serving.ts";
import { flagArguments, TEXT_FLAGS } from "../settings/flag-calls.ts";
import { builtInRoutes } from "./built-in.ts";
import { healthScore, isOfLife } from "./names.ts";
import { answersWith, portOf, rootsElsewhere, rootsUnplaced, serversOf } from "./servers.ts";
import { certifiedByName, securedPlaces, servesOnlyTls } from "./tls.ts";

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
      router: NOWHERE,
      evidence: value.evidence,
    });
  };
  for (const name of TEXT_FLAGS) {
    for (const { call, scope } of analysis.program.calls.get(name) ?? []) {
      const flag = flagArguments(call);
      if (flag && PATH_SETTING.test(textOf(analysis, flag.name, scope) ?? ""))
        add(valueIn(analysis, flag.fallback, scope));
    }
  }
  for (const [name, given] of analysis.program.fieldValues) {
    if (!PATH_SETTING.test(name)) continue;
    for (const one of given) if (!isOfTargets(analysis, one)) add(valueIn(analysis, one.value, one.scope));
  }
  return routes;
}

/** What says how often somebody asks for the path: whoever answers does not care. */
const CHECKS = /^(un)?health(y|[-_]?check)?_?(interval|timeout|threshold|retries)/i;

/** Whether the struct describes how others are checked, such as the targets of a load balancer. */
function isOfTargets(analysis: Analysis, given: FieldValue): boolean {
  const owner = ownerOf(analysis, given);
  const fields = owner === null ? [] : (analysis.program.structs.get(owner) ?? []);
  return fields.some(({ field }) => CHECKS.test(field.name));
}

/** `e.GET("/", healthCheck)`: the path says nothing, but what answers does. */
const HANDLER = /^(health(z|_?check(er)?)?|liveness|heartbeat)(handler|func)?$/i;
const PLAIN_PATH = /^\/[\w./-]*$/;
const ROOT = /^((GET|HEAD) )?\/?$/;

/** Routes whose path says nothing: those of a handler that is called after health, else a root that says "OK". */
function routesByHandler(analysis: Analysis): readonly Route[] {
  const named = findRoutes(
    analysis,
    (path) => PLAIN_PATH.test(path),
    ({ call }) => call.args.some((argument) => HANDLER.test(lastName(argument))),
  );
  if (named.length > 0) return named;
  const isRoot = (argument: Expression) => argument.kind === "string" && ROOT.test(argument.value);
  return findRoutes(
    analysis,
    (path) => path === "/",
    ({ call, scope }) =>
      call.args.some(isRoot) && call.args.some((argument) => saysWell(analysis.program, argument, scope)),
  );
}

const LISTENS = ["Listen", "ListenAndServe", "ListenAndServeTLS", "Serve"];

/** Where routers of plugins stand that listen on a port of their own, and not on one that the service opens by itself. */
function pluginDirectories(analysis: Analysis, ports: readonly OpenPort[]): ReadonlySet<string> {
  const own = ports.filter(({ listener }) => listener === null || !isOfPlugin(analysis, startOf(listener)));
  // Beside a port of the service a plugin's own waits, whatever it is for.
  const startedBy = ({ listener }: OpenPort) => listener && startOf(listener).file.package;
  const opened = (own.length > 0 ? own : ports).map(startedBy);
  const all = ports.map(startedBy);
  const listening = new Set(
    LISTENS.flatMap((name) =>
      (analysis.program.calls.get(name) ?? []).map(({ scope }) => scope.file.package),
    ),
  );
  const off = [...pluginsOf(analysis)].filter(
    (one) => (listening.has(one) || all.includes(one)) && !opened.includes(one),
  );
  // The only one may well be the service, on a port that is not in sight.
  return new Set(ports.length > 0 || off.length >= CHOICE ? off.map(({ directory }) => directory) : []);
}

/**
 * Best first. Routes behind authentication, and ports for metrics where main has a route, come not at all or last,
 * and so does what answers on a port that is not in sight, beside others that are.
 */
export function findHttpHealth(analysis: Analysis, ports: readonly OpenPort[]): Health[] {
  const serving = servings(analysis);
  const servers = serversOf(analysis, ports, serving);
  // Where no port is in sight at all, the path still tells whoever gives one.
  if (servers.length === 0 && ports.length > 0) return [];
  const alone = servesOnlyTls(analysis);
  const secured = securedPlaces(analysis);
  const overTls = (number: number | null): boolean =>
    ports.some(({ port, listener }) => port.port === number && listener && secured.has(listener.at));
  // What a library answers by itself counts where it is served, and is not followed to less than that.
  const builtIn = builtInRoutes(analysis).filter(
    ({ router: { root } }) =>
      root === null || servers.length === 0 || servers.some((server) => answersWith(server, root)),
  );
  const seen = [...findRoutes(analysis, (path) => healthScore(path) > 0), ...builtIn];
  const configured =
    seen.length > 0 ? seen : configuredPaths(analysis).filter(({ path }) => healthScore(path) > 0);
  const routes = configured.length > 0 ? configured : routesByHandler(analysis);
  const elsewhere = rootsElsewhere(analysis, servers);
  const unplaced = rootsUnplaced(ports, serving, servers);
  const off = pluginDirectories(analysis, ports);
  const open = routes.filter(
    ({ router: { behindAuth, root } }) =>
      !behindAuth && (root === null || (!elsewhere.has(root) && !off.has(posix.dirname(root)))),
  );
  const isPlaced = ({ router: { root } }: Route) =>
    root !== null && servers.some((server) => answersWith(server, root));
  // The same path at a router that no server is seen to answer with is that of a helper behind the other.
  const placed = new Set(open.filter(isPlaced).map(({ path }) => path));
  const own = open.filter(
    (route) => isPlaced(route) || route.router.root === null || !placed.has(route.path),
  );
  // `if config.RootHealth { r.Get("/healthz", health) }` beside `/server/healthz`, which is always there.
  const isAdded = ({ path, unsure }: Route) =>
    unsure === true &&
    own.some(
      (one) => !one.unsure && (isOfLife(one.path) || posix.basename(one.path) === posix.basename(path)),
    );
  // Of two that answer alike the one first that people ask on.
  const numbers = ports.map(({ port }) => port.port);
  const placeOf = (port: number | null | undefined) => numbers.indexOf(port ?? 0);
  const ranked = own
    .map((route) => ({ route, score: healthScore(route.path), port: portOf(route, servers, unplaced) }))
    .sort(
      (a, b) =>
        Number(a.port === null) - Number(b.port === null) ||
        Number(isAdded(a.route)) - Number(isAdded(b.route)) ||
        b.score - a.score ||
        placeOf(a.port) - placeOf(b.port),
    );
  const byName = certifiedByName(analysis);
  const health: Health[] = [];
  for (const { route, port } of ranked) {
    if (port === undefined) continue;
    if (health.some((one) => one.path === route.path && one.port === port)) continue;
    const scheme = alone || overTls(port) ? "https" : "http";
    const named = scheme === "https" && byName ? ({ byName } as const) : {};
    health.push({ type: "http", scheme, path: route.path, port, evidence: route.evidence, ...named });
  }
  return health;
}
