/** Addresses that the code makes of their parts: net's and netip's. */
import type { Call, Composite, Expression } from "../go/ast.ts";
import { lastName } from "./program.ts";
import { concatenate, known, type Value } from "./value.ts";

type Evaluate = (expression: Expression | undefined) => Value | null;

/** Functions that name an address of their own. */
const NAMED: Readonly<Record<string, string | undefined>> = {
  "net/netip.IPv4Unspecified": "0.0.0.0",
  "net/netip.IPv6Unspecified": "[::]",
  "net/netip.IPv6Loopback": "[::1]",
};

/** `127`, `0`, `0`, `1`; null for anything but four parts. */
function dotted(parts: readonly (Expression | undefined)[], value: Evaluate): Value | null {
  if (parts.length !== 4) return null;
  return concatenate(parts.flatMap((part, index) => [...(index > 0 ? [known(".", null)] : []), value(part)]));
}

/** `127.0.0.1:8080`, and `:8080` of the port alone. */
export function onPort(host: Value | null, port: Value): Value {
  return concatenate([host ?? known("", null), known(":", null), port]);
}

/** `net.TCPAddr{IP: ip, Port: 53}` as `ip:53`, also without the names; `net.IP{127, 0, 0, 1}`. */
export function addressLiteral({ type, elements }: Composite, value: Evaluate): Value | null {
  const values = elements.map((element) => element.value);
  if (lastName(type) === "IP" || (type?.kind === "container" && lastName(type.element) === "byte"))
    return dotted(values, value);
  if (!/^(TCP|UDP)Addr$/.test(lastName(type))) return null;
  const field = (name: string): Expression | undefined =>
    elements.find(({ key }, index) =>
      key === null ? ["IP", "Port"][index] === name : key.kind === "name" && key.name === name,
    )?.value;
  const port = value(field("Port"));
  return port && onPort(value(field("IP")), port);
}

/**
 * @param name import path and name of the function
 * @param at where it is called
 * @returns null for a call of any other
 */
export function addressCall(name: string, { args }: Call, at: string, value: Evaluate): Value | null {
  const [first, second] = args;
  const named = NAMED[name];
  if (named !== undefined) return known(named, at);
  switch (name) {
    case "net.IPv4":
      return dotted(args, value);
    case "net.JoinHostPort":
    case "net/netip.AddrPortFrom":
      return concatenate([value(first), known(":", null), value(second)]);
    case "net.ResolveTCPAddr":
    case "net.ResolveUDPAddr":
      return value(second);
    default:
      return null;
  }
}
