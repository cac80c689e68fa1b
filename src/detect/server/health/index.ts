import type { Health } from "../../../types/project.ts";
import type { DockerEvidence } from "../docker/evidence.ts";
import type { Analysis } from "../flow/context.ts";
import type { OpenPort } from "../ports/open-port.ts";
import { commandHealth, findHealthCommands } from "./command.ts";
import { findGrpcHealth } from "./grpc.ts";
import { findHttpHealth } from "./http.ts";
import { healthScore } from "./names.ts";

/** What the author's image asks on a port that is in sight, for a program whose routes are not, or not their port. */
function askedHealth(
  ports: readonly OpenPort[],
  { asked }: Pick<DockerEvidence, "asked">,
): readonly Health[] {
  const isOpen = ports.some(({ port }) => port.protocol === "tcp" && port.port === asked?.fact.port);
  return asked && isOpen && healthScore(asked.fact.path) > 0
    ? [{ type: "http", ...asked.fact, evidence: asked.evidence }]
    : [];
}

/**
 * Ways to ask the service whether it lives, best first: its HTTP routes, gRPC's health service, its own command.
 * @param docker how the author's image checks it
 */
export function findHealth(
  analysis: Analysis,
  ports: readonly OpenPort[],
  docker: Pick<DockerEvidence, "check" | "asked">,
): readonly Health[] {
  const { check } = docker;
  const routes = findHttpHealth(analysis, ports);
  // Routes on a port that is not in sight say less than whoever asks one of them on a port.
  const asked = routes.some(({ port }) => port !== null) ? [] : askedHealth(ports, docker);
  return [
    ...asked,
    ...routes.filter(({ path }) => !asked.some((one) => one.path === path)),
    ...findGrpcHealth(analysis, ports),
    ...(check ? [commandHealth(check.fact.join(" "), check.evidence)] : findHealthCommands(analysis)),
  ];
}
