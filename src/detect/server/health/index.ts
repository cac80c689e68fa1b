import type { Health } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import type { OpenPort } from "../ports/open-port.ts";
import { findHealthCommands } from "./command.ts";
import { findGrpcHealth } from "./grpc.ts";
import { findHttpHealth } from "./http.ts";

/** Ways to ask the service whether it lives, best first: its HTTP routes, gRPC's health service, its own command. */
export function findHealth(analysis: Analysis, ports: readonly OpenPort[]): readonly Health[] {
  return [
    ...findHttpHealth(analysis, ports),
    ...findGrpcHealth(analysis, ports),
    ...findHealthCommands(analysis),
  ];
}
