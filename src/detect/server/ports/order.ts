/** Which of several ports is the one that people ask on. */
import type { Port } from "../../../types/project.ts";
import type { DockerEvidence } from "../docker/evidence.ts";
import type { Analysis } from "../flow/context.ts";
import { type OpenPort, startOf } from "./open-port.ts";
import { isSecondary, isSecondaryName } from "./purpose.ts";
import { compareStarts, isOptional } from "./start-order.ts";

/** A setting that says no more than that it is the port: of PORT and ACTORS_PORT it is the first that people ask. */
const BARE = /^(env:|flag:-*)(port|addr|address|listen|bind)$/i;

const isUsual = ({ port, setBy }: Port) => setBy === "literal" && (port === 80 || port === 443);

/** @param beside whether a port that is open to others stands beside those of the code */
function weight({ port, listener }: OpenPort, beside: boolean): number {
  const purposes = ["main", "grpc", "admin", "metrics"];
  return (
    purposes.indexOf(port.purpose) * 8 +
    ((listener ? isSecondary(listener) : isSecondaryName(port.setBy ?? "")) ? 4 : 0) +
    (listener?.turnedOn ? -0.5 : listener?.tls ? 2 : 0) +
    // 80 and 443 in the code itself are what serves certificates and redirects beside a port that can be set.
    (isUsual(port) && (beside || port.bind === "loopback") ? 3 : 0) +
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

export function isExposed(docker: DockerEvidence, port: Port): boolean {
  return placeExposed(docker, port) >= 0;
}

/** Of two of the code that the author's image exposes the author names first what the program is for. */
function exposedFirst(docker: DockerEvidence, a: OpenPort, b: OpenPort): number {
  const [first = -1, second = -1] = [a, b].map((one) => (one.listener ? placeExposed(docker, one.port) : -1));
  return first < 0 || second < 0 ? 0 : first - second;
}

/** Main first, then for gRPC, administration and metrics; of two of a kind first the one that more says is meant. */
export function inOrder(
  analysis: Analysis,
  docker: DockerEvidence,
  ports: readonly OpenPort[],
): readonly OpenPort[] {
  const near = new Map(analysis.program.files.map((file, index) => [file, index]));
  const distance = ({ listener }: OpenPort): number => (listener && near.get(listener.scope.file)) ?? 0;
  const beside = ports.some(({ port }) => port.purpose === "main" && port.bind === "all" && !isUsual(port));
  const optional = ({ listener }: OpenPort) => Number(listener && isOptional(analysis, startOf(listener)));
  return ports.toSorted(
    (a, b) =>
      weight(a, beside) - weight(b, beside) ||
      Number(isExposed(docker, b.port)) - Number(isExposed(docker, a.port)) ||
      optional(a) - optional(b) ||
      finer(a) - finer(b) ||
      loopbackLast(a.port, b.port) ||
      exposedFirst(docker, a, b) ||
      // What a listener was followed to is surer than a flag by its name, as of the port on which a cluster gossips.
      Number(a.listener === null) - Number(b.listener === null) ||
      (a.listener && b.listener ? compareStarts(analysis, a.listener, b.listener) : 0) ||
      distance(a) - distance(b),
  );
}
