/** Routes that answer GET, wherever a router is told of them. */
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { isOff, isOn } from "../flow/guards.ts";
import { makersOf } from "../flow/makers.ts";
import { type CallSite, type Guard, lastName, place, type Scope } from "../flow/program.ts";
import { typeOf } from "../flow/type-of.ts";
import { importOf, lookUp, packageOf, typeName } from "../flow/types.ts";
import { HOLE } from "../flow/value.ts";
import type { Call, Expression } from "../go/ast.ts";
import { isForwarded, isRefusal, staysOpen } from "./answers.ts";
import { isChatCommand } from "./chat-commands.ts";
import { comparedPaths } from "./comparisons.ts";
import { describedRoutes } from "./described.ts";
import { exemptions } from "./exempt.ts";
import { fillsRouter } from "./filled.ts";
import { loopedPaths } from "./looped.ts";
import { isInstance, methodOf, READS, restrictions } from "./methods.ts";
import { findMounts, mounted } from "./mounts.ts";
import { handlersPaths } from "./named-by-handlers.ts";
import { handedMethod, registeredAt } from "./registrars.ts";
import { restfulRoutes } from "./restful.ts";
import { joinRoute, type Route } from "./router.ts";
import { isComposed, wrappedPaths } from "./wrapped.ts";

/** Calls that register a path: the HTTP method may come first. */
const REGISTERS =
  /^(GET|Get|ANY|Any|All|ALL|Handle|HandleFunc|HandlerFunc|Handler|HandleMethod|Method|MethodFunc|Match|Map|Path|Add|Route|BindHandler|Router|HandleHTTP|HandlePath|HandleContext|GetFunc|To|PathPrefix)$/;
/** Wrappers that a program writes for itself, and middleware that answers on a path. */
const WRAPPERS = /^(handle|handler|handleFunc|route|register|add|get|endpoint|heartbeat)\w*$/i;
/** What clients and texts do with a path. */
const CLIENTS =
  /^(net\/http|net\/url|strings|fmt|log|log\/slog|errors|path|path\/filepath|net\/http\/httptest)$/;
/** `GET /health` of net/http, `GET:/health` of goframe. */
const WITH_METHOD = /^(?:(GET|HEAD|ANY|\*|[A-Z]+)(?:\s+|:))?(?:[\w.-]+)?(\/\S*|)$/;

/** Whether it is a router, or hands on what is left of the path: then the routes in it are what answers. */
function isRouter(analysis: Analysis, handler: Expression | undefined, scope: Scope): boolean {
  return makersOf(analysis, handler, scope).some(
    ({ expression }) =>
      expression.kind === "call" && /(Router|Mux|StripPrefix)$/.test(lastName(expression.callee)),
  );
}

/** gorilla's `PathPrefix("/health")` with a handler of its own behind it: `.Methods("GET").HandlerFunc(ok)`. */
function answeredPrefixes(analysis: Analysis): ReadonlySet<Call> {
  const answered = new Set<Call>();
  if (!analysis.program.calls.has("PathPrefix")) return answered;
  for (const name of ["Handler", "HandlerFunc"]) {
    for (const { call, scope } of analysis.program.calls.get(name) ?? []) {
      if (isRouter(analysis, call.args[0], scope)) continue;
      let at = call.callee.kind === "selector" ? call.callee.base : null;
      while (at?.kind === "call" && at.callee.kind === "selector" && at.callee.name !== "Subrouter") {
        if (at.callee.name === "PathPrefix") answered.add(at);
        at = at.callee.base;
      }
    }
  }
  return answered;
}

/** `client.Get(url, header)`: whether what it is called on asks other services. */
function asksOthers({ program }: Analysis, callee: Expression, scope: Scope): boolean {
  if (callee.kind !== "selector" || importOf(callee.base, scope) !== null) return false;
  const { base } = callee;
  const type = typeOf(program, base, scope);
  const name = (type && typeName(type)) ?? lastName(base.kind === "call" ? base.callee : base);
  return /client$/i.test(name);
}

/** Whether the expression is a parameter: the function is a wrapper, and its callers name the paths. */
function parameterIndex(expression: Expression, scope: Scope): number {
  if (expression.kind !== "name" || scope.node?.kind !== "declaration") return -1;
  return scope.node.parameters.findIndex(({ name }) => name === expression.name);
}

/** The paths that a call registers for GET: those of its callers where it stands in a wrapper. */
function registeredPaths(
  analysis: Analysis,
  site: CallSite,
  name: string,
  wanted: (path: string) => boolean,
): readonly Registered[] {
  const { call, scope } = site;
  const { callee, args } = call;
  const path = packageOf(callee, scope);
  if (path !== null && CLIENTS.test(path) && !(path === "net/http" && /^Handle(Func)?$/.test(name)))
    return [];
  if (asksOthers(analysis, callee, scope) || isChatCommand(analysis, callee, scope)) return [];
  const at = place(scope.file, call.at);
  const standard = REGISTERS.test(name);
  if (isComposed(analysis, site, REGISTERS)) return [];
  const looped = standard ? loopedPaths(analysis, site) : null;
  if (looped) return readablePaths(looped);
  let [candidate, ...rest] = args;
  if (rest.length === 0 && !/^(Path|PathPrefix|Heartbeat|Handle|Route)$/i.test(name)) return [];
  // A wrapper's path is written out, behind methods where there are any.
  if (!standard && !args.slice(0, 3).some(({ kind }) => kind === "string")) return [];
  // A condition on requests: gorilla's Path is a method of a router.
  if (path !== null && name === "Path") return [];
  // r.Match([]string{"GET", "HEAD"}, "/health", handler)
  if (candidate?.kind === "composite") {
    const methods = candidate.elements.map(({ value }) => methodOf(analysis, value, scope) ?? "");
    if (!methods.some((one) => READS.test(one))) return [];
    [candidate, ...rest] = rest;
  }
  const method = methodOf(analysis, candidate, scope);
  if (method !== null && rest.length > 0) {
    if (!method.split(",").some((one) => READS.test(one))) return [];
    [candidate, ...rest] = rest;
  } else if (path !== null && path !== "net/http" && isInstance(analysis, candidate, scope)) {
    // huma.Get(api, "/health", handler), fuego.Get(server, "/health", handler)
    [candidate, ...rest] = rest;
  }
  // A router is mounted there, and its own routes are what answers.
  const [handler] = rest;
  if (handler?.kind === "call" && lastName(handler.callee) === "StripPrefix") return [];
  if (fillsRouter(analysis.program, handler, scope)) return [];
  if (!candidate || (!standard && candidate.kind !== "string")) return [];
  const last = rest.at(-1);
  if (isRefusal(analysis.program, last, scope) || staysOpen(analysis.program, last, scope)) return [];
  const index = parameterIndex(candidate, scope);
  if (index >= 0) {
    return callersOf(analysis, scope).flatMap((caller) => {
      const argument = caller.call.args[index];
      const own = argument?.kind === "string" ? readablePath(argument.value) : null;
      return own === null ? [] : [{ path: own, evidence: place(caller.scope.file, caller.call.at) }];
    });
  }
  const wrapped = wrappedPaths(analysis, candidate, scope, wanted) ?? [];
  const told = wrapped.length > 0 ? wrapped : handlersPaths(analysis, candidate, scope);
  if (told.length > 0) return readablePaths(told);
  // A prefix that the code does not show is empty unless somebody sets one.
  if (isAmbiguous(analysis, candidate, scope)) return [];
  const text = valueIn(analysis, candidate, scope)?.text.replace(/^\/?\uFFFF\/?/, "/") ?? null;
  const slash = text !== null && putsSlash(text, name, rest, scope) ? "/" : "";
  const own = text === null || text.includes(HOLE) ? null : readablePath(slash + text);
  return own === null ? [] : [{ path: own, evidence: at }];
}

/** `v1.GET("health", handler)`: these routers put the slash in front themselves. */
function putsSlash(text: string, name: string, rest: readonly Expression[], { file }: Scope): boolean {
  const [handler] = rest;
  if (!/^(GET|Get|ANY|Any|All|Handle|Add)$/.test(name) || !/^[\w-]+(\/[\w-]+)*$/.test(text)) return false;
  const routers = /^github\.com\/(gin-gonic\/gin|labstack\/echo|gofiber\/fiber|cloudwego\/hertz)/;
  if (!handler || handler.kind === "string" || handler.kind === "number") return false;
  return [...file.importPaths].some((path) => routers.test(path));
}

/** A path that is put together in several ways, or for several callers, is none that can be stated. */
function isAmbiguous(analysis: Analysis, candidate: Expression, scope: Scope): boolean {
  if (candidate.kind !== "name") return false;
  const texts = (lookUp(candidate.name, scope)?.definitions ?? []).flatMap(({ value, scope: where }) => {
    const text = value && textOf(analysis, value, where);
    return text ? [text] : [];
  });
  return new Set(texts).size > 1;
}

interface Registered {
  readonly path: string;
  readonly evidence: string;
  /** The conditions that are left of those around the call, where it stands in a loop over a table. */
  readonly guards?: readonly Guard[];
  /** The call that hands the path to a helper. */
  readonly caller?: CallSite;
}

/** The path of `/x`, `GET /x` or `GET host/x`; null for another method or another text. */
function readablePath(text: string): string | null {
  const match = text.length > 120 ? null : WITH_METHOD.exec(text);
  if (!match || (match[1] !== undefined && !READS.test(match[1]))) return null;
  if (match[1] === undefined && !text.startsWith("/") && text !== "" && !/^[\w-]+$/.test(text)) return null;
  return match[2] ?? "";
}

function readablePaths(
  texts: readonly (Omit<Registered, "path"> & { text: string })[],
): readonly Registered[] {
  return texts.flatMap(({ text, ...rest }) => {
    const path = readablePath(text);
    return path === null ? [] : [{ path, ...rest }];
  });
}

/** chi answers at a prefix itself what is registered at "/" below it, and at the prefix with a slash. */
function takesBoth({ file }: Scope): boolean {
  return [...file.importPaths].some((path) => /^github\.com\/go-chi\/chi(\/v\d+)?$/.test(path));
}

/**
 * Every route in reach whose last part `wanted` takes, composed with groups, prefixes and mounts.
 * @param answers whether the handler among the call's arguments is such, which has to be in sight where it is given
 */
export function findRoutes(
  analysis: Analysis,
  wanted: (path: string) => boolean,
  answers: ((site: CallSite) => boolean) | null = null,
): Route[] {
  const { program } = analysis;
  const reads = restrictions(analysis);
  const mounts = findMounts(analysis);
  const prefixes = answeredPrefixes(analysis);
  let isExempt: ReturnType<typeof exemptions> | null = null;
  const routes: Route[] = [];
  for (const [name, sites] of program.calls) {
    const registers = REGISTERS.test(name) || WRAPPERS.test(name);
    for (const site of sites) {
      const { call, scope } = site;
      if (reads.get(call) === false || (name === "PathPrefix" && !prefixes.has(call))) continue;
      if (answers && !answers(site)) continue;
      const handed = handedMethod(analysis, site, REGISTERS);
      if (!registers && !handed) continue;
      for (const one of registeredPaths(analysis, site, handed?.name ?? name, wanted)) {
        const { path, evidence, guards = site.guards, caller } = one;
        const router = handed?.router ?? registeredAt(analysis, call, scope);
        const prefix = (joinRoute(router.prefix, path) || path).replace(/^\/{2,}/, "/");
        const whole = mounted({ ...router, prefix }, mounts);
        const takesPrefix = path === "/" && takesBoth(scope);
        const outer = takesPrefix ? { ...whole, prefix: whole.prefix.replace(/(.)\/$/, "$1") } : whole;
        // `/healthz` itself is what a gateway is asked on, whoever answers.
        if (isForwarded(call.args.at(-1)) && outer.prefix.lastIndexOf("/") > 0) continue;
        if (outer.prefix.includes(HOLE) || !wanted(outer.prefix) || isOff(analysis, guards, scope)) continue;
        isExempt ??= outer.behindAuth ? exemptions(analysis) : null;
        const behindAuth = outer.behindAuth && !isExempt?.(outer.prefix);
        const around = caller ? registeredAt(analysis, caller.call, caller.scope).root : null;
        const unsure = !isOn(analysis, guards);
        for (const root of new Set([outer.root, around ?? outer.root]))
          routes.push({ path: outer.prefix, router: { ...outer, root, behindAuth }, evidence, unsure });
      }
    }
  }
  if (answers) return routes;
  return [
    ...routes,
    ...[...describedRoutes(analysis), ...restfulRoutes(analysis)].filter(({ path }) => wanted(path)),
    ...comparedPaths(analysis, wanted),
  ];
}
