import type { Port } from "../../../types/project.ts";
import { parseAddress, parsePort } from "./address.ts";
import type { OpenPort } from "./open-port.ts";

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

/** Ports as the needed arguments set them. */
export function withArguments(ports: readonly OpenPort[], words: readonly string[]): readonly OpenPort[] {
  return ports.map((open) => {
    const sources = new Set([open.port.setBy ?? "", ...(open.listener?.address.sources ?? [])]);
    let { port } = open;
    for (const source of sources) {
      const flag = source.startsWith("flag:") ? source.slice(5).replace(/^-+/, "") : null;
      const text = flag === null ? null : valueOfFlag(words, flag);
      if (text !== null) port = moved(port, text);
    }
    return { ...open, port };
  });
}
