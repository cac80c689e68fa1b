import type { Health } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { isOff } from "../flow/guards.ts";
import { place } from "../flow/program.ts";
import { importOf } from "../flow/types.ts";
import type { OpenPort } from "../ports/open-port.ts";
import { purposeOf } from "../ports/purpose.ts";

function grpcPort(analysis: Analysis, ports: readonly OpenPort[]): number | null {
  const named = ports.find(({ port }) => port.purpose === "grpc");
  if (named) return named.port.port;
  const served = ports.find(({ listener }) => listener && purposeOf(analysis, listener) === "grpc");
  return (
    (served ?? ports.find(({ listener, port }) => port.purpose === "main" && !listener?.handler))?.port
      .port ?? null
  );
}

/**
 * The health service of gRPC, registered by a server; a client of it registers nothing.
 * The service name is "", the whole server, which the standard implementation always answers.
 */
export function findGrpcHealth(analysis: Analysis, ports: readonly OpenPort[]): Health[] {
  const sites = (analysis.program.calls.get("RegisterHealthServer") ?? []).filter(
    ({ call, scope, guards }) => {
      const path = call.callee.kind === "selector" ? importOf(call.callee.base, scope) : null;
      return path === "google.golang.org/grpc/health/grpc_health_v1" && !isOff(analysis, guards, scope);
    },
  );
  const [site] = sites;
  const port = site ? grpcPort(analysis, ports) : null;
  if (!site || port === null) return [];
  return [{ type: "grpc", scheme: "http", path: "", port, evidence: place(site.scope.file, site.call.at) }];
}
