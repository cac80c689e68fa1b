/** Backing services without which the program ends: it connects to them on every start. */
import { companionOf } from "../../../companions.ts";
import type { Companion, Warning } from "../../../types/project.ts";
import { isPassedBy } from "../environment/demanded.ts";
import type { Analysis } from "../flow/context.ts";
import { endsProgram } from "../flow/errors.ts";
import { makersOf } from "../flow/makers.ts";
import { type CallSite, lastName, place } from "../flow/program.ts";
import { importOf, packageOf } from "../flow/types.ts";
import { HOLE, setBy, type Value } from "../flow/value.ts";
import { withoutSamples } from "../settings/samples.ts";
import { runsAlways } from "./cluster.ts";
import { type Connection, connections, serviceOf } from "./companions.ts";

type Name = Companion["name"];

/** Functions that connect at once, where others of their packages wait for the first request. */
const DIALS: readonly (readonly [path: RegExp, name: RegExp])[] = [
  // gorm asks the database whether it is there: https://gorm.io/docs/gorm_config.html#DisableAutomaticPing
  [/^(gorm\.io|github\.com\/jinzhu)\/gorm$/, /^Open$/],
  [/^github\.com\/jmoiron\/sqlx$/, /^(Must)?Connect(Context)?$/],
  [/^github\.com\/jackc\/pgx(\/v\d+)?$/, /^Connect(Config)?$/],
  [/^github\.com\/jackc\/pgx\/v4\/pgxpool$/, /^Connect(Config)?$/],
  [/^github\.com\/(rabbitmq\/amqp091-go|streadway\/amqp)$/, /^Dial/],
  [/^github\.com\/nats-io\/nats\.go$/, /^Connect$/],
  [/^github\.com\/gomodule\/redigo\/redis$/, /^Dial(URL)?$/],
  [/^github\.com\/(IBM|Shopify)\/sarama$/, /^New(Client|Consumer|ConsumerGroup|SyncProducer|AsyncProducer)$/],
];
const DIALING = /^((Must)?Connect(Config|Context)?|Open|Dial\w*|New\w+)$/;

/** A call that gives an error where the service does not answer, and that service. */
interface Asked {
  readonly name: Name;
  readonly site: CallSite;
}

/** `gorm.Open(postgres.Open(dsn))` and `amqp.Dial(url)`: the service by the driver, or by what the driver gives. */
function dialed(analysis: Analysis): readonly Asked[] {
  const sites = [...analysis.program.calls].flatMap(([name, all]) => (DIALING.test(name) ? all : []));
  return sites.flatMap((site) => {
    const { call, scope } = site;
    const from = packageOf(call.callee, scope) ?? "";
    if (!DIALS.some(([path, name]) => path.test(from) && name.test(lastName(call.callee)))) return [];
    const name = serviceOf(analysis, site) ?? madeBy(analysis, site, call.args[0]);
    return name === null ? [] : [{ name, site }];
  });
}

/** The service behind what a driver makes: its dialect, its pool, its client. */
function madeBy(analysis: Analysis, site: CallSite, expression: CallSite["call"]["callee"] | undefined) {
  for (const { expression: maker, scope } of makersOf(analysis, expression, site.scope)) {
    const name = maker.kind === "call" ? serviceOf(analysis, { ...site, call: maker, scope }) : null;
    if (name !== null) return name;
  }
  return null;
}

/** `db.Ping()`, and `client.Ping(ctx).Err()` of Redis. */
function pinged(analysis: Analysis): readonly Asked[] {
  const { calls } = analysis.program;
  const around = ["Err", "Result"].flatMap((name) => calls.get(name) ?? []);
  return ["Ping", "PingContext"]
    .flatMap((name) => calls.get(name) ?? [])
    .flatMap((site) => {
      const { callee } = site.call;
      if (callee.kind !== "selector" || importOf(callee.base, site.scope) !== null) return [];
      const name = madeBy(analysis, site, callee.base);
      const asking = around.find(
        ({ call }) => call.callee.kind === "selector" && call.callee.base === site.call,
      );
      return name === null ? [] : [{ name, site: asking ?? site }];
    });
}

/** The host, and the port where there is one, of a URL, of `host=db port=5432`, of `user@tcp(db:3306)/shop`. */
const HOSTS = [
  /(?:^|\s)host=([^\s=]+)(?=\s|$)/,
  /\btcp\(([^)]*)\)/,
  /@([^/?(),]*)(?=[/?,]|$)/,
  /^\w+:\/\/([^/?@,]*)/,
  /^([\w.-]+:\d+)$/,
];
const LOCAL = /^(localhost|127(\.\d+){3}|::1|0\.0\.0\.0)$/;

function hostIn({ text }: Value): string | null {
  for (const pattern of HOSTS) {
    const host = pattern.exec(text)?.[1]?.replace(new RegExp(`:?${HOLE}?$`), "");
    if (host !== undefined && /^([a-z\d][\w.-]*(:\d+)?|\/[\w./-]+)$/i.test(host)) return host;
  }
  return null;
}

const isLocal = (host: string): boolean => LOCAL.test(host.replace(/:\d+$/, ""));

/** What says where the service is: of several settings the one with a name for that. */
function setting({ sources, parts = [] }: Value, host: string | null): string | null {
  const part = parts.find(({ text }) => host !== null && text !== "" && host.startsWith(text));
  const own = part && setBy(part);
  const named = sources.find((one) => /HOST|ADDR|URL|URI|DSN|SERVER|CONN|ENDPOINT|SOURCE/i.test(one));
  return own ?? named ?? sources[0] ?? null;
}

/** What to do about it: have the service, and say where it is. */
function remedy(source: string | null, host: string | null): string {
  const [, kind, name = ""] = /^(env|flag|file):(.*)$/s.exec(source ?? "") ?? [];
  const ways: Readonly<Record<string, string>> = {
    env: `set ${name}`,
    flag: `start it with ${name}`,
    file: `name ${host === null ? "its" : "another"} host in ${name}`,
  };
  const way = ways[kind ?? ""];
  if (host === null) return way === undefined ? "have one ready" : `have one ready, and ${way}`;
  return way === undefined ? "have it answer there" : `have it answer there, or ${way}`;
}

/** "no Redis answers", "Redis does not answer at cache:6379". */
function lack(name: Name, host: string | null): string {
  const { label } = companionOf(name);
  return host === null ? `no ${label} answers` : `${label} does not answer at ${host}`;
}

/** Where it is as far as the code shows it; null for one on the program's own host, of which another warning tells. */
function told(name: Name, site: CallSite, all: readonly Connection[]): Warning | null {
  const found = all.map(({ value }) => ({ value, host: hostIn(value) }));
  if (found.some(({ host }) => host !== null && isLocal(host))) return null;
  const best = found.find(({ host }) => host !== null) ?? found.find(({ value }) => value.sources.length > 0);
  const host = best?.host ?? null;
  const source = best ? setting(best.value, host) : null;
  return {
    code: "service-required",
    message: `the program ends where ${lack(name, host)}: ${remedy(source, host)}`,
    evidence: place(site.scope.file, site.call.at),
    blocksBuild: false,
  };
}

/** One for each kind of service. */
export function neededServices(whole: Analysis): readonly Warning[] {
  const analysis = withoutSamples(whole);
  const asked = [...dialed(analysis), ...pinged(analysis)];
  if (asked.length === 0) return [];
  return [...connections(analysis)].flatMap(([name, all]) => {
    const needed = asked.find(
      ({ name: own, site }) =>
        own === name &&
        (lastName(site.call.callee).startsWith("Must") || endsProgram(analysis, site)) &&
        runsAlways(analysis, site),
    );
    // `if url == "" { return openSQLite() }` goes on without it.
    const isPassed = all.some(({ site: { call, scope } }) =>
      call.args.some((argument) => isPassedBy(analysis, argument, scope)),
    );
    if (isPassed) return [];
    const running = all.filter(({ site }) => runsAlways(analysis, site));
    return (needed && told(name, needed.site, running)) ?? [];
  });
}
