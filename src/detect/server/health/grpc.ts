import type { Health } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { isOff } from "../flow/guards.ts";
import { type CallSite, place } from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import type { OpenPort } from "../ports/open-port.ts";
import { purposeOf } from "../ports/purpose.ts";

const HEALTH = "google.golang.org/grpc/health/grpc_health_v1";

function grpcPort(analysis: Analysis, ports: readonly OpenPort[]): number | null {
  // A gateway in front of gRPC has its name as well, and is a server of HTTP.
  const first = ports.find(({ isGrpc, listener }) => isGrpc && listener?.bare);
  const named = first ?? ports.find(({ port }) => port.purpose === "grpc");
  if (named) return named.port.port;
  const served = ports.find(({ listener }) => listener && purposeOf(analysis, listener) === "grpc");
  const main = ports.filter(({ port }) => port.purpose === "main");
  const isOnly = main.filter(({ port }) => port.protocol === "tcp").length === 1;
  // What a bare listener is handed to may stand in another file than the server that is made; of several that
  // only the author's image exposes, nothing tells which one speaks gRPC.
  const open = main.find(({ listener }) =>
    listener ? !listener.handler || (listener.bare && main.length === 1) : isOnly,
  );
  return (served ?? open)?.port.port ?? null;
}

/** Calls of a package's function where the program comes by, by import path. */
function callsOf(analysis: Analysis, path: string, name: string): readonly CallSite[] {
  return (analysis.program.calls.get(name) ?? []).filter(
    ({ call: { callee }, scope, guards }) =>
      packageOf(callee, scope) === path && !isOff(analysis, guards, scope),
  );
}

/** Connect's handler of the same service, where the server takes HTTP/2 without TLS, as gRPC needs it. */
function connectHandler(analysis: Analysis): CallSite | undefined {
  const plain =
    analysis.program.calls.has("SetUnencryptedHTTP2") ||
    callsOf(analysis, "golang.org/x/net/http2/h2c", "NewHandler").length > 0;
  return plain ? callsOf(analysis, "connectrpc.com/grpchealth", "NewHandler")[0] : undefined;
}

/**
 * The health service of gRPC, registered by a server; a client of it registers nothing.
 * The service name is "", the whole server, which the standard implementation always answers.
 */
export function findGrpcHealth(analysis: Analysis, ports: readonly OpenPort[]): Health[] {
  const [registered] = callsOf(analysis, HEALTH, "RegisterHealthServer");
  const site = registered ?? connectHandler(analysis);
  const main = ports.find(({ port }) => port.purpose === "main" && port.protocol === "tcp");
  const port = registered ? grpcPort(analysis, ports) : main?.port.port;
  if (!site || !port) return [];
  return [{ type: "grpc", scheme: "http", path: "", port, evidence: place(site.scope.file, site.call.at) }];
}
