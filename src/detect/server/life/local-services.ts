/** Backing services that the program asks for on its own host, where a container has none. */
import { companionOf, companions } from "../../../companions.ts";
import type { Companion, Warning } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { place } from "../flow/program.ts";
import { setBy, type Value } from "../flow/value.ts";
import { withoutSamples } from "../settings/samples.ts";
import { runsAlways } from "./cluster.ts";
import { type Connection, connections } from "./companions.ts";

/** Of a URL, of `host=localhost port=5432`, of `user@tcp(localhost:3306)/shop`, or the address alone. */
const LOCAL = /(?:^|[@/(=,\s])(localhost|127(?:\.\d+){3}|\[::1\])(?=$|[:/),?\s])(?::(\d+))?/;

/** Of `host=localhost user=shop port=5432`. */
const PORT = /(?:^|\s)port=(\d+)/;

function addressOf({ text }: Value): string | null {
  const [, host, beside] = LOCAL.exec(text) ?? [];
  const port = beside ?? PORT.exec(text)?.[1];
  if (host === undefined) return null;
  return port === undefined ? host : `${host}:${port}`;
}

/** What says the host: of several settings that the text is put together of, the one with it. */
function remedy(value: Value): string {
  const part = value.parts?.find(({ text }) => LOCAL.test(text)) ?? value;
  const source = setBy(part);
  if (source?.startsWith("env:")) return `set ${source.slice("env:".length)}`;
  if (source?.startsWith("flag:")) return `start it with ${source.slice("flag:".length)}`;
  return source?.startsWith("file:")
    ? `name its host in ${source.slice("file:".length)}`
    : "name its host in the code";
}

function warning(name: Companion["name"], address: string, { site, value }: Connection): Warning {
  return {
    code: "local-service",
    message: `the program asks for ${companionOf(name).label} at ${address}, where a container has none: ${remedy(value)}`,
    evidence: value.evidence ?? place(site.scope.file, site.call.at),
    blocksBuild: false,
  };
}

/** Of two drivers, one of which is chosen, both are handed the address of one database. */
function isOfAnother(name: Companion["name"], address: string): boolean {
  return companions.some(({ value, port }) => value !== name && address.endsWith(`:${port}`));
}

/** One for each address, of calls that run on every start. */
export function localServices(whole: Analysis): readonly Warning[] {
  const analysis = withoutSamples(whole);
  const told = new Map<string, Warning>();
  for (const [name, all] of connections(analysis)) {
    for (const one of all) {
      const address = addressOf(one.value);
      if (address === null || told.has(address) || isOfAnother(name, address)) continue;
      if (!runsAlways(analysis, one.site)) continue;
      told.set(address, warning(name, address, one));
      break;
    }
  }
  return [...told.values()];
}
