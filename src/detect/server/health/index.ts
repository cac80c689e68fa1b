import type { Health } from "../../../types/project.ts";
import type { Said } from "../docker/said.ts";
import type { Analysis } from "../flow/context.ts";
import type { OpenPort } from "../ports/open-port.ts";
import { commandHealth, findHealthCommands } from "./command.ts";
import { findGrpcHealth } from "./grpc.ts";
import { findHttpHealth } from "./http.ts";

/**
 * Ways to ask the service whether it lives, best first: its HTTP routes, gRPC's health service, its own command.
 * @param check the words with which the author's image starts the program to check it
 */
export function findHealth(
  analysis: Analysis,
  ports: readonly OpenPort[],
  check: Said<readonly string[]> | null,
): readonly Health[] {
  return [
    ...findHttpHealth(analysis, ports),
    ...findGrpcHealth(analysis, ports),
    ...(check ? [commandHealth(check.fact.join(" "), check.evidence)] : findHealthCommands(analysis)),
  ];
}
