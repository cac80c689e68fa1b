/** Addresses on loopback that the code has a name for, of ports that only the author's image exposes. */
import type { Port } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { place } from "../flow/program.ts";
import { mentions } from "../flow/walk.ts";
import { flagSource } from "../settings/flag-calls.ts";
import { parseAddress } from "./address.ts";

/** `DefaultListenClientURLs`, `bindAddress`. */
const LISTENS = /listen|bind(?!ing)/i;

/** The flag whose definition is handed the name, `fs.Var(NewURLs(DefaultListenURL), "listen-url", "")`. */
function flagOf({ program }: Analysis, name: string): string | null {
  for (const [called, sites] of program.calls) {
    if (!/Var$/.test(called)) continue;
    for (const { call, scope } of sites) {
      const word = call.args.find(({ kind }) => kind === "string");
      if (word?.kind !== "string" || !call.args.some((argument) => mentions(argument, name))) continue;
      return flagSource(word.value, scope.file);
    }
  }
  return null;
}

/**
 * The same port bound to loopback, where a constant or variable whose name speaks of listening has it beside such a host:
 * EXPOSE says that it is open, and only that.
 */
export function asNamed(analysis: Analysis, port: Port): Port {
  for (const directory of analysis.program.packages.values()) {
    for (const [name, definitions] of directory.values) {
      if (!LISTENS.test(name)) continue;
      for (const { value, scope } of definitions) {
        if (value?.kind !== "string") continue;
        const address = parseAddress(value.value);
        if (address?.bind !== "loopback" || address.port !== port.port) continue;
        const setBy = flagOf(analysis, name) ?? port.setBy;
        return { ...port, bind: "loopback", setBy, evidence: place(scope.file, value.at) };
      }
    }
  }
  return port;
}
