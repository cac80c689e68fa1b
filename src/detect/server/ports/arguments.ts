import type { Port } from "../../../types/project.ts";
import type { DockerEvidence } from "../docker/evidence.ts";
import type { Analysis } from "../flow/context.ts";
import { type Address, parseAddress, parsePort, portSources } from "./address.ts";
import type { Listener, OpenPort } from "./open-port.ts";

/** The value that a flag is given: `--listen :8080`, `-listen=:8080`. */
export function valueOfFlag(words: readonly string[], flag: string): string | null {
  for (const [index, word] of words.entries()) {
    if (word.replace(/^-+/, "") === flag) return words[index + 1] ?? null;
    const [name = "", ...rest] = word.split("=");
    if (rest.length > 0 && name.startsWith("-") && name.replace(/^-+/, "") === flag) return rest.join("=");
  }
  return null;
}

const HOST = /^(localhost|\d+(\.\d+){3}|\[?[0-9a-f]*::[0-9a-f:]*\]?)$/;

/** The port as one flag of its address moves it: the whole address, the port alone or the host alone. */
function moved(port: Port, text: string): Port {
  const address = parseAddress(text);
  if (address) return { ...port, ...address };
  const number = parsePort(text);
  if (number !== null) return { ...port, port: number };
  const host = HOST.test(text) ? parseAddress(`${text}:${port.port}`) : null;
  return host ? { ...port, ...host } : port;
}

const PORT_FLAG = /^--?((?:http|server|listen|bind)?-?(?:port|addr|address|listen|bind))$/;

/**
 * The only port, which no flag sets as far as the code shows, where a flag of that meaning is given another one
 * that the author's image exposes: the way from the flag to the listener is not in sight.
 */
function movedUnseen(
  ports: readonly OpenPort[],
  words: readonly string[],
  docker: DockerEvidence,
): readonly OpenPort[] {
  const [open, ...others] = ports;
  if (!open || others.length > 0 || open.listener?.address.sources.some((one) => one.startsWith("flag:")))
    return ports;
  const flag = words.map((word) => PORT_FLAG.exec(word.split("=")[0] ?? "")).find((match) => match !== null);
  const text = flag?.[1] === undefined ? null : valueOfFlag(words, flag[1]);
  const port = text === null ? open.port : moved(open.port, text);
  const said = docker.ports.find(({ fact }) => fact.port === port.port);
  if (!flag || port.port === open.port.port || !said) return ports;
  return [{ ...open, port: { ...port, setBy: `flag:${flag[0]}`, evidence: said.evidence } }];
}

/** The address that the code leaves to a flag which the program is started with: `--port 8080`. */
export function givenAddress(
  { memo }: Analysis,
  { address: value }: Listener,
): (Address & Pick<Port, "setBy">) | null {
  const host = value.text.slice(0, Math.max(0, value.text.lastIndexOf(":")));
  for (const source of portSources(value)) {
    const given = memo.flags.get(source);
    const address = given === undefined ? null : (parseAddress(given) ?? parseAddress(`${host}:${given}`));
    if (address) return { ...address, setBy: source };
  }
  return null;
}

/** The flags that decide on an address, and what the words give them; no number that is another port's. */
function givenFlags(
  { port, listener }: OpenPort,
  words: readonly string[],
  all: readonly OpenPort[],
): readonly [string, string][] {
  const sources = new Set([port.setBy ?? "", ...(listener?.address.sources ?? [])]);
  return [...sources].flatMap((source): [string, string][] => {
    const flag = source.startsWith("flag:") ? source.slice("flag:".length) : null;
    const text = flag === null ? null : valueOfFlag(words, flag.replace(/^-+/, ""));
    const isOfOther = source !== port.setBy && all.some((one) => one.port.setBy === source);
    if (flag === null || text === null || (isOfOther && parsePort(text) !== null)) return [];
    return [[flag, text]];
  });
}

/** Ports as the needed arguments set them. */
export function withArguments(
  ports: readonly OpenPort[],
  words: readonly string[],
  docker: DockerEvidence,
): readonly OpenPort[] {
  const all = movedUnseen(ports, words, docker).map((open) => {
    const given = givenFlags(open, words, ports);
    const port = given.reduce((one, [, text]) => moved(one, text), open.port);
    const opening =
      open.port.bind === "loopback" && port.bind === "all"
        ? given.find(([, text]) => moved(open.port, text).bind === "all")
        : undefined;
    return { ...open, port, ...(opening ? { openedBy: opening.join("=") } : {}) };
  });
  // It stood behind others for its loopback: what the author opens so, and names first, is what people are to meet.
  const first = docker.ports[0]?.fact.port;
  const isMet = ({ port, openedBy }: OpenPort) =>
    openedBy !== undefined && port.purpose === "main" && port.port === (first ?? port.port);
  return [...all.filter(isMet), ...all.filter((one) => !isMet(one))];
}
