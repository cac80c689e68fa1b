/** Backing services that the program asks for on its own host, where a container has none. */
import type { Companion, Warning } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { place } from "../flow/program.ts";
import { HOLE, setBy, type Value } from "../flow/value.ts";
import { runsAlways } from "./cluster.ts";
import { type Connection, connections } from "./companions.ts";

const NAMES: Readonly<Record<Companion["name"], string>> = {
  postgres: "PostgreSQL",
  mysql: "MySQL",
  redis: "Redis",
  nats: "NATS",
  kafka: "Kafka",
  rabbitmq: "RabbitMQ",
  mongo: "MongoDB",
};

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

function warning(name: Companion["name"], { site, value }: Connection): Warning | null {
  const address = addressOf(value);
  if (address === null || address.includes(HOLE)) return null;
  return {
    code: "local-service",
    message: `the program asks for ${NAMES[name]} at ${address}, where a container has none: ${remedy(value)}`,
    evidence: value.evidence ?? place(site.scope.file, site.call.at),
    blocksBuild: false,
  };
}

/** One for each kind of service, of calls that run on every start. */
export function localServices(analysis: Analysis): readonly Warning[] {
  return [...connections(analysis)].flatMap(([name, all]) => {
    for (const one of all) {
      const found = warning(name, one);
      if (found && runsAlways(analysis, one.site)) return [found];
    }
    return [];
  });
}
