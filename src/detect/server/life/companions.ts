/** Backing services that the code in reach talks to. */
import type { Companion, EnvironmentVariable } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { field, literalOf, siteOf } from "../flow/literals.ts";
import { type CallSite, lastName, type Scope } from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import type { Value } from "../flow/value.ts";
import type { Call, Expression } from "../go/ast.ts";

interface Driver {
  readonly name: Companion["name"];
  readonly path: RegExp;
  /** Variables that hold a URL, connection string or address, best first. */
  readonly variables: RegExp;
}

const DRIVERS: readonly Driver[] = [
  {
    name: "postgres",
    path: /^(github\.com\/jackc\/pgx(\/v\d+)?(\/(pgxpool|stdlib))?|github\.com\/lib\/pq|gorm\.io\/driver\/postgres|github\.com\/jinzhu\/gorm\/dialects\/postgres|github\.com\/go-pg\/pg(\/v\d+)?|github\.com\/uptrace\/bun\/driver\/pgdriver)$/,
    variables:
      /^(\w+_)?(DATABASE|DB|POSTGRES(QL)?|PG)_?(URL|URI|DSN|CONN(ECTION)?(_STR(ING)?)?|SOURCE)$|^(\w+_)?DSN$/,
  },
  {
    name: "mysql",
    path: /^(github\.com\/go-sql-driver\/mysql|gorm\.io\/driver\/mysql|github\.com\/jinzhu\/gorm\/dialects\/mysql)$/,
    variables:
      /^(\w+_)?(MYSQL|MARIADB|DATABASE|DB)_?(URL|URI|DSN|CONN(ECTION)?(_STR(ING)?)?|SOURCE)$|^(\w+_)?DSN$/,
  },
  {
    name: "redis",
    path: /^(github\.com\/(redis\/go-redis|go-redis\/redis)(\/v\d+)?|github\.com\/gomodule\/redigo\/redis|github\.com\/redis\/rueidis|gopkg\.in\/redis\.v\d+|github\.com\/hibiken\/asynq)$/,
    variables: /^(\w+_)?REDIS\w*_?(URL|URI|DSN|ADDR|ADDRESS|HOST|SERVER|ENDPOINT)$/,
  },
  {
    name: "nats",
    path: /^github\.com\/nats-io\/nats\.go(\/jetstream)?$/,
    variables: /^(\w+_)?NATS\w*_?(URL|URI|ADDR|ADDRESS|HOST|SERVERS?|ENDPOINT)$/,
  },
  {
    name: "kafka",
    path: /^(github\.com\/segmentio\/kafka-go|github\.com\/confluentinc\/confluent-kafka-go(\/v\d+)?\/kafka|github\.com\/(IBM|Shopify)\/sarama|github\.com\/twmb\/franz-go\/pkg\/kgo)$/,
    variables: /^(\w+_)?KAFKA\w*_?(URL|BROKERS?|ADDR|ADDRESS|HOSTS?|SERVERS?|BOOTSTRAP\w*)(_URL)?$/,
  },
  {
    name: "rabbitmq",
    path: /^(github\.com\/rabbitmq\/amqp091-go|github\.com\/streadway\/amqp)$/,
    variables: /^(\w+_)?(AMQP|RABBIT(MQ)?)\w*_?(URL|URI|DSN|ADDR|ADDRESS|HOST|SERVER)?$/,
  },
  {
    name: "mongo",
    path: /^go\.mongodb\.org\/mongo-driver(\/v\d+)?\/mongo$/,
    variables: /^(\w+_)?(MONGO(DB)?|DATABASE|DB)\w*_?(URL|URI|DSN|CONN(ECTION)?(_STR(ING)?)?|ADDR|HOST)$/,
  },
];

const CONNECTS =
  /^(Open|Connect|New|NewWithConfig|ParseConfig|ParseURL|ParseDSN|Dial|DialURL|ConnectConfig|MustConnect|NewClient|NewServer|ApplyURI|NewConnector|NewDB)$/;

/** `sql.Open("pgx", url)`: the driver's name tells which. */
function opensBy(analysis: Analysis, call: Call, scope: Scope, { name }: Driver): boolean {
  const [first, second] = call.args;
  const text = textOf(analysis, lastName(call.callee).endsWith("Context") ? second : first, scope) ?? "";
  return name === "postgres" ? /^(postgres|pgx|cloudsqlpostgres)$/.test(text) : text === name;
}

/** An argument of a call that connects to a backing service, and where the call stands. */
export interface Connection {
  readonly site: CallSite;
  readonly value: Value;
}

function connects(analysis: Analysis, { call, scope }: CallSite, driver: Driver): boolean {
  const base = packageOf(call.callee, scope);
  if (base === null) return driver.name === "mongo" && lastName(call.callee) === "ApplyURI";
  const sql = /^database\/sql$|jmoiron\/sqlx$|jinzhu\/gorm$/.test(base);
  return driver.path.test(base) || (sql && opensBy(analysis, call, scope, driver));
}

/** The backing service that a call is about, by the driver's package or name; null for every other call. */
export function serviceOf(analysis: Analysis, site: CallSite): Companion["name"] | null {
  return DRIVERS.find((driver) => connects(analysis, site, driver))?.name ?? null;
}

function connectionsBy(analysis: Analysis, driver: Driver): readonly Connection[] {
  const sites = [...analysis.program.calls].flatMap(([name, all]) => (CONNECTS.test(name) ? all : []));
  return sites
    .filter((site) => connects(analysis, site, driver))
    .flatMap((site) =>
      site.call.args.flatMap((argument) => {
        const { address, scope } = addressIn(analysis, argument, site.scope);
        const value = valueIn(analysis, address, scope);
        return value ? [{ site, value }] : [];
      }),
    );
}

/** `&redis.Options{Addr: "localhost:6379"}`, which another function may put together; `config.FormatDSN()` of MySQL's. */
function addressIn(analysis: Analysis, argument: Expression, scope: Scope) {
  const callee = argument.kind === "call" ? argument.callee : null;
  const formatted = callee?.kind === "selector" && callee.name === "FormatDSN" ? callee.base : argument;
  const literal = literalOf(analysis, formatted, scope);
  const address = literal ? field(literal, "Addr", "DSN") : undefined;
  const site = literal && siteOf(analysis, literal);
  return address && site ? { address, scope: site.scope } : { address: argument, scope };
}

/** What connects to each kind of backing service whose driver is in reach. */
export function connections(analysis: Analysis): ReadonlyMap<Companion["name"], readonly Connection[]> {
  const { externalImports } = analysis.program;
  const used = DRIVERS.filter(({ path }) => [...externalImports.keys()].some((one) => path.test(one)));
  return new Map(used.map((driver) => [driver.name, connectionsBy(analysis, driver)]));
}

/** The variable behind an argument of the call that connects. */
function connectedBy(analysis: Analysis, driver: Driver): string | null {
  for (const { value } of connectionsBy(analysis, driver)) {
    // Host, port, user and password of their own are no connection URL.
    if (value.parts) continue;
    const variables = value.sources.filter((source) => source.startsWith("env:"));
    if (variables.length === 1 && variables[0]) return variables[0].slice(4);
  }
  return null;
}

export function findCompanions(
  analysis: Analysis,
  environment: readonly EnvironmentVariable[],
): readonly Companion[] {
  const { externalImports } = analysis.program;
  return DRIVERS.flatMap((driver) => {
    const found = [...externalImports].find(([path]) => driver.path.test(path));
    if (!found) return [];
    const fitting = environment.filter(({ name }) => driver.variables.test(name));
    const named = (fitting.find(({ name }) => /(URL|URI|DSN)$/.test(name)) ?? fitting[0])?.name ?? null;
    const connected = named === null ? connectedBy(analysis, driver) : null;
    return [{ name: driver.name, variable: named ?? connected, evidence: found[1] }];
  });
}
