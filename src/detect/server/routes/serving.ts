/** Routers that answer on a listener which is made apart from them: `net.Listen(...)` and then `server.Serve(l)`. */
import type { Analysis } from "../flow/context.ts";
import { isOff } from "../flow/guards.ts";
import { type Maker, makersOf } from "../flow/makers.ts";
import { type CallSite, lastName, place, type Scope } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import { importOf, typeName } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";
import type { Listener } from "../ports/open-port.ts";
import { rootsIn } from "./mounts.ts";
import { DEFAULT_MUX } from "./router.ts";

export interface Serving {
  /** Places of the calls and literals that make the listener; empty where it cannot be followed. */
  readonly listeners: ReadonlySet<string>;
  /** Whether the call that starts to listen is among them. */
  readonly isFollowed: boolean;
  readonly roots: ReadonlySet<string>;
}

interface Parts {
  /** The listener itself, or what holds the addresses. */
  readonly listeners: readonly (Expression | undefined)[];
  readonly server?: Expression | undefined;
  readonly handler?: Expression | undefined;
}

/** What the call serves, and on what; null for calls of other meanings. */
function partsOf({ program }: Analysis, { call, scope }: CallSite): Parts | null {
  const { callee, args } = call;
  if (callee.kind !== "selector") return null;
  const path = importOf(callee.base, scope);
  const [first, second, third] = args;
  if (path !== null && /exporter-toolkit\/web$/.test(path)) {
    // The server may name the address that the settings have.
    return callee.name === "ListenAndServe"
      ? { listeners: [second, first], server: first }
      : { listeners: [first, third], server: second };
  }
  if (callee.name === "ListenAndServe") return null;
  if (path !== null) return path === "net/http" ? { listeners: [first], handler: second } : null;
  // Of a method in reach the real call is met by itself.
  if (!first || calledFunction(program, callee, scope)) return null;
  return /^Serve/.test(callee.name)
    ? { listeners: [first], server: callee.base }
    : { listeners: [first], handler: callee.base };
}

/** A server of another module, as a literal or as `new(http.Server)`. */
function isServer({ program }: Analysis, { expression, scope }: Maker): boolean {
  const isNew = expression.kind === "call" && lastName(expression.callee) === "new";
  const type = expression.kind === "composite" ? expression.type : isNew ? expression.args[0] : null;
  const name = type && typeName({ expression: type, file: scope.file });
  return name ? /\.Server$/.test(name) && !program.structs.has(name) : false;
}

/** Routers that the handler is or wraps, also where a field, a parameter or a function of the program holds it. */
function rootsBehind(analysis: Analysis, handler: Expression, scope: Scope, depth = 0): string[] {
  const made = makersOf(analysis, handler, scope);
  if (made.some((one) => isServer(analysis, one))) return rootsOfServers(analysis, made, depth + 1);
  return [{ expression: handler, scope }, ...made].flatMap((one) => [
    ...rootsIn(analysis, one.expression, one.scope),
  ]);
}

/** Whether the server's own method starts it: `server.ListenAndServe()`. */
function isStarted(analysis: Analysis, server: Maker["expression"]): boolean {
  return ["ListenAndServe", "ListenAndServeTLS"].some((name) =>
    (analysis.program.calls.get(name) ?? []).some(({ call: { callee }, scope }) => {
      if (callee.kind !== "selector" || importOf(callee.base, scope) !== null) return false;
      return makersOf(analysis, callee.base, scope).some((one) => one.expression === server);
    }),
  );
}

/** What servers answer with: the Handler of the literal that makes each, and what it is given later. */
function rootsOfServers(analysis: Analysis, made: readonly Maker[], depth: number): string[] {
  if (depth > 2) return [];
  const given = analysis.program.fieldValues.get("Handler") ?? [];
  return made
    .filter((one) => isServer(analysis, one))
    .flatMap(({ expression, scope }) => {
      const own =
        expression.kind === "composite"
          ? expression.elements.filter(({ key }) => key?.kind === "name" && key.name === "Handler")
          : [];
      const later = given.filter(
        ({ base, scope: where }) =>
          base !== null && makersOf(analysis, base, where).some((one) => one.expression === expression),
      );
      const handlers = [...own.map(({ value }) => ({ value, scope })), ...later];
      // Whatever starts it may give it one: a framework does, the methods of `http.Server` do not.
      if (handlers.length === 0) return depth === 0 || isStarted(analysis, expression) ? [DEFAULT_MUX] : [];
      return handlers.flatMap((one) => rootsBehind(analysis, one.value, one.scope, depth));
    });
}

function listens({ expression }: Maker): boolean {
  if (expression.kind === "composite") return lastName(expression.type) === "FlagConfig";
  return /^(Listen|ListenTCP|AddFlags)$/.test(lastName(expression.callee));
}

/** Everything that runs by default and serves on a listener. */
export function servings(analysis: Analysis): readonly Serving[] {
  const names = ["Serve", "ServeTLS", "ServeMultiple", "ListenAndServe", "RunListener", "Listener"];
  return names.flatMap((name) =>
    (analysis.program.calls.get(name) ?? []).flatMap((site) => {
      const { scope, guards } = site;
      const parts = partsOf(analysis, site);
      if (!parts || isOff(analysis, guards, scope)) return [];
      const { server, handler } = parts;
      const made = parts.listeners.flatMap((one) => makersOf(analysis, one, scope));
      const roots = server
        ? rootsOfServers(analysis, makersOf(analysis, server, scope), 0)
        : handler
          ? rootsBehind(analysis, handler, scope)
          : [];
      const listeners = new Set(made.map(({ expression, scope: where }) => place(where.file, expression.at)));
      return [{ listeners, isFollowed: made.some(listens), roots: new Set(roots) }];
    }),
  );
}

/** Whether it serves on this listener. */
export function servesOn({ listeners }: Serving, { at, caller }: Listener): boolean {
  return listeners.has(caller ? place(caller.scope.file, caller.call.at) : at);
}

/** Routers that the caller hands to a helper which listens and serves: `Serve(ctx, Config{Addr: a, Handler: h})`. */
function rootsHandedOver(
  analysis: Analysis,
  { at, caller }: Listener,
  all: readonly Serving[],
): ReadonlySet<string> {
  if (!caller || !all.some(({ listeners }) => listeners.has(at))) return new Set();
  return new Set(caller.call.args.flatMap((one) => [...rootsIn(analysis, one, caller.scope)]));
}

/** Routers that answer on a listener. */
export function rootsOf(
  analysis: Analysis,
  listener: Listener,
  all: readonly Serving[],
): ReadonlySet<string> {
  const served = all.filter((one) => servesOn(one, listener)).flatMap(({ roots }) => [...roots]);
  const { handler, bare } = listener;
  if (served.length > 0) return new Set(served);
  if (!handler || bare) return rootsHandedOver(analysis, listener, all);
  return new Set(rootsBehind(analysis, handler.expression, handler.scope));
}
