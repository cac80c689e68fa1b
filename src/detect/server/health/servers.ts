/** The servers of the program, and which of them a route belongs to. */
import { posix } from "node:path";
import { fileOf } from "../../../evidence.ts";
import type { Port } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { packageOf } from "../flow/types.ts";
import type { OpenPort } from "../ports/open-port.ts";
import { isNotForProbes, purposeOf, purposeOfName } from "../ports/purpose.ts";
import { rootsIn } from "../routes/mounts.ts";
import { DEFAULT_MUX, type Route } from "../routes/router.ts";
import { rootsOf, type Serving, servesOn } from "../routes/serving.ts";

interface Server {
  readonly port: number;
  readonly purpose: Port["purpose"];
  /** Seen in the code, not only in the author's image. */
  readonly listens: boolean;
  /**
   * A listener that is handed no HTTP handler in sight may speak something else; without a listener
   * all is open, and so it is where only the listening itself is in sight.
   */
  readonly http: "seen" | "open" | "no";
  readonly roots: ReadonlySet<string>;
  /** Where it is told to listen. */
  readonly at: string | null;
  readonly loopback: boolean;
  readonly tls: boolean;
}

/** Those that may answer a request over HTTP, likeliest first. */
export function serversOf(
  analysis: Analysis,
  ports: readonly OpenPort[],
  serving: readonly Serving[],
): Server[] {
  const tcp = ports.filter(
    ({ port, listener }) =>
      port.protocol === "tcp" && port.purpose !== "grpc" && listener?.address.listed !== true,
  );
  // The first port is the main one also where it is for gRPC: then another one answers.
  const other = tcp.filter(({ listener }) => !listener || purposeOf(analysis, listener) !== "grpc");
  const likely = other.length > 0 ? other : tcp;
  const plain = likely.filter(({ listener }) => !listener || !isNotForProbes(listener));
  return (plain.length > 0 ? plain : likely)
    .flatMap(({ port, listener, isGrpc }) => {
      const roots = listener ? rootsOf(analysis, listener, serving) : new Set<string>();
      // What else serves on the listener of gRPC, behind a multiplexer, is seen to.
      if (isGrpc && listener?.bare && roots.size === 0) return [];
      const open = !listener || (listener.bare && roots.size === 0);
      const seen = listener?.handler || roots.size > 0 || /\bhttp\b/i.test(listener?.hints ?? "");
      const http: Server["http"] = open ? "open" : seen ? "seen" : "no";
      const one = {
        port: port.port,
        purpose: port.purpose,
        listens: listener !== null,
        http,
        roots,
        at: listener?.at ?? null,
        loopback: port.bind === "loopback",
        tls: listener?.tls ?? false,
      };
      return [one];
    })
    .sort(
      (a, b) =>
        Number(a.http === "no") - Number(b.http === "no") ||
        Number(b.purpose === "main") - Number(a.purpose === "main") ||
        Number(b.http === "seen") - Number(a.http === "seen") ||
        Number(a.loopback) - Number(b.loopback),
    );
}

/** Whether it answers with the router, which may be one of a library that listens by itself. */
export function answersWith({ roots, at }: Server, root: string): boolean {
  return roots.has(root) || at === root;
}

/** Whether the place of a listener, `FILE:LINE`, is in the file of a router, `FILE#OFFSET`. */
function isSameFile(at: string | null, root: string | null): boolean {
  const file = root === null ? -1 : root.indexOf("#");
  return at !== null && root !== null && file > 0 && at.startsWith(`${root.slice(0, file)}:`);
}

/** `127.0.0.1:0`: a setting that is off unless somebody gives a port. */
const OFF = /:0$/;

/**
 * Routers that servers of net/http answer with on an address of their own.
 * @param off only those whose address has no port by default
 */
function servedRoots(analysis: Analysis, off: boolean): ReadonlySet<string> {
  const { calls, composites } = analysis.program;
  const handlers = [
    ...(calls.get("ListenAndServe") ?? []).flatMap(({ call, scope }) => {
      const path = packageOf(call.callee, scope);
      return !off && path === "net/http" && call.args[1] ? [{ handler: call.args[1], scope }] : [];
    }),
    ...(composites.get("Server") ?? []).flatMap(({ composite, scope }) => {
      const [address, handler] = ["Addr", "Handler"].map((name) =>
        composite.elements.find(({ key }) => key?.kind === "name" && key.name === name),
      );
      // Without an address it answers on a listener that is made elsewhere.
      if (!address || !handler) return [];
      return !off || OFF.test(textOf(analysis, address.value, scope) ?? "")
        ? [{ handler: handler.value, scope }]
        : [];
    }),
  ];
  return new Set(handlers.flatMap(({ handler, scope }) => [...rootsIn(analysis, handler, scope)]));
}

/** Routers of servers whose address is not known, such as one for debugging: no port in sight answers with them. */
export function rootsElsewhere(analysis: Analysis, servers: readonly Server[]): ReadonlySet<string> {
  if (servers.length === 0) return new Set();
  // A port that the code does not show may be that of any server, but for one that is off.
  const off = servers.some(({ http }) => http === "open");
  const roots = [...servedRoots(analysis, off)];
  return new Set(roots.filter((root) => !servers.some((server) => server.roots.has(root))));
}

/**
 * Routers that answer on a listener of which no port is known, each with whether the code shows where it
 * starts to listen: then none of those that were seen is it.
 */
export function rootsUnplaced(
  ports: readonly OpenPort[],
  serving: readonly Serving[],
  servers: readonly Server[],
): ReadonlyMap<string, boolean> {
  const placed = (one: Serving) => ports.some(({ listener }) => listener && servesOn(one, listener));
  const open = serving.filter((one) => !placed(one));
  const unplaced = new Map<string, boolean>();
  for (const { roots, isFollowed } of open)
    for (const root of roots) {
      if (!servers.some((server) => server.roots.has(root))) unplaced.set(root, isFollowed);
    }
  return unplaced;
}

/** Of several that one helper makes routers for, that which is told to listen in the file of the route. */
function likeliest(matching: readonly Server[], evidence: string): Server | undefined {
  const near = matching.filter(({ at, tls }) => at !== null && !tls && fileOf(at) === fileOf(evidence));
  return near[0] ?? matching[0];
}

/**
 * The server whose router the route belongs to; the main one where that is not in sight. Undefined where there is
 * none but for metrics or administration, and what that answers with is in sight: something else has the route.
 */
export function portOf(
  { router, evidence }: Route,
  all: readonly Server[],
  unplaced: ReadonlyMap<string, boolean>,
): number | null | undefined {
  const { root } = router;
  // A package of metrics makes the router of the server for metrics, whoever opens its port.
  const own = root?.includes("#") ? purposeOfName(posix.basename(posix.dirname(root))) : null;
  // Where no listener of the code is known, one for administration serves on a port of its own that is not in sight.
  if (own === "admin" && all.every(({ listens, purpose }) => !listens && purpose === "main"))
    return undefined;
  const isFollowed = root === null ? undefined : unplaced.get(root);
  if (isFollowed !== undefined) {
    const free = all.filter(
      ({ http, listens, roots }) => http !== "no" && roots.size === 0 && !(isFollowed && listens),
    );
    return free[0]?.port ?? null;
  }
  // A router of the code is served by a listener of the code, where one of them is not for metrics alone.
  const coded = root !== null && all.some(({ purpose, listens }) => purpose === "main" && listens);
  const servers = coded ? all.filter(({ listens }) => listens) : all;
  const matching = root === null ? [] : servers.filter((server) => answersWith(server, root));
  const named = own === null ? [] : servers.filter(({ purpose }) => purpose === own);
  const implicit = root === DEFAULT_MUX ? servers.filter(({ roots }) => roots.size === 0) : [];
  // A server that is handed the default mux, for profiles, has nothing of another router.
  const others = servers.filter(({ roots }) => roots.size !== 1 || !roots.has(DEFAULT_MUX));
  const rest = root === null || root === DEFAULT_MUX ? servers : others;
  const proven = likeliest(matching, evidence) ?? named[0] ?? implicit[0];
  if (proven) return proven.port;
  const [first = servers[0]] = rest;
  // Of a port that the author's image alone tells, the code says nothing; the file of the router opens another.
  const near = servers.find(({ at, roots }) => roots.size === 0 && isSameFile(at, root));
  const likely = first?.listens === false ? (near ?? first) : first;
  if (root !== null && likely && likely.purpose !== "main" && likely.roots.size > 0) return undefined;
  return likely?.port ?? null;
}
