/** The ports on which the main listens when nobody sets anything. */
import type { DockerEvidence } from "../docker/evidence.ts";
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { CHOICE, isOfPlugin } from "../flow/plugins.ts";
import { outermostFunction } from "../flow/program.ts";
import { servings } from "../routes/serving.ts";
import { parseAddress } from "./address.ts";
import { exposedPorts } from "./exposed.ts";
import { frameworkListeners } from "./frameworks.ts";
import { findListeners } from "./listeners.ts";
import { namedPorts } from "./named-settings.ts";
import { fromListener } from "./of-listener.ts";
import { agreeing, isForOperators, type Listener, type OpenPort, startOf } from "./open-port.ts";
import { optionTablePorts } from "./option-tables.ts";
import { inOrder, isExposed } from "./order.ts";
import { publishedFlags } from "./published-flags.ts";
import { secureServing } from "./secure-serving.ts";
import { withServedPurposes } from "./served-purpose.ts";
import { ownServers } from "./server-literals.ts";
import { webhookListeners } from "./webhooks.ts";

/** Of those that the code shows; what the author's image exposes is all meant. */
const MOST = 6;

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

function listenersOf(analysis: Analysis): readonly Listener[] {
  const shown = findListeners(analysis);
  return [
    ...shown,
    ...frameworkListeners(analysis).filter((one) => shown.length === 0 || isCalled(analysis, one)),
    ...webhookListeners(analysis),
    ...secureServing(analysis),
  ];
}

/** Ports that the code is seen to open. */
function openedPorts(
  analysis: Analysis,
  docker: DockerEvidence,
  listeners: readonly Listener[],
): readonly OpenPort[] {
  const named = listeners
    .filter((listener) => !redirects(listener) && !awaitsLogin(listener))
    .flatMap((listener) => fromListener(analysis, listener, docker) ?? []);
  const servers = ownServers(analysis).flatMap((listener) => fromListener(analysis, listener, docker) ?? []);
  const all = withOwnServers([...withServedPurposes(analysis, agreeing(named), servings(analysis))], servers);
  return areChosen(analysis, all) ? [] : all;
}

/** Where no server is seen to open one, the port that a setting is there for. */
function settingPorts(
  analysis: Analysis,
  docker: DockerEvidence,
  listeners: readonly Listener[],
): readonly OpenPort[] {
  const tables = optionTablePorts(analysis);
  if (tables.length > 0) return tables;
  // A listener on a variable address with an unknown default still says that there is a server.
  const published = docker.ports.map(({ fact }) => fact.port);
  const named = namedPorts(analysis, listeners.length > 0, published);
  // A setting with a fitting name is weaker than what the author's image publishes.
  return named.filter(({ port }) => published.length === 0 || published.includes(port.port));
}

function seenPorts(analysis: Analysis, docker: DockerEvidence): readonly OpenPort[] {
  const listeners = listenersOf(analysis);
  const opened = openedPorts(analysis, docker, listeners);
  const seen =
    opened.length > 0
      ? [...opened, ...publishedFlags(analysis, docker, opened)]
      : settingPorts(analysis, docker, listeners);
  const isLeftOver = ({ port }: OpenPort) =>
    port.setBy === "literal" && port.port === 443 && !isExposed(docker, port);
  if (!seen.every((one) => isForOperators(one) || isLeftOver(one))) return seen;
  // 443 in the code alone, beside ports that the image exposes: those are set in a file that is to be mounted.
  const exposed = exposedPorts(analysis, docker, seen, listeners);
  return [...(exposed.length > 0 ? seen.filter((one) => !isLeftOver(one)) : seen), ...exposed];
}

function withoutStandIns(ports: readonly OpenPort[]): readonly OpenPort[] {
  const isPlain = ports.some(({ port, listener }) => port.purpose === "main" && !isStandIn(listener));
  return isPlain ? ports.filter(({ listener }) => !isStandIn(listener)) : ports;
}

/** Without those of plugins, where there are others. */
function withoutPlugins(analysis: Analysis, ports: readonly OpenPort[]): readonly OpenPort[] {
  // What is for metrics or administration by its name says itself that it stands beside the service.
  const isPlugin = ({ port, listener }: OpenPort) =>
    port.purpose === "main" && listener !== null && isOfPlugin(analysis, startOf(listener));
  const plugins = new Set(ports.filter(isPlugin).map(({ listener }) => listener?.scope.file.package));
  // Beside one for metrics a single package that `_` imports, as that of a command, may well be the service.
  const isService = (one: OpenPort) => !isPlugin(one) && (plugins.size > 1 || !isForOperators(one));
  return ports.some(isService) ? ports.filter((one) => !isPlugin(one)) : ports;
}

/** Each port once, and no more of those that the code shows than a reader can choose from. */
function distinct(ports: readonly OpenPort[]): readonly OpenPort[] {
  const kept: OpenPort[] = [];
  for (const one of ports) {
    const isSame = ({ port }: OpenPort) => port.port === one.port.port && port.protocol === one.port.protocol;
    // One number for both protocols is one port to who looks at them.
    const numbers = new Set(kept.map(({ port }) => port.port));
    const hasRoom = one.listener === null || numbers.size < MOST || numbers.has(one.port.port);
    if (hasRoom && !kept.some(isSame)) kept.push(one);
  }
  return kept;
}

/** Main first. Without one, the first that is not for metrics or administration is it. */
export function findPorts(analysis: Analysis, docker: DockerEvidence): readonly OpenPort[] {
  const own = withoutPlugins(analysis, withoutStandIns(seenPorts(analysis, docker)));
  const ports = distinct(inOrder(analysis, docker, own));
  const [first, ...rest] = ports;
  if (first?.port.purpose !== "grpc") return ports;
  return [{ ...first, port: { ...first.port, purpose: "main" }, isGrpc: true }, ...rest];
}
