/** Ports that only the author's image exposes, where the code shows none. */
import { fileOf } from "../../../evidence.ts";
import type { DockerEvidence } from "../docker/evidence.ts";
import type { Analysis } from "../flow/context.ts";
import { isOpen, portSources } from "./address.ts";
import { asConfigured } from "./exposed-files.ts";
import { asNamed } from "./named-loopback.ts";
import type { Listener, OpenPort } from "./open-port.ts";
import { purposeOf } from "./purpose.ts";

/** Shells and debuggers, which images for development have beside the service. */
const FOR_DEVELOPERS = [22, 2345, 40000];

/** A variable that the code leaves an address to, and what is served there. */
interface Opener {
  readonly source: string;
  readonly purpose: OpenPort["port"]["purpose"];
}

/** One for each address that is left to a variable, what the service is for first. */
function openers(analysis: Analysis, listeners: readonly Listener[]): readonly Opener[] {
  const all = listeners
    .filter(({ address }) => isOpen(address.text))
    .flatMap((listener) => {
      const source = portSources(listener.address).find((one) => one.startsWith("env:"));
      return source === undefined
        ? []
        : [{ source, purpose: purposeOf(analysis, listener) ?? "main" } as const];
    })
    .toSorted((a, b) => Number(b.purpose === "main") - Number(a.purpose === "main"));
  return all.filter(({ source }, index) => all.findIndex((one) => one.source === source) === index);
}

/** Those of them that may be the service's, in the order in which the author names them. */
function meantPorts(
  { ports }: DockerEvidence,
  seen: readonly OpenPort[],
  listeners: readonly Listener[],
): DockerEvidence["ports"] {
  const taken = new Set(seen.map(({ port }) => port.port));
  // A worker among services that one Dockerfile builds listens on nothing.
  const open = ports.filter((said) => !taken.has(said.fact.port) && (!said.ofAny || listeners.length > 0));
  const served = open.filter(({ fact }) => !FOR_DEVELOPERS.includes(fact.port));
  const exposed = served.length > 0 ? served : open;
  // The author names first what the program is for, such as 53. What a compose file publishes of several
  // that a Dockerfile exposes is where the service is met.
  const mentions = ({ port }: { readonly port: number }) =>
    new Set(ports.filter(({ fact }) => fact.port === port).map(({ evidence }) => evidence)).size;
  return exposed.toSorted((a, b) => mentions(b.fact) - mentions(a.fact));
}

/** What the author's image exposes beside the ports that were seen, with the variables that the code leaves them to. */
export function exposedPorts(
  analysis: Analysis,
  docker: DockerEvidence,
  seen: readonly OpenPort[],
  listeners: readonly Listener[],
): readonly OpenPort[] {
  const likely = meantPorts(docker, seen, listeners);
  const left = openers(analysis, listeners);
  // Where the code leaves its one address to a variable, another file says what it is given elsewhere.
  const place = left.length === 1 && listeners.length === 1 ? fileOf(likely[0]?.evidence ?? "") : null;
  const meant = likely.filter(({ evidence }) => place === null || fileOf(evidence) === place);
  // Of several that are published, one variable gives the first alone; of as many variables each gives one.
  const given =
    left.length === 1 || left.length === new Set(meant.map(({ fact }) => fact.port)).size ? left : [];
  return meant.map(({ fact, evidence }, index) => {
    const variable = [...docker.environment].find(([, said]) => said.fact === String(fact.port))?.[0];
    const port = {
      ...fact,
      bind: "all",
      purpose: (given.length > 1 && given[index]?.purpose) || "main",
      setBy: variable !== undefined ? `env:${variable}` : (given[index]?.source ?? null),
      evidence,
    } as const;
    const configured = asConfigured(port, analysis.settings.configFiles());
    return { port: configured === port ? asNamed(analysis, port) : configured, listener: null };
  });
}
