/** Servers whose address nothing in the repository tells, where only ports beside the service are known. */
import type { Evidence, Health, Warning } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { isOff, isSurelyOn } from "../flow/guards.ts";
import { makersOf } from "../flow/makers.ts";
import { namesIn, scopeName } from "../flow/names.ts";
import { type CallSite, type Guard, place, type Scope } from "../flow/program.ts";
import { packageOf, typeName } from "../flow/types.ts";
import { isKnown } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import { servings } from "../routes/serving.ts";
import { isOf } from "./frameworks.ts";
import { serverOfGoframe } from "./goframe.ts";
import { isForOperators, type OpenPort } from "./open-port.ts";
import { isSecondaryName, purposeOfName } from "./purpose.ts";

/** Frameworks whose routers listen by themselves, on an address that they are given first. */
const ROUTERS = /^github\.com\/(gin-gonic\/gin|labstack\/echo|gofiber\/fiber)(\/v\d+)?$/;

/** Whether a router of a framework is told to listen: `gin.Default().Run(address)`. */
function isOfRouter(analysis: Analysis, { call: { callee }, scope }: CallSite): boolean {
  if (callee.kind !== "selector") return false;
  return makersOf(analysis, callee.base, scope).some(
    ({ expression, scope: where }) =>
      expression.kind === "call" && ROUTERS.test(packageOf(expression.callee, where) ?? ""),
  );
}

/** The address that a function of the standard library or a router listens on. */
function addressOf(analysis: Analysis, site: CallSite): Expression | null {
  const { call, scope } = site;
  const { callee, args } = call;
  const path = packageOf(callee, scope);
  if (path === null) return isOfRouter(analysis, site) ? (args[0] ?? null) : null;
  if (path === "net/http") return args[0] ?? null;
  return path === "net" && /^tcp/.test(textOf(analysis, args[0], scope) ?? "") ? (args[1] ?? null) : null;
}

/** Whether it is the service that listens there, and nothing shows on which port. */
function isUnknown(analysis: Analysis, address: Expression, scope: Scope): boolean {
  const names = `${namesIn(address)} ${scopeName(scope)}`;
  const value = valueIn(analysis, address, scope);
  return !isKnown(value) && purposeOfName(names) === null && !isSecondaryName(names);
}

/**
 * Where the first of them starts to listen. A listener alone may be for anything, as long as no server is handed it.
 * @param runs whether code under these conditions counts
 */
function unknownListener(
  analysis: Analysis,
  runs: (guards: readonly Guard[], scope: Scope) => boolean,
): string | null {
  const { calls, composites } = analysis.program;
  const served = new Set(servings(analysis).flatMap(({ listeners }) => [...listeners]));
  for (const name of ["Listen", "ListenAndServe", "ListenAndServeTLS", "Run", "Start"]) {
    for (const site of calls.get(name) ?? []) {
      const { call, scope, guards } = site;
      const address = addressOf(analysis, site);
      const at = place(scope.file, call.at);
      const isBare = name === "Listen" && packageOf(call.callee, scope) !== null;
      if (!address || (isBare && !served.has(at))) continue;
      if (isUnknown(analysis, address, scope) && runs(guards, scope)) return at;
    }
  }
  for (const { composite, type, scope, guards } of composites.get("Server") ?? []) {
    if (!type || typeName({ expression: type, file: scope.file }) !== "net/http.Server") continue;
    const address = composite.elements.find(({ key }) => key?.kind === "name" && key.name === "Addr")?.value;
    if (address && isUnknown(analysis, address, scope) && runs(guards, scope))
      return place(scope.file, composite.at);
  }
  return null;
}

/**
 * Whether the ports are all for metrics or administration, or for UDP: what answers requests on the service's own is
 * not among them.
 */
export function areBeside(ports: readonly OpenPort[]): boolean {
  return ports.every(isForOperators) || ports.every(({ port }) => port.protocol === "udp");
}

/** Said of a server beside such ports alone, which must not pass for the service's. */
export function unknownWarning(analysis: Analysis, ports: readonly OpenPort[]): readonly Warning[] {
  const isNotOff = (guards: readonly Guard[], scope: Scope) => !isOff(analysis, guards, scope);
  if (ports.length === 0 || !areBeside(ports)) return [];
  const beside = `beside ports for ${ports.every(isForOperators) ? "metrics or administration" : "UDP"}`;
  const listener = unknownListener(analysis, isNotOff);
  if (listener !== null)
    return [portUnknown(`listens on an address that nothing in the repository tells, ${beside}`, listener)];
  const registered = registeredService(analysis);
  return registered === null
    ? []
    : [portUnknown(`serves clients on a port that nothing in the repository tells, ${beside}`, registered)];
}

/** The network of each call of `net.Listen`; empty where the code does not show it. */
function networks(analysis: Analysis): readonly string[] {
  return (analysis.program.calls.get("Listen") ?? []).flatMap(({ call, scope }) =>
    packageOf(call.callee, scope) === "net" ? [textOf(analysis, call.args[0], scope) ?? ""] : [],
  );
}

/** `net.Listen("unix", path)` and no other: programs of the same machine meet it there, and it has no port. */
function isOnSocket(analysis: Analysis): boolean {
  const opened = networks(analysis);
  const isSocket = (network: string) => network.startsWith("unix");
  return opened.length > 0 && opened.every(isSocket) && !analysis.program.calls.has("ListenAndServe");
}

/** Servers that other modules bring whole, on a port out of their own file or flags. */
const BROUGHT: readonly { readonly path: RegExp; readonly calls: readonly string[] }[] = [
  { path: /^maunium\.net\/go\/mautrix\/bridge(v2\/matrix\/mxmain)?$/, calls: ["Run", "Main"] },
  { path: /^github\.com\/caddyserver\/caddy\/v2\/cmd$/, calls: ["Main"] },
  { path: /^github\.com\/nats-io\/nats-server\/v2\/server$/, calls: ["New", "NewServer", "Run"] },
];

/** Where the program starts one of them. */
function broughtServer(analysis: Analysis): string | null {
  const { calls, packages } = analysis.program;
  for (const { path, calls: names } of BROUGHT) {
    if ([...packages.keys()].some((one) => path.test(one))) continue;
    for (const { call, scope, guards } of names.flatMap((name) => calls.get(name) ?? [])) {
      if (isOf(analysis, call.callee, scope, path) && !isOff(analysis, guards, scope))
        return place(scope.file, call.at);
    }
  }
  return null;
}

/** `pb.RegisterShopServer(server, shop)`, `v1.RegisterShopHTTPServer(server, shop)`: what protoc makes for a server. */
const REGISTERS = /^Register[A-Z]\w*Server$/;

/** `net.Listen("unix", path)`, and `net.Listen(network, address)` of an endpoint that may name a socket. */
function mayBeOnSocket(analysis: Analysis): boolean {
  return networks(analysis).some((network) => !network.startsWith("tcp"));
}

/** Where a service is handed to a server; what go-plugin serves is met by the program that starts it. */
function registeredService(analysis: Analysis): string | null {
  if (mayBeOnSocket(analysis)) return null;
  for (const [name, sites] of analysis.program.calls) {
    if (!REGISTERS.test(name)) continue;
    for (const { call, scope, guards } of sites) {
      const isMade = call.args.length === 2 && packageOf(call.callee, scope) !== null;
      if (isMade && !/ GRPCServer$/.test(scopeName(scope)) && !isOff(analysis, guards, scope))
        return place(scope.file, call.at);
    }
  }
  return null;
}

/** Where the program is seen to serve though it answers no health check, and in which words. */
function serves(analysis: Analysis): { readonly what: string; readonly evidence: Evidence } | null {
  const untold = "nothing in the repository tells on which port";
  const brought = broughtServer(analysis);
  if (brought !== null)
    return { what: `starts a server of another module, and ${untold}`, evidence: brought };
  // Alone it may be one for metrics that a setting opens.
  const listener = unknownListener(analysis, (guards, scope) => isSurelyOn(analysis, guards, scope));
  if (listener !== null)
    return { what: "listens on an address that nothing in the repository tells", evidence: listener };
  const registered = registeredService(analysis);
  return registered === null ? null : { what: `serves clients, and ${untold}`, evidence: registered };
}

/** Said of a program that is seen to answer and not where, as when a library of another module listens. */
export function unseenWarning(
  analysis: Analysis,
  ports: readonly OpenPort[],
  health: readonly Health[],
): readonly Warning[] {
  if (ports.length > 0 || isOnSocket(analysis)) return [];
  const frame = serverOfGoframe(analysis);
  if (frame !== null) {
    const message =
      "the program listens on another port at each start, since no configuration file of GoFrame and no code gives one: set server.address, and name the port with --ports";
    return [{ code: "port-unknown", message, evidence: frame, blocksBuild: false }];
  }
  const asked = health.find(({ type }) => type !== "command");
  if (asked === undefined) {
    const found = serves(analysis);
    return found ? [portUnknown(found.what, found.evidence)] : [];
  }
  const what = asked.type === "grpc" ? "gRPC's health check" : asked.path;
  return [portUnknown(`answers ${what}, and nothing in the repository tells on which port`, asked.evidence)];
}

function portUnknown(what: string, evidence: Evidence): Warning {
  const message = `the program ${what}: name its port with --ports`;
  return { code: "port-unknown", message, evidence, blocksBuild: false };
}
