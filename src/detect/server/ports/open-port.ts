import { fileOf } from "../../../evidence.ts";
import type { Port } from "../../../types/project.ts";
import type { CallSite, Scope } from "../flow/program.ts";
import type { Value } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";

/** A place where the program starts to listen. */
export interface Listener {
  readonly address: Value;
  /** The listen call or server literal. */
  readonly at: string;
  /** The call of the helper around it, where each of its callers gives an address of its own. */
  readonly caller?: CallSite;
  readonly protocol: "tcp" | "udp";
  readonly tls: boolean;
  /** A switch that is on, by default or in a file of the image, decides for TLS. */
  readonly turnedOn?: boolean;
  /** What answers on it; null where it is not at hand. */
  readonly handler: { readonly expression: Expression; readonly scope: Scope } | null;
  /** `net.Listen` and the like: whatever is served on it is handed over later. */
  readonly bare?: boolean;
  /** Names around the call, which tell metrics from main. */
  readonly hints: string;
  readonly scope: Scope;
  /** Started by a go statement, where another one of its kind is not. */
  readonly beside?: boolean;
  /** A framework's own port: the code names none. */
  readonly usual?: boolean;
}

/** A port, and the listener that it was seen at. */
export interface OpenPort {
  readonly port: Port;
  readonly listener: Listener | null;
  /** Of gRPC, though it is the main one where there is no other. */
  readonly isGrpc?: boolean;
  /** `-host=0.0.0.0`: the flag among the needed arguments without which it is on loopback. */
  readonly openedBy?: string;
}

/** For metrics or administration, which stand beside what the service is for. */
export function isForOperators({ port }: OpenPort): boolean {
  return port.purpose === "metrics" || port.purpose === "admin";
}

/** The code that starts to listen: of a helper its caller, where each gives an address of its own. */
export function startOf({ scope, caller }: Listener): Scope {
  return caller?.scope ?? scope;
}

/**
 * Without ports that a variable has by default in one place of the code, where in another it has none and a file of the
 * author's gives it another one, which the image then sets: of two servers that PORT opens, one runs.
 */
export function agreeing(ports: readonly OpenPort[]): readonly OpenPort[] {
  const isOfFile = ({ port }: OpenPort) =>
    port.setBy?.startsWith("env:") === true && !fileOf(port.evidence).endsWith(".go");
  const given = ports.filter(isOfFile).map(({ port }) => port);
  return ports.filter(({ port }) => {
    const own = given.filter(({ setBy }) => setBy === port.setBy);
    return own.length === 0 || own.some((one) => one.port === port.port);
  });
}
