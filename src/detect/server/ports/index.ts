/** The ports on which the main listens when nobody sets anything. */
import type { Port } from "../../../types/project.ts";
import type { DockerEvidence } from "../docker/evidence.ts";
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { CHOICE, isOfPlugin } from "../flow/plugins.ts";
import { outermostFunction } from "../flow/program.ts";
import { setBy } from "../flow/value.ts";
import { servings } from "../routes/serving.ts";
import { type Address, isOpen, parseAddress, parsePort, portSources } from "./address.ts";
import { givenAddress } from "./arguments.ts";
import { exposedPorts } from "./exposed.ts";
import { frameworkListeners } from "./frameworks.ts";
import { findListeners } from "./listeners.ts";
import { namedPorts } from "./named-settings.ts";
import { agreeing, type Listener, type OpenPort, startOf } from "./open-port.ts";
import { optionTablePorts } from "./option-tables.ts";
import { publishedFlags } from "./published-flags.ts";
import { isSecondary, isSecondaryName, purposeOf } from "./purpose.ts";
import { secureServing } from "./secure-serving.ts";
import { withServedPurposes } from "./served-purpose.ts";
import { ownServers } from "./server-literals.ts";
import { compareStarts, isOptional } from "./start-order.ts";
import { webhookListeners } from "./webhooks.ts";

/** Of those that the code shows; what the author's image exposes is all meant. */
const MOST = 6;

function fromListener(analysis: Analysis, listener: Listener, docker: DockerEvidence): OpenPort | null {
  const { address: value, protocol, at } = listener;
  const address = parseAddress(value.text) ?? barePort(listener);
  if (address) {
    const port: Port = {
      ...address,
      protocol,
      purpose: purposeOf(analysis, listener) ?? "main",
      setBy: setBy(value) ?? "literal",
      evidence: value.evidence ?? at,
    };
    return { port, listener };
  }
  if (!isOpen(value.text)) return null;
  const given = givenAddress(analysis, listener);
  if (!given) return fromEnvironment(analysis, listener, docker);
  const purpose = purposeOf(analysis, listener) ?? "main";
  return { port: { ...given, protocol, purpose, evidence: value.evidence ?? at }, listener };
}

/** `port` before the code puts a colon in front of it. */
function barePort({ address, hints }: Listener): Address | null {
  const port = parsePort(address.text);
  return port !== null && port >= 53 && /port|addr|listen/i.test(hints) ? { port, bind: "all" } : null;
}

/** The code leaves the address to a variable: an example file or a Docker file may give it a value. */
function fromEnvironment(analysis: Analysis, listener: Listener, docker: DockerEvidence): OpenPort | null {
  for (const source of portSources(listener.address)) {
    const name = source.startsWith("env:") ? source.slice(4) : null;
    const said = name === null ? undefined : docker.environment.get(name);
    if (!said) continue;
    const address = parseAddress(said.fact);
    const port = address?.port ?? parsePort(said.fact);
    if (port === null) continue;
    const purpose = purposeOf(analysis, listener) ?? "main";
    const bind = address?.bind ?? "all";
    const { protocol } = listener;
    return { port: { port, protocol, bind, purpose, setBy: source, evidence: said.evidence }, listener };
  }
  return null;
}

/** A setting that says no more than that it is the port: of PORT and ACTORS_PORT it is the first that people ask. */
const BARE = /^(env:|flag:-*)(port|addr|address|listen|bind)$/i;

function order({ port, listener }: OpenPort): number {
  const purposes = ["main", "grpc", "admin", "metrics"];
  return (
    purposes.indexOf(port.purpose) * 8 +
    ((listener ? isSecondary(listener) : isSecondaryName(port.setBy ?? "")) ? 4 : 0) +
    (listener?.turnedOn ? -0.5 : listener?.tls ? 2 : 0) +
    // 80 and 443 in the code itself are what serves certificates and redirects beside a port that can be set.
    (port.setBy === "literal" && (port.port === 80 || port.port === 443) ? 3 : 0) +
    (port.protocol === "udp" ? 1 : 0)
  );
}

/** What decides between two of the same kind that the author's image treats alike. */
function finer({ port, listener }: OpenPort): number {
  return (BARE.test(port.setBy ?? "") ? 0 : 0.5) + (listener?.beside ? 0.25 : 0);
}

/** Of two settings of the same kind that on loopback is for less people; one setting may well open either. */
function loopbackLast(a: Port, b: Port): number {
  if (a.setBy === b.setBy && a.setBy !== "literal") return 0;
  return Number(a.bind === "loopback") - Number(b.bind === "loopback");
}

/** The place of a port among those that the author's image exposes; -1 where it is none of them. */
function placeExposed({ ports }: DockerEvidence, { port, protocol }: Port): number {
  return ports.findIndex(({ fact }) => fact.port === port && fact.protocol === protocol);
}

/** Of two of the code that the author's image exposes the author names first what the program is for. */
function exposedFirst(docker: DockerEvidence, a: OpenPort, b: OpenPort): number {
  const [first = -1, second = -1] = [a, b].map((one) => (one.listener ? placeExposed(docker, one.port) : -1));
  return first < 0 || second < 0 ? 0 : first - second;
}

/** What only sends browsers on to another port, or answers a certificate authority. */
function redirects({ hints }: Listener): boolean {
  return /redirect|challenge|acme|(tls|cert(ificate)?)_?validat/i.test(hints);
}

/** What a program that logs in for its user waits on until the browser comes back. */
function awaitsLogin(listener: Listener): boolean {
  const { name } = startOf(listener).file.package;
  return /oauth|login/i.test(name) && parseAddress(listener.address.text)?.bind === "loopback";
}

/** `if addr == "" { addr = ":http" }`, as net/http does it: what the address is without one. */
function isStandIn(listener: Listener | null): boolean {
  return listener !== null && /^:https?$/.test(listener.address.text);
}

/** Whether it stands in no method that nothing in sight calls: beside another listener that one is left over. */
function isCalled(analysis: Analysis, { scope }: Listener): boolean {
  const outer = outermostFunction(scope);
  const isMethod = outer.node?.kind === "declaration" && outer.node.receiver !== null;
  return !isMethod || callersOf(analysis, outer).length > 0;
}

/**
 * Ports with those of the program's own servers, where no other is seen or one of theirs is: then the others listen as
 * well, in the order in which they are made.
 */
function withOwnServers(seen: OpenPort[], own: readonly OpenPort[]): OpenPort[] {
  const same = (one: OpenPort) => (other: OpenPort) =>
    one.port.port === other.port.port && one.port.protocol === other.port.protocol;
  if (!seen.some(({ port }) => port.protocol === "tcp" && port.purpose === "main")) return [...seen, ...own];
  if (!own.some((one) => seen.some(same(one)))) return seen;
  const all = own.map((one) => seen.find(same(one)) ?? one);
  return [...all, ...seen.filter((one) => !all.includes(one))];
}

/** Listeners of several plugins and of nothing else: none of them starts by itself, and the service has none. */
function areChosen(analysis: Analysis, seen: readonly OpenPort[]): boolean {
  const starts = seen.map(({ listener }) => listener && startOf(listener));
  if (!starts.every((scope) => scope !== null && isOfPlugin(analysis, scope))) return false;
  return new Set(starts.map((scope) => scope?.file.package)).size >= CHOICE;
}

/** Main first. Without one, the first that is not for metrics or administration is it. */
export function findPorts(analysis: Analysis, docker: DockerEvidence): readonly OpenPort[] {
  const shown = findListeners(analysis);
  const listeners = [
    ...shown,
    ...frameworkListeners(analysis).filter((one) => shown.length === 0 || isCalled(analysis, one)),
    ...webhookListeners(analysis),
    ...secureServing(analysis),
  ];
  const named = listeners
    .filter((listener) => !redirects(listener) && !awaitsLogin(listener))
    .flatMap((listener) => fromListener(analysis, listener, docker) ?? []);
  const servers = ownServers(analysis).flatMap((listener) => fromListener(analysis, listener, docker) ?? []);
  const all = withOwnServers([...withServedPurposes(analysis, agreeing(named), servings(analysis))], servers);
  const seen = areChosen(analysis, all) ? [] : all;
  if (seen.length > 0) seen.push(...publishedFlags(analysis, docker, seen));
  if (seen.length === 0) seen.push(...optionTablePorts(analysis));
  // A listener on a variable address with an unknown default still says that there is a server.
  if (seen.length === 0) {
    // A setting with a fitting name is weaker than what the author's image publishes.
    const published = docker.ports.map(({ fact }) => fact.port);
    const settings = namedPorts(analysis, listeners.length > 0, published);
    seen.push(...settings.filter(({ port }) => published.length === 0 || published.includes(port.port)));
  }
  if (seen.length === 0 || seen.every(({ port }) => port.purpose === "metrics" || port.purpose === "admin")) {
    seen.push(...exposedPorts(analysis, docker, seen, listeners));
  }
  const plain = seen.some(({ port, listener }) => port.purpose === "main" && !isStandIn(listener));
  if (plain) seen.splice(0, seen.length, ...seen.filter(({ listener }) => !isStandIn(listener)));
  // What is for metrics or administration by its name says itself that it stands beside the service.
  const isPlugin = ({ port, listener }: OpenPort) =>
    port.purpose === "main" && listener !== null && isOfPlugin(analysis, startOf(listener));
  const own = seen.some((one) => !isPlugin(one)) ? seen.filter((one) => !isPlugin(one)) : seen;
  const ports: OpenPort[] = [];
  const near = new Map(analysis.program.files.map((file, index) => [file, index]));
  const distance = ({ listener }: OpenPort): number => (listener && near.get(listener.scope.file)) ?? 0;
  const optional = ({ listener }: OpenPort) => Number(listener && isOptional(analysis, startOf(listener)));
  for (const one of [...own].sort(
    (a, b) =>
      order(a) - order(b) ||
      Number(placeExposed(docker, a.port) < 0) - Number(placeExposed(docker, b.port) < 0) ||
      optional(a) - optional(b) ||
      finer(a) - finer(b) ||
      loopbackLast(a.port, b.port) ||
      exposedFirst(docker, a, b) ||
      (a.listener && b.listener ? compareStarts(analysis, a.listener, b.listener) : 0) ||
      distance(a) - distance(b),
  )) {
    const same = ports.some(({ port }) => port.port === one.port.port && port.protocol === one.port.protocol);
    // One number for both protocols is one port to who looks at them.
    const numbers = new Set(ports.map(({ port }) => port.port));
    if (!same && (one.listener === null || numbers.size < MOST || numbers.has(one.port.port)))
      ports.push(one);
  }
  const [first, ...rest] = ports;
  if (first?.port.purpose !== "grpc") return ports;
  return [{ ...first, port: { ...first.port, purpose: "main" }, isGrpc: true }, ...rest];
}
