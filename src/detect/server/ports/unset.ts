/** The variable that decides on the port where nothing in sight gives it a value. */
import type { GivenSetting, Warning } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { isOpen, parseAddress, portSources } from "./address.ts";
import { frameworkListeners } from "./frameworks.ts";
import { findListeners } from "./listeners.ts";
import type { Listener, OpenPort } from "./open-port.ts";
import { purposeOfName } from "./purpose.ts";
import { areBeside } from "./unknown.ts";

export interface Unset extends GivenSetting {
  readonly listener: Listener;
}

/** What platforms and their buildpacks usually give it. */
const USUAL = 8080;

/** `TLS_PORT`, which a server of go-swagger has beside `PORT` for whoever asks for it. */
const OF_TLS = /(^|[:_])(tls|https|ssl)_/i;

/**
 * `PORT` of `":" + os.Getenv("PORT")`: without it the program ends, or takes a port by chance.
 * Null where several listeners each have a variable of their own.
 * @param ports those that are known; where not the code but the author's image or an example tells one, that is what
 * the variable gets
 */
export function unsetPort(analysis: Analysis, ports: readonly OpenPort[]): Unset | null {
  // Ports for metrics and administration tell nothing of the service's.
  const told = areBeside(ports) ? undefined : ports[0];
  const open = told?.listener ? isOpen(told.listener.address.text) : true;
  if (told && (!open || !told.port.setBy?.startsWith("env:"))) return null;
  const listeners = [...findListeners(analysis), ...frameworkListeners(analysis)].filter(
    ({ address, protocol }) => protocol === "tcp" && isOpen(address.text),
  );
  const number = String(told?.port.port ?? USUAL);
  const found = listeners.flatMap((listener) => {
    const { address } = listener;
    const source = portSources(address).find((one) => one.startsWith("env:"));
    // A text that is open as a whole is an address, so that the port follows a colon.
    const value = address.text === "" && !address.numeric ? `:${number}` : number;
    // Beside a port for metrics another one for administration is as little the service's.
    if (!source || (ports.length > 0 && purposeOfName(source) !== null)) return [];
    return [{ setBy: source, value, listener }];
  });
  if (told) return found.find(({ setBy }) => setBy === told.port.setBy) ?? null;
  const plain = found.filter(({ setBy }) => !OF_TLS.test(setBy));
  const likely = plain.length > 0 ? plain : found;
  const [first] = likely;
  const only = first && likely.every(({ setBy }) => setBy === first.setBy);
  if (!only) return null;
  // What is the whole of an address is one, whatever its name.
  const { text, sources } = first.listener.address;
  const isWhole = text === "" && sources.length === 1 && /^net\/http /.test(first.listener.hints);
  return isWhole || /port|addr|listen|bind/i.test(first.setBy) ? first : null;
}

/** The port that the image gives it, where the host in front of it is one that only the container itself reaches. */
export function unsetOnLoopback(unset: Unset | null): OpenPort | undefined {
  const text = unset?.listener.address.text ?? "";
  const port = parseAddress(`${text.slice(0, text.lastIndexOf(":"))}:${USUAL}`);
  if (!unset || port?.bind !== "loopback") return undefined;
  const { setBy, listener } = unset;
  const own = { protocol: "tcp", purpose: "main", setBy, evidence: listener.at } as const;
  return { port: { ...port, ...own }, listener };
}

/** The image gives it a value that is no fact of the code: that is said. */
export function unsetWarning(unset: Unset | null): readonly Warning[] {
  if (!unset) return [];
  const name = unset.setBy.replace("env:", "");
  return [
    {
      code: "port-unset",
      message: `the port comes from ${name}, and nothing in the repository says which: the image sets ${name}=${unset.value} unless --ports says another`,
      evidence: unset.listener.at,
      blocksBuild: false,
    },
  ];
}
