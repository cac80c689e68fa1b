import { baseImage, bases } from "../../../src/images/index.ts";
import type { BaseName } from "../../../src/types/answers.ts";
import { coverPairs, type Row } from "./pairwise.ts";
import { services } from "./services.ts";

/** The default first. */
const baseNames: readonly BaseName[] = [
  "distroless",
  ...bases.map(({ name }) => name).filter((name) => name !== "distroless"),
];

/** Everything that a row of the covering set chooses; the first value of each is the plain one. */
const parameters = {
  service: Object.keys(services),
  base: baseNames,
  cgo: ["off", "on"],
  mounts: ["cache", "none", "netrc", "token", "ssh", "cache, netrc and ssh"],
  healthcheck: ["http", "tcp", "grpc", "command", "none"],
  layout: ["separate", "stages"],
  ignore: ["denylist", "allowlist"],
  entrypoint: ["no", "yes"],
  user: ["app", "other", "root"],
  start: ["plain", "arguments", "environment"],
  pin: ["patch", "minor"],
  goVersion: ["detected", "1.27"],
  packages: ["none", "jq"],
  comments: ["brief", "full"],
  timing: ["default", "quick"],
} as const;

export type CoveringRow = Row<typeof parameters>;

/** Mounts of credentials are the same for every service: a few show them. */
const withPrivateModules = ["stdlib-http", "gin-version", "workspace", "cgo-sqlite"];

/** Without a cache everything is compiled each time: for the services whose files lie each in another way. */
const withoutCache = ["stdlib-http", "workspace", "nested-module", "vendored", "embed-assets", "worker"];

/** What the product refuses and what the services have no answer for is left out. */
function possible(row: Partial<CoveringRow>): boolean {
  const { service: name, base, cgo, mounts, healthcheck, entrypoint, packages, goVersion, pin } = row;
  const service = name === undefined ? undefined : services[name];
  if (service?.cgo && cgo === "off") return false;
  if (base !== undefined && !baseImage(base).shell && (entrypoint === "yes" || packages === "jq"))
    return false;
  if (name !== undefined && mounts !== undefined && mounts !== "cache") {
    if (!(mounts === "none" ? withoutCache : withPrivateModules).includes(name)) return false;
  }
  // Every further version of Go compiles everything anew: not where that takes a minute.
  if (name === "pure-sqlite" && (goVersion === "1.27" || pin === "minor" || cgo === "on")) return false;
  if (name === "cgo-sqlite" && goVersion === "1.27") return false;
  if (healthcheck === undefined || healthcheck === "none" || !service) return true;
  return (service.checks as readonly string[]).includes(healthcheck);
}

/** The rows: every pair of values that can stand together stands together in one of them. */
export const coveringRows: readonly CoveringRow[] = coverPairs(parameters, possible);

/** A row in few words, for the title of its test. */
export const rowTitle = (row: CoveringRow): string =>
  [row.service, row.base, ...Object.entries(row).slice(2).flatMap(spell)].join(", ");

function spell([name, value]: [string, string]): string[] {
  const [plain] = parameters[name as keyof CoveringRow];
  return value === plain ? [] : [value === "on" || value === "yes" ? name : `${name} ${value}`];
}
