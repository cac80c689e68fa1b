/** Servers of other modules that are given their address in a field. */
import { ownerType } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { isOffFor } from "../flow/instance-guards.ts";
import { handlerNames, namesIn, scopeName } from "../flow/names.ts";
import { overrides } from "../flow/overrides.ts";
import { guardsOf, lastName, place, type Scope } from "../flow/program.ts";
import { calledFunction, typeOf } from "../flow/type-of.ts";
import { embeddedTypes, splitName, type TypeAt, typeName } from "../flow/types.ts";
import type { Composite, Expression } from "../go/ast.ts";
import { parseAddress } from "./address.ts";
import { addressesOf, handedOver } from "./addresses.ts";
import type { Listener } from "./open-port.ts";

const ADDRESS_FIELDS = [
  "Addr",
  "Address",
  "BindAddress",
  "ListenAddr",
  "HealthProbeBindAddress",
  "MetricsBindAddress",
];

/** Types that are given the address of a server. */
const SERVERS = [
  "Server",
  "ServerConfig",
  "Options",
  "HTTPServer",
  "ListenConfig",
  "StartConfig",
  "PacketServer",
  "Config",
];

function field(composite: Composite, name: string): Expression | null {
  return composite.elements.find(({ key }) => key?.kind === "name" && key.name === name)?.value ?? null;
}

/** Protocols that have no connections of TCP. */
export const OVER_UDP = /[/.](udp|quic|srt|kcp|(go-)?coap|tftp|dtls|stun|(go)?snmp|radius)/i;

/** autocert's `m.HTTPHandler(nil)`, which answers a certificate authority on port 80, beside the real server. */
export function isChallenge({ program }: Analysis, handler: Expression | null, scope: Scope): boolean {
  if (handler?.kind !== "call" || lastName(handler.callee) !== "HTTPHandler") return false;
  return handler.args.length === 1 && !calledFunction(program, handler.callee, scope);
}

/** An option of the package, `Port(8080)`, gives its only such server another address. */
function isReplaced(analysis: Analysis, key: string, name: string, { file }: Scope): boolean {
  const { program } = analysis;
  const isSuch = (scope: Scope, type: TypeAt | null) =>
    type !== null && scope.file.package === file.package && typeName(type) === name;
  const [, last] = splitName(name);
  const alike = (program.composites.get(last) ?? []).filter(({ type, scope }) =>
    isSuch(scope, type && { expression: type, file: scope.file }),
  );
  if (alike.length > 1) return false;
  return (program.fieldValues.get(key) ?? []).some(
    (given) => isSuch(given.scope, ownerType(program, given)) && overrides(analysis, given),
  );
}

/** Of `dns.Server{Net: network}`; where one function makes a server for each, all of them. */
function protocolsOf(analysis: Analysis, network: Expression | null, scope: Scope): ("tcp" | "udp")[] {
  const value = network && valueIn(analysis, network, scope);
  const ways = [value?.text ?? "", ...(value?.others ?? [])];
  return [...new Set(ways.map((way) => (way.startsWith("udp") ? "udp" : "tcp")))];
}

/** Servers as literals of other modules: `http.Server{Addr: ...}`, `dns.Server{Addr: ..., Net: "udp"}`. */
export function literalListeners(analysis: Analysis): Listener[] {
  const { program } = analysis;
  const listeners: Listener[] = [];
  for (const type of SERVERS) {
    for (const { composite, type: expression, scope, guards } of program.composites.get(type) ?? []) {
      const name = expression && typeName({ expression, file: scope.file });
      if (!name || program.structs.has(name) || isOff(analysis, guards, scope)) continue;
      // Options and settings of clients have addresses too: only those of controller-runtime and mochi listen.
      if (type === "Config" && !/\/listeners\.Config$/.test(name)) continue;
      if (type === "Options" && !/controller-runtime|metrics\/server/.test(name)) continue;
      const protocols =
        /http3/.test(name) || OVER_UDP.test(name)
          ? (["udp"] as const)
          : protocolsOf(analysis, field(composite, "Net"), scope);
      const handler = field(composite, "Handler");
      if (isChallenge(analysis, handler, scope)) continue;
      // Without a handler in the literal the server is given one later.
      const answering = handler ?? (name === "net/http.Server" ? composite : null);
      for (const key of ADDRESS_FIELDS) {
        // What tells a client of its server has an address as well.
        if (type === "ServerConfig" && !/^(Listen|Bind)/.test(key)) continue;
        const argument = field(composite, key);
        if (!argument || isReplaced(analysis, key, name, scope)) continue;
        for (const { value, hints, beside, caller } of addressesOf(analysis, argument, scope)) {
          if (caller && isOffFor(analysis, guards, scope, caller)) continue;
          const listener = {
            address: value,
            at: place(scope.file, argument.kind === "name" || "at" in argument ? argument.at : composite.at),
            tls: false,
            ...(caller ? { caller } : {}),
            handler: answering && handedOver(answering, scope, caller),
            hints: `${name === "net/http.Server" ? "http " : ""}${key} ${namesIn(argument)} ${handlerNames(handler)} ${hints} ${scopeName(scope)}`,
            scope,
            beside,
          };
          listeners.push(...protocols.map((protocol) => ({ ...listener, protocol })));
        }
      }
    }
  }
  return listeners;
}

/**
 * Servers of the program's own types: `&rtsp.Server{Address: cfg.RTSPAddress}`. Their own call that
 * listens says more, so that they count where it cannot be followed.
 */
export function ownServers(analysis: Analysis): Listener[] {
  const { program } = analysis;
  const listeners: Listener[] = [];
  for (const [last, sites] of program.composites) {
    if (!/Server$/.test(last)) continue;
    for (const { composite, type, scope, guards } of sites) {
      const name = type && typeName({ expression: type, file: scope.file });
      if (!name || !program.structs.has(name) || isOff(analysis, guards, scope)) continue;
      const argument = ["Address", "Addr", "ListenAddr", "ListenAddress", "BindAddress"]
        .map((key) => field(composite, key))
        .find((value) => value !== null);
      const address = argument && valueIn(analysis, argument, scope);
      if (!argument || !address || parseAddress(address.text)?.bind !== "all") continue;
      listeners.push({
        address,
        at: place(scope.file, composite.at),
        protocol: OVER_UDP.test(name) ? "udp" : "tcp",
        tls: false,
        handler: null,
        hints: `${namesIn(argument)} ${namesIn(type)} ${scopeName(scope)}`,
        scope,
      });
    }
  }
  return listeners;
}

/**
 * Whether it is a server of another module, also as `smtp.NewServer()` gives it, or a struct with such a one embedded:
 * `type app struct{ *http.Server }`.
 */
function isForeignServer({ program }: Analysis, type: TypeAt): boolean {
  const name = typeName(type);
  if (name === null) return false;
  const names = program.structs.has(name) ? embeddedTypes(program, name) : [name];
  return names.some((one) => /\.(Server|NewServer\(\))$/.test(one) && !program.structs.has(one));
}

/** `srv.Addr = ":8080"` on a server of another module. */
export function assignedListeners(analysis: Analysis): Listener[] {
  const { program } = analysis;
  return (program.fieldValues.get("Addr") ?? []).flatMap(({ base, value, scope }) => {
    const type = base && typeOf(program, base, scope);
    if (!base || !type || !isForeignServer(analysis, type)) return [];
    // Conditions around the assignment choose among addresses.
    if (isOff(analysis, [], scope)) return [];
    const address = valueIn(analysis, value, scope);
    if (!address) return [];
    // What nobody sets, under a switch that is off, is the address of another way to start: `if tls { s.Addr = ":443" }`.
    if (address.sources.length === 0 && isOff(analysis, guardsOf(program, value), scope)) return [];
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
