import { parseAddress, parsePort } from "./address.ts";
import type { OpenPort } from "./index.ts";

/** The value that a flag is given: `--listen :8080`, `-listen=:8080`. */
function valueOfFlag(words: readonly string[], flag: string): string | null {
  for (const [index, word] of words.entries()) {
    if (word.replace(/^-+/, "") === flag) return words[index + 1] ?? null;
    const [name = "", ...rest] = word.split("=");
    if (rest.length > 0 && name.startsWith("-") && name.replace(/^-+/, "") === flag) return rest.join("=");
  }
  return null;
}

/** Ports as the needed arguments set them. */
export function withArguments(ports: readonly OpenPort[], words: readonly string[]): readonly OpenPort[] {
  return ports.map((open) => {
    const sources = [open.port.setBy ?? "", ...(open.listener?.address.sources ?? [])];
    for (const source of sources) {
      const flag = source.startsWith("flag:") ? source.slice(5).replace(/^-+/, "") : null;
      const text = flag === null ? null : valueOfFlag(words, flag);
      if (text === null) continue;
      const address = parseAddress(text);
      const number = parsePort(text);
      if (address) return { ...open, port: { ...open.port, ...address } };
      if (number !== null) return { ...open, port: { ...open.port, port: number } };
    }
    return open;
  });
}
