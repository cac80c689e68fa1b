import { type CompanionName, companionOf } from "../companions.ts";
import { companionTags } from "../images/catalog.ts";
import { mirrored } from "../images/mirror.ts";
import type { Answers } from "../types/answers.ts";
import type { Project } from "../types/project.ts";

/** A backing service of the compose file. Its credentials are for development only. */
export interface CompanionPlan {
  readonly name: string;
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[] | null;
  /** Where it keeps its data; null when it keeps none. */
  readonly data: string | null;
  readonly test: readonly string[];
  /** Variables that the code reads, with what leads to this service. */
  readonly connections: readonly { readonly name: string; readonly value: string }[];
}

interface Recipe {
  readonly repository: string;
  readonly environment: (user: string, host: string) => Readonly<Record<string, string>>;
  /** Prefixes of variables that hold one part of the address each; none where that is not usual. */
  readonly prefixes: string;
  readonly command: readonly string[] | null;
  readonly data: string | null;
  readonly test: (user: string) => readonly string[];
  readonly url: (host: string, user: string) => string;
}

const none = () => ({});

/** By name of the answer. Health checks are those that the images' own documentation gives. */
const recipes: Readonly<Record<CompanionName, Recipe>> = {
  postgres: {
    prefixes: "DB|DATABASE|POSTGRES|POSTGRESQL|PG",
    repository: "postgres",
    environment: (user) => ({ POSTGRES_USER: user, POSTGRES_PASSWORD: user, POSTGRES_DB: user }),
    command: null,
    // From 18 on the volume is the parent, so that pg_upgrade can link between versions.
    data: "/var/lib/postgresql",
    test: (user) => ["CMD", "pg_isready", "--username", user, "--dbname", user, "--host", "127.0.0.1"],
    url: (host, user) => `postgres://${user}:${user}@${host}:5432/${user}?sslmode=disable`,
  },
  mysql: {
    prefixes: "DB|DATABASE|MYSQL",
    repository: "mysql",
    environment: (user) => ({
      MYSQL_USER: user,
      MYSQL_PASSWORD: user,
      MYSQL_DATABASE: user,
      MYSQL_RANDOM_ROOT_PASSWORD: "yes",
    }),
    command: null,
    data: "/var/lib/mysql",
    // Over TCP: while the image sets up the database the server listens on its socket only.
    test: (user) => ["CMD", "mysqladmin", "ping", "--host=127.0.0.1", `--user=${user}`, `--password=${user}`],
    // The form that github.com/go-sql-driver/mysql takes.
    url: (host, user) => `${user}:${user}@tcp(${host}:3306)/${user}?parseTime=true`,
  },
  redis: {
    prefixes: "REDIS",
    repository: "redis",
    environment: none,
    command: null,
    data: "/data",
    test: () => ["CMD", "redis-cli", "ping"],
    url: (host) => `redis://${host}:6379/0`,
  },
  nats: {
    prefixes: "",
    repository: "nats",
    environment: none,
    command: ["--jetstream", "--store_dir", "/data", "--http_port", "8222"],
    data: "/data",
    test: () => ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8222/healthz"],
    url: (host) => `nats://${host}:4222`,
  },
  kafka: {
    prefixes: "",
    repository: "apache/kafka",
    // One broker that is its own controller; the image's defaults only serve localhost.
    environment: (_, host) => ({
      KAFKA_NODE_ID: "1",
      KAFKA_PROCESS_ROLES: "broker,controller",
      KAFKA_LISTENERS: "PLAINTEXT://:9092,CONTROLLER://:9093",
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://${host}:9092`,
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
      KAFKA_CONTROLLER_LISTENER_NAMES: "CONTROLLER",
      KAFKA_CONTROLLER_QUORUM_VOTERS: "1@localhost:9093",
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: "1",
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: "1",
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: "1",
    }),
    command: null,
    data: null,
    test: () => ["CMD", "/opt/kafka/bin/kafka-topics.sh", "--bootstrap-server", "localhost:9092", "--list"],
    url: (host) => `${host}:9092`,
  },
  rabbitmq: {
    prefixes: "RABBITMQ|AMQP",
    repository: "rabbitmq",
    environment: (user) => ({ RABBITMQ_DEFAULT_USER: user, RABBITMQ_DEFAULT_PASS: user }),
    command: null,
    data: "/var/lib/rabbitmq",
    test: () => ["CMD", "rabbitmq-diagnostics", "--quiet", "check_port_connectivity"],
    url: (host, user) => `amqp://${user}:${user}@${host}:5672/`,
  },
  mongo: {
    prefixes: "MONGO|MONGODB",
    repository: "mongo",
    environment: none,
    command: null,
    data: "/data/db",
    test: () => ["CMD", "mongosh", "--quiet", "--eval", "db.adminCommand('ping').ok"],
    url: (host, user) => `mongodb://${host}:27017/${user}`,
  },
};

const isKnown = (name: string): name is CompanionName => name in recipes;

/** What the variable's name asks for: a host, a port, `host:port` or a URL. */
function connectionValue(variable: string, name: CompanionName, host: string, user: string): string {
  const { port } = companionOf(name);
  if (/_PORT$/.test(variable)) return String(port);
  if (/_HOST(NAME)?$/.test(variable)) return host;
  if (/ADDR(ESS)?(ES)?$|_(ENDPOINT|SERVERS?|BROKERS?)$/.test(variable)) return `${host}:${port}`;
  return recipes[name].url(host, user);
}

/** Words in front of `_DB_HOST` that say what kind of database it is of. */
const KINDS = "POSTGRES|POSTGRESQL|PG|MYSQL|MARIADB|REDIS|MONGO|MONGODB|CLICKHOUSE|INFLUX";

/** `DB_USER`, `SHOP_DB_USER` and the like: the value for one part of an address; null for anything else. */
function partValue(variable: string, name: CompanionName, host: string, user: string): string | null {
  const recipe = recipes[name];
  const part = new RegExp(
    `^(?:(?!(?:\\w+_)?(?:${KINDS})_)\\w+_)?(?:${recipe.prefixes})_?(HOST|HOSTNAME|PORT|USER|USERNAME|PASS|PASSWORD|NAME|DATABASE|DB|SSLMODE|SSL_MODE)$`,
  ).exec(variable)?.[1];
  if (recipe.prefixes === "" || part === undefined) return null;
  if (part.startsWith("HOST")) return host;
  if (part === "PORT") return String(companionOf(name).port);
  if (part.startsWith("SSL")) return "disable";
  const credentials = Object.keys(recipe.environment(user, host)).length > 0;
  return credentials ? user : null;
}

function connections(
  name: CompanionName,
  project: Project,
  host: string,
  user: string,
): CompanionPlan["connections"] {
  const variable = project.companions.find((companion) => companion.name === name)?.variable ?? null;
  const parts = project.environment.flatMap(({ name: other }) => {
    const value = other === variable ? null : partValue(other, name, host, user);
    return value === null ? [] : [{ name: other, value }];
  });
  return variable === null
    ? parts
    : [{ name: variable, value: connectionValue(variable, name, host, user) }, ...parts];
}

/** A service of the same name is told apart. */
const hostName = (companion: string, service: string): string =>
  companion === service || companion === `${service}-production` ? `${companion}-server` : companion;

/** User, password and database of the companions: a name without characters that a URL or SQL would quote. */
const account = (service: string): string => service.replace(/[^a-z0-9]+/g, "_").replace(/^(\d)/, "_$1");

export function planCompanions(project: Project, answers: Answers): readonly CompanionPlan[] {
  const user = account(answers.service);
  return answers.companions.filter(isKnown).map((name) => {
    const recipe = recipes[name];
    const host = hostName(name, answers.service);
    return {
      name: host,
      image: `${mirrored(recipe.repository, answers.registry)}:${companionTags[name]}`,
      environment: recipe.environment(user, host),
      command: recipe.command,
      data: recipe.data,
      test: recipe.test(user),
      connections: connections(name, project, host, user),
    };
  });
}
