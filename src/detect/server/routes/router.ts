/** Where in the tree of routers an expression stands: the prefix of its routes and the router at the root. */
import { callersOf, givenToField } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { lastMade } from "../flow/nearest.ts";
import { type CallSite, type Definition, lastName, type Scope, type SourceFile } from "../flow/program.ts";
import { calledFunction, typeOf } from "../flow/type-of.ts";
import { findField, importOf, lookUp, packageOf, structKey } from "../flow/types.ts";
import { HOLE, isKnown } from "../flow/value.ts";
import type { Call, Expression, Name } from "../go/ast.ts";
import { speaksOfAuth, usesAuth } from "./auth.ts";
import { dispatchedCalls, isThroughInterface } from "./dispatched.ts";
import { fillingsBy } from "./filled.ts";
import { groupAround } from "./group-around.ts";
import { areNested, derivedByOwn, derivesItself, instancePrefix, routerInside } from "./own-routers.ts";

export interface Router {
  /** With `HOLE` for a part that is not in sight. */
  readonly prefix: string;
  /** Equal for expressions that stand for one router; null when it is not in sight. */
  readonly root: string | null;
  /** A middleware whose name speaks of authentication stands before the routes. */
  readonly behindAuth: boolean;
}

export interface Route {
  readonly path: string;
  readonly router: Router;
  readonly evidence: string;
  /** It is registered under a condition of which the code does not show that it holds. */
  readonly unsure?: boolean;
}

/** Methods of gorilla/mux that add no prefix. */
const MATCHES = /^(Methods|Host|Schemes|Headers|Name|Version|StrictSlash|UseEncodedPath|SkipClean)$/;

export const DEFAULT_MUX = "net/http.DefaultServeMux";
/** None in sight: whichever server there is may answer. */
export const NOWHERE: Router = { prefix: "", root: null, behindAuth: false };
const DEEPEST = 14;

/** Methods that give a router below their receiver, the first argument being a prefix where it is a text. */
const DERIVES =
  /^(Group|WithGroup|Party|PartyFunc|PathPrefix|Subrouter|Route|RouteFunc|NewGroup|NewRoute|Use|With|WithPrefix|Methods|Host|Schemes|Headers|StrictSlash|UseEncodedPath|SkipClean|Name|Version|Namespace|Prefix|Middleware|Router)$/;

const HUMA_ADAPTER = /danielgtaylor\/huma\/v\d+\/adapters\//;

/** A router is told from others by where it is made. */
export function rootKey(file: SourceFile, at: number): string {
  return `${file.path}#${at}`;
}

export function joinRoute(prefix: string, path: string): string {
  if (path === "") return prefix;
  return `${prefix.replace(/\/$/, "")}/${path.replace(/^\//, "")}`;
}

/** Of these the first argument is a prefix, unless it is a function. */
export const PREFIXES =
  /^(Group|WithGroup|Party|PartyFunc|PathPrefix|Route|RouteFunc|NewGroup|WithPrefix|Namespace|Prefix)$/;

/** Whether a prefix stands there that may be any text, and no function that fills the group. */
function takesPrefix({ program }: Analysis, callee: Expression, argument: Expression, scope: Scope): boolean {
  if (!PREFIXES.test(lastName(callee)) || !/^(name|selector|call)$/.test(argument.kind)) return false;
  return calledFunction(program, argument, scope) === null;
}

export function prefixed(analysis: Analysis, router: Router, { callee, args }: Call, scope: Scope): Router {
  const [first] = args;
  const value = first && first.kind !== "function" ? valueIn(analysis, first, scope) : null;
  // What a setting gives is empty unless somebody sets it; here the code shows nothing at all.
  if (first && value === null && takesPrefix(analysis, callee, first, scope))
    return { ...router, prefix: joinRoute(router.prefix, HOLE) };
  // `"/api/" + version()` has a part that is not in sight.
  if (value?.text.includes(HOLE) && PREFIXES.test(lastName(callee)))
    return { ...router, prefix: joinRoute(router.prefix, HOLE) };
  const text = isKnown(value) ? value.text : null;
  const prefix = text?.startsWith("/") || (text !== null && /^[\w-]+(\/[\w-]+)*$/.test(text)) ? text : "";
  // `Route(config.OAuthPath, ...)`: the name of a path says nothing of who may ask.
  const middleware = prefix !== "" && PREFIXES.test(lastName(callee)) ? args.slice(1) : args;
  return {
    ...router,
    prefix: prefix && prefix !== "/" ? joinRoute(router.prefix, prefix) : router.prefix,
    behindAuth: router.behindAuth || speaksOfAuth(analysis, middleware, scope),
  };
}

/** Follows an expression that stands for a router. Never fails. */
export function routerOf(analysis: Analysis, expression: Expression, scope: Scope, depth = 0): Router {
  if (depth > DEEPEST) return NOWHERE;
  const seen = analysis.memo.routers.get(expression);
  if (seen) return seen;
  const router = follow(analysis, expression, scope, depth);
  // Near the limit a way may have been cut short.
  if (depth < DEEPEST / 2) analysis.memo.routers.set(expression, router);
  return router;
}

function follow(analysis: Analysis, expression: Expression, scope: Scope, depth: number): Router {
  switch (expression.kind) {
    case "unary":
      return routerOf(analysis, expression.operand, scope, depth + 1);
    case "name":
      return namedRouter(analysis, expression, scope, depth);
    case "selector":
      return fieldRouter(analysis, expression.base, expression.name, scope, depth);
    case "call":
      return calledRouter(analysis, expression, scope, depth);
    case "composite": {
      const inside = routerInside(expression);
      const router = inside ? routerOf(analysis, inside, scope, depth + 1) : NOWHERE;
      return { ...router, root: rootKey(scope.file, expression.at) };
    }
    default:
      return NOWHERE;
  }
}

function namedRouter(analysis: Analysis, expression: Name, scope: Scope, depth: number): Router {
  const { name, at } = expression;
  if (name === "nil") return { ...NOWHERE, root: DEFAULT_MUX };
  const path = importOf(expression, scope);
  if (path !== null) return { ...NOWHERE, root: path === "net/http" ? DEFAULT_MUX : path };
  const found = lookUp(name, scope);
  if (!found) return NOWHERE;
  const used = usesAuth(analysis, name, found.scope, at);
  const around = groupAround(name, scope, found.scope);
  if (around && around.call.callee.kind === "selector") {
    const base = routerOf(analysis, around.call.callee.base, around.scope, depth + 1);
    return prefixed(analysis, base, around.call, around.scope);
  }
  const router = found.parameter
    ? parameterRouter(analysis, name, found.scope, depth)
    : definedRouter(analysis, lastMade(found.definitions, at), name, depth);
  return used === null ? router : { ...router, behindAuth: router.behindAuth || used };
}

function definedRouter(
  analysis: Analysis,
  definitions: readonly Definition[],
  name: string,
  depth: number,
): Router {
  for (const { value, scope, at } of definitions) {
    // `h = middleware(h)` stays the same router.
    if (
      !value ||
      (value.kind === "call" && value.args.some((one) => one.kind === "name" && one.name === name))
    )
      continue;
    const router = routerOf(analysis, value, scope, depth + 1);
    return router.root === null ? { ...router, root: rootKey(scope.file, at) } : router;
  }
  return NOWHERE;
}

/** A parameter of a function literal handed to Route or Group, or of a declared function. */
function parameterRouter(analysis: Analysis, name: string, scope: Scope, depth: number): Router {
  const { node, handedTo } = scope;
  if (handedTo && node?.kind === "function") {
    const { callee } = handedTo.call;
    const derives = callee.kind === "selector" && DERIVES.test(callee.name);
    if (!derives || callee.kind !== "selector") return NOWHERE;
    const base = routerOf(analysis, callee.base, handedTo.scope, depth + 1);
    return prefixed(analysis, base, handedTo.call, handedTo.scope);
  }
  if (node?.kind !== "declaration") return NOWHERE;
  if (node.receiver?.name === name) {
    const { type } = node.receiver;
    const prefix = areNested(analysis, type) ? instancePrefix(analysis, scope, depth) : "";
    return { ...NOWHERE, prefix, root: `${scope.file.package.importPath}.${lastName(type)}` };
  }
  const index = node.parameters.findIndex((parameter) => parameter.name === name);
  const handed = (sites: readonly CallSite[]): Router[] =>
    sites.slice(0, 4).flatMap(({ call, scope: where }) => {
      const argument = call.args[index];
      return argument ? [routerOf(analysis, argument, where, depth + 1)] : [];
    });
  const open = (routers: readonly Router[]) => routers.find(({ behindAuth }) => !behindAuth) ?? routers[0];
  const unknown = { ...NOWHERE, root: `${rootKey(scope.file, node.at)}#${name}` };
  const filled = fillingsBy(analysis, node)
    .slice(0, 4)
    .flatMap(({ call, scope: where, by }) => {
      if (call.callee.kind !== "selector") return [];
      const base = routerOf(analysis, call.callee.base, where, depth + 1);
      const args = call.args.filter((one) => one !== by);
      return [prefixed(analysis, base, { ...call, args }, where)];
    });
  const callers = callersOf(analysis, scope).filter((site) => !isThroughInterface(analysis, site));
  const called = open([...handed(callers), ...filled]);
  if (called) return called;
  const { sites, certain } = dispatchedCalls(analysis, scope);
  const routers = handed(sites);
  // Which of several routers a module is given cannot be told where the list of modules is not in sight.
  const alike = certain || new Set(routers.map(({ prefix }) => prefix)).size < 2;
  return alike ? (open(routers) ?? unknown) : { ...unknown, prefix: HOLE };
}

function fieldRouter(
  analysis: Analysis,
  base: Expression,
  name: string,
  scope: Scope,
  depth: number,
): Router {
  const { program } = analysis;
  const path = importOf(base, scope);
  if (path !== null) {
    if (path === "net/http" && name === "DefaultServeMux") return { ...NOWHERE, root: DEFAULT_MUX };
    const definitions = program.packages.get(path)?.values.get(name) ?? [];
    return definedRouter(analysis, definitions, name, depth);
  }
  const type = typeOf(program, base, scope);
  const key = type && structKey(program, type);
  const site = key ? findField(program, key, name) : null;
  const owner = site?.owner ?? null;
  if (owner === null) return NOWHERE;
  const all = givenToField(analysis, owner, name);
  const [given] = all;
  const router = given ? routerOf(analysis, given.value, given.scope, depth + 1) : NOWHERE;
  if (all.length > 1 && all.some((one) => derivesItself(one.value, one.scope)))
    return { ...router, prefix: instancePrefix(analysis, scope, depth) };
  return router.root === null ? { ...router, root: `${owner}.${name}` } : router;
}

function calledRouter(analysis: Analysis, call: Call, scope: Scope, depth: number): Router {
  const { callee } = call;
  const called = calledFunction(analysis.program, callee, scope);
  if (called) {
    const derived = derivedByOwn(analysis, called, call, scope, depth);
    if (derived) return derived;
    const results = called.scope.returns.map((returned) => returned[0]).filter((one) => one !== undefined);
    const routers = results.map((result) => routerOf(analysis, result, called.scope, depth + 1));
    return routers.find(({ root }) => root !== null) ?? { ...NOWHERE, root: rootKey(scope.file, call.at) };
  }
  if (callee.kind === "selector" && importOf(callee.base, scope) === null && DERIVES.test(callee.name)) {
    const base = routerOf(analysis, callee.base, scope, depth + 1);
    return MATCHES.test(callee.name) ? base : prefixed(analysis, base, call, scope);
  }
  const [outer, ...given] = call.args;
  // huma's API is the router of another framework that it is made of.
  const path = packageOf(callee, scope);
  const adapted = lastName(callee) === "NewWithGroup" ? given[0] : outer;
  if (adapted && path !== null && HUMA_ADAPTER.test(path))
    return routerOf(analysis, adapted, scope, depth + 1);
  // `huma.NewGroup(api, "/v1")`, `fuego.Group(server, "/v1")`
  if (outer && given.length > 0 && /^(New)?Group$/.test(lastName(callee)))
    return prefixed(analysis, routerOf(analysis, outer, scope, depth + 1), { ...call, args: given }, scope);
  return { ...NOWHERE, root: rootKey(scope.file, call.at) };
}
