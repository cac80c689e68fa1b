/** Health paths of grpc-gateway, which answers over HTTP what a gRPC service does. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { type CallSite, type Program, place } from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import { findMounts, mounted } from "../routes/mounts.ts";
import { NOWHERE, type Route, rootKey } from "../routes/router.ts";
import { healthScore } from "./names.ts";

/** The mux asks gRPC's health service where it is given a client of that. */
function healthService(analysis: Analysis): Route[] {
  const { calls } = analysis.program;
  const muxes = (calls.get("NewServeMux") ?? []).filter((site) => isOfGateway(site));
  if (muxes.length === 0) return [];
  const mounts = findMounts(analysis);
  return ["WithHealthEndpointAt", "WithHealthzEndpoint"].flatMap((name) =>
    (calls.get(name) ?? []).flatMap((site) => {
      const { call, scope, guards } = site;
      if (!isOfGateway(site) || isOff(analysis, guards, scope)) return [];
      const given = muxes.find((mux) => mux.call.args.includes(call));
      // Listed apart from the mux, they may be those of any.
      const mux = given ?? (muxes.length === 1 ? muxes[0] : undefined);
      const path = name === "WithHealthzEndpoint" ? "/healthz" : textOf(analysis, call.args[1], scope);
      if (!mux || !path) return [];
      const root = rootKey(mux.scope.file, mux.call.at);
      const router = mounted({ prefix: "", root, behindAuth: false }, mounts);
      // This mux looks at the whole path, below whatever prefix it is mounted.
      if (!path.startsWith(router.prefix)) return [];
      return [{ path, router: { ...router, prefix: path }, evidence: place(scope.file, call.at) }];
    }),
  );
}

function isOfGateway({ call: { callee }, scope }: CallSite): boolean {
  const from = packageOf(callee, scope);
  return from !== null && /grpc-gateway(\/v\d+)?\/runtime$/.test(from);
}

const GENERATED = /\.pb\.gw\.go$/;
const REGISTERS = /^func (Register\w+)\(/gm;
const READS = /mux\.Handle\((?:http\.MethodGet|"GET"), (pattern_\w+),/g;
/** Operations on a list of parts, where 2 is a part as it stands: `NewPattern(1, []int{2, 0, 2, 1}, []string{"v1", "health"}, "")`. */
const PATTERN = /(pattern_\w+)\s*=.*NewPattern\(1, \[\]int\{([\d, ]*)\}, \[\]string\{([^}]*)\}, ""/g;

/** The path of a pattern without parameters; null for others. */
function plainPath(operations: string, parts: string): string | null {
  const numbers = operations.split(",").map(Number);
  const texts = [...parts.matchAll(/"([^"]*)"/g)].map(([, text]) => text ?? "");
  const isPlain = numbers.every((number, index) => index % 2 === 1 || number === 2);
  return isPlain
    ? `/${numbers.flatMap((at, index) => (index % 2 === 1 ? [texts[at]] : [])).join("/")}`
    : null;
}

/** Whether the program calls the function, or hands it on to be called: `[]Register{pb.RegisterShopHandler}`. */
function isNamed({ calls, files }: Program, name: string): boolean {
  const word = new RegExp(`\\.${name}\\b`);
  return calls.has(name) || files.some(({ path, text }) => !GENERATED.test(path) && word.test(text));
}

/** What the description of a service maps to GET, in the code that protoc made of it, where the program registers that. */
function mapped({ program }: Analysis): Route[] {
  return program.files.flatMap((file) => {
    if (!GENERATED.test(file.path)) return [];
    const { text } = file;
    if (![...text.matchAll(REGISTERS)].some(([, name = ""]) => isNamed(program, name))) return [];
    const read = new Set([...text.matchAll(READS)].map(([, name]) => name));
    return [...text.matchAll(PATTERN)].flatMap(({ 1: name, 2: operations = "", 3: parts = "", index }) => {
      const path = read.has(name) ? plainPath(operations, parts) : null;
      if (path === null || healthScore(path) === 0) return [];
      return [{ path, router: NOWHERE, evidence: place(file, index) }];
    });
  });
}

export function gatewayRoutes(analysis: Analysis): readonly Route[] {
  return [...healthService(analysis), ...mapped(analysis)];
}
