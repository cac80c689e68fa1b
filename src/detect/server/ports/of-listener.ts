/** The port of a listener, from its address, from the words of the start, or from what a file gives its variable. */
import type { Port } from "../../../types/project.ts";
import type { DockerEvidence } from "../docker/evidence.ts";
import type { Analysis } from "../flow/context.ts";
import { setBy } from "../flow/value.ts";
import { type Address, isOpen, parseAddress, parsePort, portSources } from "./address.ts";
import { givenAddress } from "./arguments.ts";
import type { Listener, OpenPort } from "./open-port.ts";
import { purposeOf } from "./purpose.ts";

/** Null where neither tells the port. */
export function fromListener(
  analysis: Analysis,
  listener: Listener,
  docker: DockerEvidence,
): OpenPort | null {
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

/** Who reaches `"127.0.0.1:" + port`, where a variable gives the port alone. */
function hostOf({ address: { text } }: Listener, port: number): Port["bind"] {
  return parseAddress(`${text.slice(0, Math.max(0, text.lastIndexOf(":")))}:${port}`)?.bind ?? "all";
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
    const bind = address?.bind ?? hostOf(listener, port);
    const { protocol } = listener;
    return { port: { port, protocol, bind, purpose, setBy: source, evidence: said.evidence }, listener };
  }
  return null;
}
