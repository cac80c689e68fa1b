/** Calls that give an error for an empty text, and so for a variable that is not set. */
import type { Analysis } from "../flow/context.ts";
import { endsProgram } from "../flow/errors.ts";
import { type CallSite, outermostFunction } from "../flow/program.ts";
import { importOf, packageOf } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";

const JWT = /^Parse(RSA|EC|Ed)(Private|Public)KeyFromPEM$/;

/** Functions that give an error for an empty text, path, token, key or address of a server. */
const CONVERSIONS: Readonly<Record<string, RegExp>> = {
  strconv: /^(Atoi|Parse(Int|Uint|Bool|Float))$/,
  time: /^ParseDuration$/,
  "net/url": /^ParseRequestURI$/,
  "net/netip": /^Parse(Addr|AddrPort|Prefix)$/,
  os: /^(Stat|ReadFile|Open)$/,
  "aidanwoods.dev/go-paseto": /^(New)?V[234]\w+KeyFrom\w+$/,
  "github.com/ethereum/go-ethereum/crypto": /^HexToECDSA$/,
  "github.com/golang-jwt/jwt": JWT,
  "github.com/golang-jwt/jwt/v4": JWT,
  "github.com/golang-jwt/jwt/v5": JWT,
  "github.com/google/uuid": /^Parse$/,
  "github.com/sirupsen/logrus": /^ParseLevel$/,
  "github.com/ilyakaznacheev/cleanenv": /^ReadConfig$/,
  "github.com/go-telegram-bot-api/telegram-bot-api/v5": /^NewBotAPI/,
  "github.com/go-telegram-bot-api/telegram-bot-api": /^NewBotAPI/,
  "github.com/go-telegram/bot": /^New$/,
  "github.com/mymmrac/telego": /^NewBot$/,
  "github.com/minio/minio-go/v7": /^New$/,
  "github.com/minio/minio-go/v6": /^New$/,
  "github.com/redis/go-redis/v9": /^ParseURL$/,
  "github.com/go-redis/redis/v8": /^ParseURL$/,
  "github.com/rabbitmq/amqp091-go": /^Dial$/,
  "github.com/streadway/amqp": /^Dial$/,
};

const KEY_PAIRS: Readonly<Record<string, string>> = {
  LoadX509KeyPair: "crypto/tls",
  NewServerTLSFromFile: "google.golang.org/grpc/credentials",
};

/** `mongo.Connect(ctx, options.Client().ApplyURI(os.Getenv("MONGO_URI")))`: an empty address is an error of Connect. */
export function addressesOfMongo(analysis: Analysis): CallSite[] {
  const { calls } = analysis.program;
  const connects = [...(calls.get("Connect") ?? []), ...(calls.get("NewClient") ?? [])];
  return (calls.get("ApplyURI") ?? []).filter(({ scope }) =>
    connects.some(
      (one) =>
        outermostFunction(one.scope) === outermostFunction(scope) &&
        one.call.callee.kind === "selector" &&
        /^go\.mongodb\.org\/mongo-driver\//.test(importOf(one.call.callee.base, one.scope) ?? "") &&
        endsProgram(analysis, one),
    ),
  );
}

export interface Refusing {
  readonly site: CallSite;
  /** What may not be empty. */
  readonly argument: Expression | undefined;
}

/** Calls that take the files of a certificate and its key, of which neither may be empty. */
export function keyPairs({ program }: Analysis): Refusing[] {
  return Object.entries(KEY_PAIRS).flatMap(([name, from]) =>
    (program.calls.get(name) ?? [])
      .filter(({ call, scope }) => packageOf(call.callee, scope) === from)
      .flatMap((site) => site.call.args.slice(0, 2).map((argument) => ({ site, argument }))),
  );
}

/** Every call of such a function. */
export function conversions(analysis: Analysis): Refusing[] {
  const found = [...analysis.program.calls].flatMap(([name, sites]) =>
    Object.values(CONVERSIONS).some((names) => names.test(name))
      ? sites.filter(({ call: { callee }, scope }) => {
          const path = packageOf(callee, scope);
          return path !== null && CONVERSIONS[path]?.test(name);
        })
      : [],
  );
  return [...found.map((site) => ({ site, argument: site.call.args[0] })), ...keyPairs(analysis)];
}
