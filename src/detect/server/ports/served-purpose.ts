/** What a server of net/http is for, by everything that it answers: profiles, metrics or probes alone. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { makersOf } from "../flow/makers.ts";
import { isOfPlugin } from "../flow/plugins.ts";
import { lastName, type Scope } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import { importOf } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";
import { healthScore } from "../health/names.ts";
import { DEFAULT_MUX, rootKey, routerOf } from "../routes/router.ts";
import { rootsOf, type Serving } from "../routes/serving.ts";
import { type Listener, type OpenPort, startOf } from "./open-port.ts";

type Purpose = "metrics" | "admin" | "profiles";

const METRICS = /^\/([\w-]+\/)*(metrics|prometheus)$/;
const PROFILES = /^\/debug\//;
/** What a multiplexer is handed to without more routes coming to it. */
const SERVES =
  /^(ListenAndServe(TLS)?|Serve(TLS|HTTP)?|Handle|StripPrefix|NewHandler|TimeoutHandler|append)$/;

/** Whether code that is not in sight may register routes of its own. */
function isHandedOut(analysis: Analysis, root: string): boolean {
  const { program } = analysis;
  const isDefault = root === DEFAULT_MUX;
  // net/rpc's, which registers at the default one.
  if (isDefault && program.calls.has("HandleHTTP")) return true;
  const is = (argument: Expression, scope: Scope): boolean => {
    if (isDefault) return argument.kind === "selector" && argument.name === "DefaultServeMux";
    const named = argument.kind === "name" || argument.kind === "selector";
    return named && importOf(argument, scope) === null && routerOf(analysis, argument, scope).root === root;
  };
  return [...program.calls].some(
    ([name, sites]) =>
      !SERVES.test(name) &&
      sites.some(
        ({ call, scope }) =>
          call.args.some((one) => is(one, scope)) && !calledFunction(program, call.callee, scope),
      ),
  );
}

/** `http.Handle("/", http.RedirectHandler("/debug/pprof", 303))`: the server answers what that points to. */
function isRedirect(analysis: Analysis, handler: Expression | undefined, scope: Scope): boolean {
  if (!handler) return false;
  return makersOf(analysis, handler, scope).some(
    ({ expression }) => expression.kind === "call" && lastName(expression.callee) === "RedirectHandler",
  );
}

/** Every path that is registered at a multiplexer of net/http; null for other routers, and where one is not in sight. */
function pathsOf(analysis: Analysis, root: string): readonly string[] | null {
  const { calls } = analysis.program;
  const made = (calls.get("NewServeMux") ?? []).some(
    ({ call, scope }) => rootKey(scope.file, call.at) === root,
  );
  if (!made && root !== DEFAULT_MUX) return null;
  const paths: string[] = [];
  for (const { call, scope } of [...(calls.get("Handle") ?? []), ...(calls.get("HandleFunc") ?? [])]) {
    const base = call.callee.kind === "selector" ? call.callee.base : null;
    if (!base || routerOf(analysis, base, scope).root !== root) continue;
    if (isRedirect(analysis, call.args[1], scope)) continue;
    const path = textOf(analysis, call.args[0], scope);
    if (path === null) return null;
    paths.push(path.replace(/^[A-Z]+ +/, ""));
  }
  return paths;
}

function isMetricsHandler(analysis: Analysis, { handler }: Listener): boolean {
  const [first] = handler ? makersOf(analysis, handler.expression, handler.scope) : [];
  if (first?.expression.kind !== "call" || first.expression.callee.kind !== "selector") return false;
  return /\/promhttp$/.test(importOf(first.expression.callee.base, first.scope) ?? "");
}

/** What a server is for that answers these paths and no other. */
function purposeOfPaths(analysis: Analysis, root: string, paths: readonly string[]): Purpose | null {
  if (paths.length === 0) {
    const profiles = analysis.program.files.some(({ importPaths }) => importPaths.has("net/http/pprof"));
    return root === DEFAULT_MUX && profiles ? "profiles" : null;
  }
  if (paths.every((path) => PROFILES.test(path))) return "profiles";
  if (!paths.every((path) => METRICS.test(path) || PROFILES.test(path) || healthScore(path) > 0)) return null;
  return paths.some((path) => METRICS.test(path)) ? "metrics" : "admin";
}

/** null for a server that answers something else, or of which not all is in sight. */
function purposeServed(analysis: Analysis, listener: Listener, serving: readonly Serving[]): Purpose | null {
  if (isMetricsHandler(analysis, listener)) return "metrics";
  const [root, ...others] = rootsOf(analysis, listener, serving);
  if (root === undefined || others.length > 0) return null;
  const paths = pathsOf(analysis, root);
  const purpose = paths && purposeOfPaths(analysis, root, paths);
  return purpose && !isHandedOut(analysis, root) ? purpose : null;
}

/**
 * Ports with the purpose that their routes tell. Without another port for the service it is the main one whatever
 * it answers, but for one that has nothing but profiles.
 */
export function withServedPurposes(
  analysis: Analysis,
  ports: readonly OpenPort[],
  serving: readonly Serving[],
): readonly OpenPort[] {
  const isMain = ({ port, listener }: OpenPort) =>
    listener !== null && port.purpose === "main" && !isOfPlugin(analysis, startOf(listener));
  const told = ports.map((open) => ({
    open,
    purpose:
      open.listener && isMain(open) && open.port.protocol === "tcp"
        ? purposeServed(analysis, open.listener, serving)
        : null,
  }));
  const beside = told.some(
    ({ open, purpose }) => purpose === null && (isMain(open) || open.port.purpose === "grpc"),
  );
  // Of a port for metrics and one for probes, the service is at the second.
  const probed = told.some(({ purpose }) => purpose === "admin");
  return told.map(({ open, purpose }) => {
    const stays = !beside && (purpose === "admin" || (purpose === "metrics" && !probed));
    if (purpose === null || stays) return open;
    return { ...open, port: { ...open.port, purpose: purpose === "profiles" ? "admin" : purpose } };
  });
}
