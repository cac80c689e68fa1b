/** Where the program in reach starts to listen. */

import type { Analysis } from "../flow/context.ts";
import { newSteps } from "../flow/context.ts";
import { callersOf, evaluate, valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { qualifiedName } from "../flow/known-calls.ts";
import { type CallSite, lastName, place, type Scope } from "../flow/program.ts";
import { calledFunction, importOf, typeName, typeOf } from "../flow/types.ts";
import { isKnown, type Value } from "../flow/value.ts";
import type { Call, Composite, Expression } from "../go/ast.ts";

export interface Listener {
  readonly address: Value;
  /** The listen call or server literal. */
  readonly at: string;
  readonly protocol: "tcp" | "udp";
  readonly tls: boolean;
  /** What answers on it; null where it is not at hand. */
  readonly handler: { readonly expression: Expression; readonly scope: Scope } | null;
  /** Names around the call, which tell metrics from main. */
  readonly hints: string;
  readonly scope: Scope;
}

/** Networks of their own, not that of the container. */
const OWN_NETWORK = /tailscale\.com|tsnet|ngrok|libp2p|\/tor\b|bine|wireguard|netstack/;

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
    "ListenAndServe ListenAndServeTLS ListenAndServeQUIC ListenAddr Address Addr WithAddress WithAddr WithHostPorts " +
    "WithServiceAddr RunServer Run"
  ).split(" "),
);
const NETWORK_FIRST = new Set([
  "Listen",
  "ListenPacket",
  "ListenTCP",
  "ListenUDP",
  "NewListener",
  "ListenTLS",
]);

/** Every name that an expression mentions: `s.cfg.MetricsAddr` gives `s cfg MetricsAddr`. */
export function namesIn(expression: Expression | null | undefined): string {
  switch (expression?.kind) {
    case "name":
      return expression.name;
    case "selector":
      return `${namesIn(expression.base)} ${expression.name}`;
    case "call":
      return [expression.callee, ...expression.args].map(namesIn).join(" ");
    case "unary":
      return namesIn(expression.operand);
    case "binary":
      return `${namesIn(expression.left)} ${namesIn(expression.right)}`;
    case "index":
      return namesIn(expression.base);
    default:
      return "";
  }
}

function scopeName({ node, parent }: Scope): string {
  if (node?.kind === "declaration")
    return `${node.receiver ? lastName(node.receiver.type) : ""} ${node.name}`;
  return parent ? scopeName(parent) : "";
}

function protocolOf(network: string | null): "tcp" | "udp" | null {
  if (network === null || network.startsWith("tcp")) return "tcp";
  return network.startsWith("udp") || network.startsWith("quic") ? "udp" : null;
}

/** The address argument of a call that listens; null for every other call. */
function addressArgument(
  analysis: Analysis,
  { call, scope }: CallSite,
): { argument: Expression; protocol: "tcp" | "udp"; path: string | null } | null {
  const { callee, args } = call;
  const name = lastName(callee);
  const base = callee.kind === "selector" ? callee.base : null;
  const path = base ? importOf(base, scope) : null;
  if (path !== null && OWN_NETWORK.test(path)) return null;
  if (NETWORK_FIRST.has(name) && args.length >= 2) {
    // ListenConfig.Listen has a context before the network.
    const first = args.length >= 3 && name !== "NewListener" && path !== "crypto/tls" ? 1 : 0;
    const network = valueIn(analysis, args[first], scope);
    const text = isKnown(network) && network.text !== "" ? network.text : null;
    const argument = args[first + 1];
    const protocol = protocolOf(text);
    const literal = args[first]?.kind === "string";
    const configured = isListenConfig(analysis, base, scope);
    // A network that is worked out may be a socket's as well as tcp.
    const plausible =
      text !== null && (literal || !configured)
        ? /^(tcp|udp|quic)[46]?$/.test(text)
        : path === "net" || configured;
    if (argument && plausible) return { argument, protocol: protocol ?? "tcp", path };
    if (literal && /^unix/.test(text ?? "")) return null;
  }
  const [first, second] = args;
  if (path !== null) {
    if (analysis.program.packages.has(path) || !FUNCTIONS.has(name) || !first) return null;
    if (name === "Addr" && !/iris/.test(path)) return null;
    const dns = /miekg\/dns/.test(path) ? valueIn(analysis, second, scope)?.text : null;
    const udp = dns?.startsWith("udp") || name.endsWith("QUIC") || path.includes("quic");
    return { argument: first, protocol: udp ? "udp" : "tcp", path };
  }
  if (!METHODS.has(name) || !base || !first) return null;
  // Inside a function in reach the real call is met by itself.
  if (calledFunction(analysis.program, callee, scope)) return null;
  return { argument: first, protocol: "tcp", path: null };
}

function isListenConfig({ program }: Analysis, base: Expression | null, scope: Scope): boolean {
  const type = base && typeOf(program, base, scope);
  return type !== null && typeName(type) === "net.ListenConfig";
}

/** The server that answers a certificate authority on port 80, beside the real one. */
function isChallenge(handler: Expression | null): boolean {
  return handler?.kind === "call" && lastName(handler.callee) === "HTTPHandler";
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

function serves(call: Call): Expression | null {
  const name = lastName(call.callee);
  const base = call.callee.kind === "selector" ? call.callee.base : null;
  if (/^ListenAndServe/.test(name)) return call.args.at(-1) ?? null;
  return METHODS.has(name) ? base : null;
}

/** The address; where callers of the function around give it different ones, each of theirs. */
function addresses(
  analysis: Analysis,
  argument: Expression,
  scope: Scope,
): { value: Value; hints: string }[] {
  const value = valueIn(analysis, argument, scope);
  let outer = scope;
  while (outer.parent?.node) outer = outer.parent;
  const { node } = outer;
  const callers = node?.kind === "declaration" && !node.receiver ? callersOf(analysis, outer) : [];
  if (node && callers.length > 1 && callers.length < 6) {
    const each = callers.flatMap(({ call, scope: where, guards }) => {
      const frame = { node, args: call.args, context: { scope: where, frame: null } };
      const own = evaluate(analysis, argument, { scope, frame }, newSteps());
      if (!isKnown(own) || isOff(analysis, guards, where)) return [];
      return [{ value: own, hints: call.args.map(namesIn).join(" ") }];
    });
    if (new Set(each.map((one) => one.value.text)).size > 1) return each;
  }
  return value ? [{ value, hints: "" }] : [];
}

function callListeners(analysis: Analysis): Listener[] {
  const listeners: Listener[] = [];
  for (const name of new Set([...METHODS, ...FUNCTIONS, ...NETWORK_FIRST])) {
    for (const site of analysis.program.calls.get(name) ?? []) {
      const found = addressArgument(analysis, site);
      if (!found) continue;
      const { call, scope, guards } = site;
      if (onOwnNetwork(analysis, call.callee, scope)) continue;
      if (isOff(analysis, guards, scope)) continue;
      const handler = serves(call);
      if (isChallenge(handler)) continue;
      for (const { value, hints } of addresses(analysis, found.argument, scope)) {
        listeners.push({
          address: fiberNumber(value, scope),
          at: place(scope.file, call.at),
          protocol: found.protocol,
          tls: /TLS/.test(name) || qualifiedName(call.callee, { scope, frame: null }) === "crypto/tls.Listen",
          handler: handler && { expression: handler, scope },
          hints: `${found.path ?? ""} ${namesIn(found.argument)} ${namesIn(handler)} ${hints} ${scopeName(scope)}`,
          scope,
        });
      }
    }
  }
  return listeners;
}

/** fiber's first version took `app.Listen(3000)`; numbers elsewhere mean other things. */
function fiberNumber(value: Value, scope: Scope): Value {
  const fiber = [...scope.file.importPaths].some((path) => /gofiber\/fiber/.test(path));
  return value.numeric ? { ...value, text: fiber ? `:${value.text}` : "" } : value;
}

const ADDRESS_FIELDS = [
  "Addr",
  "Address",
  "BindAddress",
  "ListenAddr",
  "HealthProbeBindAddress",
  "MetricsBindAddress",
];

function field(composite: Composite, name: string): Expression | null {
  return composite.elements.find(({ key }) => key?.kind === "name" && key.name === name)?.value ?? null;
}

/** Servers as literals of other modules: `http.Server{Addr: ...}`, `dns.Server{Addr: ..., Net: "udp"}`. */
function literalListeners(analysis: Analysis): Listener[] {
  const { program } = analysis;
  const listeners: Listener[] = [];
  for (const type of ["Server", "Options", "HTTPServer", "ListenConfig", "StartConfig"]) {
    for (const { composite, type: expression, scope, guards } of program.composites.get(type) ?? []) {
      const name = expression && typeName({ expression, file: scope.file });
      if (!name || program.structs.has(name) || isOff(analysis, guards, scope)) continue;
      // Options of clients have addresses too: only those of controller-runtime listen.
      if (type === "Options" && !/controller-runtime|metrics\/server/.test(name)) continue;
      const udp =
        valueIn(analysis, field(composite, "Net"), scope)?.text.startsWith("udp") || /http3|quic/.test(name);
      const handler = field(composite, "Handler");
      if (isChallenge(handler)) continue;
      for (const key of ADDRESS_FIELDS) {
        const argument = field(composite, key);
        const value = argument && valueIn(analysis, argument, scope);
        if (!value) continue;
        listeners.push({
          address: value,
          at: place(scope.file, argument.kind === "name" || "at" in argument ? argument.at : composite.at),
          protocol: udp ? "udp" : "tcp",
          tls: false,
          handler: handler && { expression: handler, scope },
          hints: `${key} ${namesIn(argument)} ${namesIn(handler)} ${scopeName(scope)}`,
          scope,
        });
      }
    }
  }
  return listeners;
}

/** `srv.Addr = ":8080"` on a server of another module. */
function assignedListeners(analysis: Analysis): Listener[] {
  const { program } = analysis;
  return (program.fieldValues.get("Addr") ?? []).flatMap(({ base, value, scope }) => {
    const type = base && typeOf(program, base, scope);
    const name = type && typeName(type);
    if (!base || !name || !/\.Server$/.test(name) || program.structs.has(name)) return [];
    const address = valueIn(analysis, value, scope);
    if (!address) return [];
    const at = "at" in value ? place(scope.file, value.at) : "";
    const hints = `${namesIn(value)} ${namesIn(base)} ${scopeName(scope)}`;
    return [
      {
        address,
        at,
        protocol: "tcp" as const,
        tls: false,
        handler: { expression: base, scope },
        hints,
        scope,
      },
    ];
  });
}

/** All listeners whose address the code shows at least in part. */
export function findListeners(analysis: Analysis): Listener[] {
  return [...callListeners(analysis), ...literalListeners(analysis), ...assignedListeners(analysis)];
}
