/** Which servers answer over TLS alone when nobody sets anything. */
import type { Analysis } from "../flow/context.ts";
import { isOff, isSurelyOn, isTurnedOnHere } from "../flow/guards.ts";
import { qualifiedName } from "../flow/known-calls.ts";
import { type CallSite, lastName, place, type Scope } from "../flow/program.ts";
import { calledFunction, typeOf } from "../flow/type-of.ts";
import { importOf, lookUp, packageOf, typeName } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";
import { secureServing } from "../ports/secure-serving.ts";

/** Whether the program serves nothing but TLS; a certificate that somebody must first name does not count. */
export function servesOnlyTls(analysis: Analysis): boolean {
  const running = (names: readonly string[]) =>
    names.flatMap((name) =>
      (analysis.program.calls.get(name) ?? []).filter(({ scope, guards }) => !isOff(analysis, guards, scope)),
    );
  const secure = running([
    "ListenAndServeTLS",
    "ServeTLS",
    "StartTLS",
    "RunTLS",
    "ListenTLS",
    "StartAutoTLS",
  ]);
  // hertz takes the certificate as an option.
  const options = running(["WithTLS"]).filter(({ call, scope }) =>
    /cloudwego\/hertz/.test(packageOf(call.callee, scope) ?? ""),
  );
  if (secure.length + options.length === 0) return false;
  const plain = running(["ListenAndServe", "Serve", "Start", "Run", "Listen"]).filter(({ call, scope }) => {
    if (call.callee.kind !== "selector") return false;
    const path = importOf(call.callee.base, scope);
    const name = lastName(call.callee);
    // The program's own server is met where it listens; one for names answers no page.
    if (calledFunction(analysis.program, call.callee, scope)) return false;
    const type = typeOf(analysis.program, call.callee.base, scope);
    if (type && /(^|\/)dns\.Server$/.test(typeName(type) ?? "")) return false;
    return (
      name === "ListenAndServe" ||
      (path === "net/http" && name === "Serve") ||
      (path === null && call.args.length === 1)
    );
  });
  return plain.length === 0;
}

/** Where what a variable holds was made: the call `net.Listen(...)`, the address in `http.Server{Addr: ...}`. */
function madeAt(
  expression: Expression | undefined,
  scope: Scope,
  seen: ReadonlySet<Expression> = new Set(),
): string[] {
  // `l = keepAlive{l}`
  if (!expression || seen.has(expression)) return [];
  const follow = (inner: Expression | undefined, where: Scope) =>
    madeAt(inner, where, new Set([...seen, expression]));
  if (expression.kind === "call") return [place(scope.file, expression.at)];
  if (expression.kind === "unary") return follow(expression.operand, scope);
  if (expression.kind === "composite") {
    const address = expression.elements.find(({ key }) => key?.kind === "name" && key.name === "Addr")?.value;
    if (address) return "at" in address ? [place(scope.file, address.at)] : [];
    // A listener in a type of the program's own: `keepAlive{l}`.
    const [inner, ...others] = expression.elements;
    return inner && others.length === 0 ? follow(inner.value, scope) : [];
  }
  if (expression.kind !== "name") return [];
  // A variable that is wrapped by itself has its wrapped value as a definition too, which is met there.
  return (lookUp(expression.name, scope)?.definitions ?? []).flatMap(({ value, scope: where }) =>
    value && value.kind !== "name" ? follow(value, where) : [],
  );
}

/** The same, also of what a helper counts or limits connections of: `tls.NewListener(limit(l), config)`. */
function wrappedAt(listener: Expression | undefined, scope: Scope): string[] {
  const held = listener?.kind === "call" ? listener.args.filter(({ kind }) => kind === "name") : [];
  return [...madeAt(listener, scope), ...held.flatMap((one) => madeAt(one, scope))];
}

/** Whether it is wrapped on the conditions alone on which it listens at all. */
function isBesideListener({ program }: Analysis, { call, scope, guards }: CallSite): boolean {
  const made = guards.length > 0 ? wrappedAt(call.args[0], scope) : [];
  return (program.calls.get("Listen") ?? []).some(
    (one) =>
      made.includes(place(one.scope.file, one.call.at)) &&
      guards.every(({ condition }) => one.guards.some((other) => other.condition === condition)),
  );
}

/** Methods of frameworks that take the address, and speak TLS on it: `e.StartTLS(":8443", cert, key)`. */
const FRAMEWORKS = ["RunTLS", "StartTLS", "StartAutoTLS", "ListenTLS", "ListenMutualTLS"];

/** The server or listener of `server.ListenAndServeTLS(...)` and `http.ServeTLS(listener, ...)`. */
function servedBy({ call, scope }: CallSite): readonly string[] {
  const { callee, args } = call;
  if (callee.kind !== "selector") return [];
  if (FRAMEWORKS.includes(callee.name)) return [place(scope.file, call.at)];
  if (importOf(callee.base, scope) === null)
    return [...madeAt(callee.base, scope), ...madeAt(args[0], scope)];
  return callee.name === "ServeTLS" ? madeAt(args[0], scope) : [place(scope.file, call.at)];
}

/**
 * Places of the listeners that are known to speak TLS: `tls.Listen`, a listener handed to `tls.NewListener`, and a
 * server that is told to on no condition, or by a setting: under others stands mostly the same server without TLS.
 * What is built like an API server of Kubernetes speaks nothing else.
 */
export function securedPlaces(analysis: Analysis): ReadonlySet<string> {
  const sure = (name: string) =>
    (analysis.program.calls.get(name) ?? []).filter(({ scope, guards }) =>
      isSurelyOn(analysis, guards, scope),
    );
  const named = ({ call, scope }: CallSite, name: string): boolean =>
    qualifiedName(call.callee, { scope, frame: null }) === name;
  const listened = sure("Listen").filter((site) => named(site, "crypto/tls.Listen"));
  const wrapped = (analysis.program.calls.get("NewListener") ?? []).filter(
    (site) =>
      named(site, "crypto/tls.NewListener") &&
      (isBesideListener(analysis, site) || isSurelyOn(analysis, site.guards, site.scope)),
  );
  const told = ["ServeTLS", "ListenAndServeTLS", ...FRAMEWORKS]
    .flatMap(sure)
    .filter(({ guards, scope }) => guards.length === 0 || isTurnedOnHere(analysis, guards, scope))
    .map(servedBy);
  return new Set([
    ...listened.map(({ call, scope }) => place(scope.file, call.at)),
    ...wrapped.flatMap(({ call, scope }) => wrappedAt(call.args[0], scope)),
    ...told.filter((places) => places.length === 1).flat(),
    ...secureServing(analysis).map(({ at }) => at),
  ]);
}

const ACME = /^(golang\.org\/x\/crypto\/acme\/autocert|github\.com\/caddyserver\/certmagic)$/;

/** Whether certificates come from an authority that is asked for them by ACME, for names that it can reach. */
export function certifiedByName({ program }: Analysis): boolean {
  return program.files.some(({ importPaths }) => [...importPaths].some((path) => ACME.test(path)));
}
