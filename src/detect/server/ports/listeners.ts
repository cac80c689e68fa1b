/** Where the program in reach starts to listen. */
import { basename } from "../../paths.ts";
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { isOff, isTurnedOnHere } from "../flow/guards.ts";
import { isOffFor } from "../flow/instance-guards.ts";
import { qualifiedName } from "../flow/known-calls.ts";
import { makersOf } from "../flow/makers.ts";
import { handlerNames, namesIn, scopeName } from "../flow/names.ts";
import { type CallSite, lastName, place, type Scope } from "../flow/program.ts";
import { calledFunction, typeOf } from "../flow/type-of.ts";
import { importOf, packageOf, typeName } from "../flow/types.ts";
import { isKnown, known, type Value } from "../flow/value.ts";
import type { Call, Expression } from "../go/ast.ts";
import { parseAddress, parsePort } from "./address.ts";
import { addressesOf, handedOver } from "./addresses.ts";
import type { Listener } from "./open-port.ts";
import { assignedListeners, isChallenge, literalListeners, OVER_UDP } from "./server-literals.ts";
import { isOnlyTried } from "./tried.ts";

/** Networks of their own, not that of the container. */
const OWN_NETWORK = /tailscale\.com|tsnet|ngrok|libp2p(?!\/go-reuseport)|\/tor\b|bine|wireguard|netstack/;

/** Methods that start a server on an address given first; RunTLS and the like speak TLS. */
const METHODS = new Set(
  (
    "Run RunTLS RunTLSWithConfig Start StartTLS StartAutoTLS Listen ListenTLS ListenMutualTLS ListenAndServe " +
    "ListenAndServeTLS ListenAndServeTLSEmbed Serve"
  ).split(" "),
);
/** Functions of packages that take an address first. */
const FUNCTIONS = new Set(
  (
    "ListenAndServe ListenAndServeContext ListenAndServeTLS ListenAndServeTLSContext ListenAndServeQUIC " +
    "ListenAddr Address Addr WithAddress WithAddr WithHostPorts WithServiceAddr RunServer Run NewTServerSocket NewTServerSocketTimeout NewTSSLServerSocket " +
    "NewSubscriber CreateRegistryAndServeHTTP Socket NewTCP NewWebsocket NewHTTPStats NewHTTPHealthCheck"
  ).split(" "),
);
/** Listeners of an MQTT broker, which until v2.5 took a name and an address. */
const BROKER = /^github\.com\/mochi-(mqtt\/server|co\/mqtt)(\/v\d+)?(\/server)?\/listeners$/;
const BROKER_LISTENER = /^New(TCP|Websocket|HTTPStats|HTTPHealthCheck)$/;
const CLIENTS =
  /statsd|client|registry|discovery|redis|consul|vault|kafka|nats|nsq|pulsar|rocketmq|rabbit|queue|memcache|etcd|elastic|influx|graphite|mqtt|amqp|driver|sql|postgres|mongo|clickhouse|cassandra|ldap|otlp/;
const REACHED = /^(tcp|udp|quic)[46]?$/;
/** What listens for answers to its own questions only: discovery, multicast, clients. */
const ASKS = /discover|multicast|broadcast|mdns|ssdp|client|dial|lookup|quer(y|ier)/i;
const NETWORK_FIRST = new Set([
  "Listen",
  "ListenPacket",
  "ListenTCP",
  "ListenUDP",
  "NewListener",
  "ListenTLS",
]);

function protocolOf(network: string | null): "tcp" | "udp" | null {
  if (network === null || network.startsWith("tcp")) return "tcp";
  return network.startsWith("udp") || network.startsWith("quic") ? "udp" : null;
}

interface AddressArgument {
  readonly argument: Expression;
  readonly protocol: "tcp" | "udp";
  readonly path: string | null;
  readonly bare: boolean;
  /** A number there is a port. */
  readonly takesPort?: boolean;
}

/** The address argument of a call that listens; null for every other call. */
function addressArgument(analysis: Analysis, { call, scope }: CallSite): AddressArgument | null {
  const { callee, args } = call;
  const name = lastName(callee);
  const base = callee.kind === "selector" ? callee.base : null;
  const path = base ? importOf(base, scope) : null;
  if (path !== null && OWN_NETWORK.test(path)) return null;
  if (NETWORK_FIRST.has(name) && args.length >= 2) {
    // ListenConfig.Listen has a context before the network; others take more behind the address.
    const hasContext = args.length >= 3 && args[0]?.kind !== "string";
    const first = hasContext && name !== "NewListener" && path !== "crypto/tls" ? 1 : 0;
    const network = valueIn(analysis, args[first], scope);
    // Of several that the code may give, one that can be reached: a socket beside it is another way.
    const ways = isKnown(network) ? [network.text, ...(network.others ?? [])] : [];
    const text = ways.find((way) => REACHED.test(way)) ?? ways.find((way) => way !== "") ?? null;
    const argument = args[first + 1];
    const protocol = protocolOf(text);
    const literal = args[first]?.kind === "string";
    const configured = isListenConfig(analysis, base, scope);
    // A network that is worked out may be a socket's as well as tcp.
    const plausible =
      text !== null && (literal || !configured) ? REACHED.test(text) : path === "net" || configured;
    if (argument && plausible) return { argument, protocol: protocol ?? "tcp", path, bare: true };
    if (literal && /^unix/.test(text ?? "")) return null;
  }
  const [first, second] = args;
  if (path !== null) {
    if (analysis.program.packages.has(path)) return null;
    if (second && givesAddress(analysis, path, name, second, scope)) {
      // `coap.ListenAndServe("udp", ":5688", mux)`
      const network = first?.kind === "string" ? first.value : null;
      const protocol = protocolOf(network) ?? "tcp";
      return { argument: second, protocol, path, bare: false, takesPort: true };
    }
    if (!FUNCTIONS.has(name) || !first) return null;
    if (BROKER_LISTENER.test(name))
      return second && BROKER.test(path) ? { argument: second, protocol: "tcp", path, bare: false } : null;
    if (name === "Addr" && !/iris/.test(path)) return null;
    // goji's; elsewhere a socket is made, and not yet bound.
    if (name === "Socket" && !/\/goji\/bind$/.test(path)) return null;
    // Watermill's messages may come over HTTP; other subscribers call a broker.
    if (name === "NewSubscriber" && !/\/watermill\b.*\/http$/.test(path)) return null;
    // Options of clients are addresses to call.
    if (/^(With)?Addr(ess)?$/.test(name) && CLIENTS.test(path)) return null;
    const dns = /miekg\/dns/.test(path) ? valueIn(analysis, second, scope)?.text : null;
    const udp = dns?.startsWith("udp") || name.endsWith("QUIC") || path.includes("quic");
    return { argument: first, protocol: udp ? "udp" : "tcp", path, bare: false };
  }
  if (!METHODS.has(name) || !base || !first) return null;
  // Inside a function in reach the real call is met by itself.
  if (calledFunction(analysis.program, callee, scope)) return null;
  // `socks.ListenAndServe("tcp", address)`
  const network = second && valueIn(analysis, first, scope)?.text;
  if (second && network && REACHED.test(network))
    return { argument: second, protocol: protocolOf(network) ?? "tcp", path: null, bare: false };
  return {
    argument: first,
    protocol: isOverUdp(analysis, base, scope) ? "udp" : "tcp",
    path: null,
    bare: false,
  };
}

/** `server := tftp.NewServer(read, write)` and then `server.ListenAndServe(":69")`. */
function isOverUdp(analysis: Analysis, server: Expression, scope: Scope): boolean {
  return makersOf(analysis, server, scope).some(
    ({ expression, scope: where }) =>
      expression.kind === "call" && OVER_UDP.test(packageOf(expression.callee, where) ?? ""),
  );
}

/** `mux.Serve(ctx, ":8080", ...)`, `server.ListenAndServe(ctx, 8443, ...)`, `gnet.Run(events, "tcp://:9000")` of a module that is not in sight. */
function givesAddress(
  analysis: Analysis,
  path: string,
  name: string,
  second: Expression,
  scope: Scope,
): boolean {
  if (!/^((ListenAnd)?Serve((TLS)?Context)?|Run)$/.test(name) || !path.includes(".") || CLIENTS.test(path))
    return false;
  const { text = "", numeric = false } = valueIn(analysis, second, scope) ?? {};
  return parseAddress(text) !== null || (numeric && name.startsWith("Listen") && parsePort(text) !== null);
}

function isListenConfig({ program }: Analysis, base: Expression | null, scope: Scope): boolean {
  const type = base && typeOf(program, base, scope);
  return type !== null && typeName(type) === "net.ListenConfig";
}

function onOwnNetwork(analysis: Analysis, callee: Expression, scope: Scope): boolean {
  if (callee.kind !== "selector") return false;
  const type = typeOf(analysis.program, callee.base, scope);
  const name = type && typeName(type);
  if (name !== null) return OWN_NETWORK.test(name);
  return (
    importOf(callee.base, scope) === null && [...scope.file.importPaths].some((path) => /tsnet/.test(path))
  );
}

/** The near end of a tunnel, which the program itself calls. */
function isTunnel({ file: { importPaths, text } }: Scope): boolean {
  return importPaths.has("golang.org/x/crypto/ssh") && /\bssh\.Dial\(/.test(text);
}

function serves(call: Call): Expression | null {
  const name = lastName(call.callee);
  const base = call.callee.kind === "selector" ? call.callee.base : null;
  if (/^ListenAndServe/.test(name)) return call.args.at(-1) ?? null;
  return METHODS.has(name) ? base : null;
}

/** Calls of `http.ListenAndServe` by a variable or field that tests give another function. */
function callsByHolder({ program }: Analysis, name: string): CallSite[] {
  if (!/^ListenAndServe(TLS)?$/.test(name)) return [];
  const found: CallSite[] = [];
  // Nearly none of them does: no list is made of all. A package that is read on demand alone knows no server.
  const read = [...program.packages.values()].filter(({ isRead }) => isRead);
  for (const table of [...read.map(({ values }) => values), program.fieldValues])
    for (const [holder, given] of table)
      for (const { value } of given)
        if (value?.kind === "selector" && value.name === name)
          for (const site of program.calls.get(holder) ?? [])
            found.push({ ...site, call: { ...site.call, callee: value } });
  return found;
}

function callListeners(analysis: Analysis): Listener[] {
  const listeners: Listener[] = [];
  for (const name of new Set([...METHODS, ...FUNCTIONS, ...NETWORK_FIRST])) {
    for (const site of [...(analysis.program.calls.get(name) ?? []), ...callsByHolder(analysis, name)]) {
      const found = addressArgument(analysis, site);
      if (!found) continue;
      const { call, scope, guards } = site;
      if (onOwnNetwork(analysis, call.callee, scope)) continue;
      if (isOff(analysis, guards, scope)) continue;
      if (found.protocol === "udp" && ASKS.test(`${basename(scope.file.path)} ${scopeName(scope)}`)) continue;
      const tls =
        /TLS/.test(name) || qualifiedName(call.callee, { scope, frame: null }) === "crypto/tls.Listen";
      const turnedOn = tls && isTurnedOnHere(analysis, guards, scope);
      const handler = serves(call);
      if (isChallenge(analysis, handler, scope)) continue;
      if (found.bare && (isOnlyTried(site) || isTunnel(scope))) continue;
      for (const { value, hints, beside, caller } of addressesOf(analysis, found.argument, scope)) {
        // `vm.Run(script)`: no address has a space.
        if (/\s/.test(value.text ?? "") || (caller && isOffFor(analysis, guards, scope, caller))) continue;
        listeners.push({
          address: found.takesPort ? portNumber(value) : fiberNumber(value, scope),
          at: place(scope.file, call.at),
          protocol: found.protocol,
          tls,
          turnedOn,
          ...(caller ? { caller } : {}),
          handler: handler && handedOver(handler, scope, caller),
          bare: found.bare,
          hints: `${found.path ?? ""} ${namesIn(found.argument)} ${handlerNames(handler)} ${hints} ${scopeName(scope)}`,
          scope,
          beside,
        });
      }
    }
  }
  return listeners;
}

/** What sets a port sets the part of the address behind the colon. */
const portNumber = (value: Value): Value =>
  value.numeric ? { ...value, text: `:${value.text}`, parts: [known(":", null, []), value] } : value;

/** fiber's first version took `app.Listen(3000)`; numbers elsewhere mean other things. */
function fiberNumber(value: Value, scope: Scope): Value {
  const fiber = [...scope.file.importPaths].some((path) => /gofiber\/fiber/.test(path));
  return fiber || !value.numeric ? portNumber(value) : { ...value, text: "" };
}

/** All listeners whose address the code shows at least in part. */
export function findListeners(analysis: Analysis): Listener[] {
  return [...callListeners(analysis), ...literalListeners(analysis), ...assignedListeners(analysis)];
}
