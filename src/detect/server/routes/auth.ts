/** Whether authentication stands before routes, by the names of middleware. */
import type { Analysis } from "../flow/context.ts";
import { isOn } from "../flow/guards.ts";
import { namesIn } from "../flow/names.ts";
import { lastName, type Scope } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import { importOf } from "../flow/types.ts";
import { eachIn } from "../flow/walk.ts";
import type { Expression } from "../go/ast.ts";

const AUTH =
  /auth|jwt|login|signin|session|permission|acl|oidc|oauth|requireuser|protected|credential|apikey|api_key/i;
/**
 * Middleware of scs, gin-contrib, echo-contrib and fiber that loads a session and lets everybody pass; what
 * is called by that word alone is a wrapper of it.
 */
const LOADS_SESSION = /^(Sessions?|SessionsMany|LoadAndSave)$/;

/** Browsers ask it whether they may send credentials along; requests it lets pass. */
const SHARES = /^(new|with)?_?cors(middleware|handler|withconfig|config)?$/i;

/** What says by its name that it only looks who asks: `SessionAware`, `OptionalAuth`. */
const LOOKS_ONLY = /^(optional|(load|with|attach)session$)|aware$/i;

function letsPass(argument: Expression, scope: Scope): boolean {
  const named = argument.kind === "call" ? argument.callee : argument;
  const name = lastName(named);
  if (LOADS_SESSION.test(name) || LOOKS_ONLY.test(name) || SHARES.test(name)) return true;
  const path = named.kind === "selector" ? importOf(named.base, scope) : null;
  return path !== null && /(echo-contrib|middleware)\/session$/.test(path);
}

/** What sends away whoever is not known. */
const REFUSES = /unauthorized|forbidden|redirect|login|auth\w*\(/i;
const PASSES_ON = /^(next|servehttp)$/i;

/** `SessionValidation()` of the program's own that refuses nobody: a request without a session goes on. */
function refusesNobody(analysis: Analysis, argument: Expression, scope: Scope): boolean {
  const others = namesIn(argument).replace(/session/gi, "");
  const called = calledFunction(
    analysis.program,
    argument.kind === "call" ? argument.callee : argument,
    scope,
  );
  if (!called || AUTH.test(others)) return false;
  let passes = false;
  let refuses = false;
  eachIn(called.declaration.body, (inner) => {
    if (inner.kind === "call") {
      passes ||= PASSES_ON.test(lastName(inner.callee));
      refuses ||= REFUSES.test(`${lastName(inner.callee)}(`);
    } else if (inner.kind === "number") refuses ||= /^(30[1-8]|40[13])$/.test(inner.text);
    else refuses ||= REFUSES.test(lastName(inner));
  });
  return passes && !refuses;
}

export function speaksOfAuth(analysis: Analysis, args: readonly Expression[], scope: Scope): boolean {
  return args.some(
    (argument) =>
      argument.kind !== "function" &&
      !letsPass(argument, scope) &&
      AUTH.test(namesIn(argument)) &&
      !refusesNobody(analysis, argument, scope),
  );
}

/** Routers that take middleware for the routes behind it alone; for others it stands before all routes. */
const IN_ORDER = /^github\.com\/(gin-gonic\/gin|gofiber\/fiber|cloudwego\/hertz)/;

/**
 * Whether `router.Use(...)` in the same function names authentication, under no condition but one that holds by default.
 * @param at where the router is used
 */
export function usesAuth(analysis: Analysis, name: string, scope: Scope, at: number): boolean | null {
  const uses = [
    ...(analysis.program.calls.get("Use") ?? []),
    ...(analysis.program.calls.get("Middleware") ?? []),
  ];
  const inOrder = [...scope.file.importPaths].some((path) => IN_ORDER.test(path));
  return uses.some(({ call, scope: where, guards }) => {
    if (inOrder && call.at > at) return false;
    const { callee } = call;
    const same = callee.kind === "selector" && callee.base.kind === "name" && callee.base.name === name;
    return same && where === scope && speaksOfAuth(analysis, call.args, where) && isOn(analysis, guards);
  });
}
