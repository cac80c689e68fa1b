import type { CoveringRow } from "./rows.ts";
import { type Service, services } from "./services.ts";

/** Says something that shells and templates like to take apart. */
export const greeting = `it's $5 & "up" to \\ you`;
export const otherPort = 9471;

const mountFlags: Readonly<Record<CoveringRow["mounts"], readonly string[]>> = {
  cache: [],
  none: ["--mounts", "none"],
  netrc: ["--mounts", "cache,secret"],
  token: ["--mounts", "cache,secret", "--secret-kind", "token"],
  ssh: ["--mounts", "cache,ssh"],
  "cache, netrc and ssh": ["--mounts", "cache,secret,ssh"],
};

export interface Expected {
  readonly port: number | null;
  readonly user: string;
  readonly args: readonly string[];
  readonly env: readonly string[];
  readonly greeting: string;
}

function greetingFor(row: CoveringRow, service: Service): string {
  return service.greets && row.start !== "plain" ? greeting : "";
}

/** What a row's image has to be. */
export function expectedOf(row: CoveringRow): Expected {
  const service = services[row.service] as Service;
  const moved = row.start === "environment" && service.portVariable !== undefined;
  return {
    port: moved ? otherPort : service.port,
    user: { app: "10001:10001", other: "1234:1235", root: "0:0" }[row.user],
    args: row.start === "arguments" && service.greets ? ["-greeting", greeting] : [],
    env:
      row.start === "environment"
        ? [`GREETING=${greeting}`, ...(moved ? [`${service.portVariable}=${otherPort}`] : [])]
        : [],
    greeting: greetingFor(row, service),
  };
}

/** The flags that ask for a row; what it leaves plain is left to detection and defaults. */
export function flagsOf(row: CoveringRow): string[] {
  const { args, env, port } = expectedOf(row);
  const service = services[row.service] as Service;
  return [
    ["--base", row.base],
    row.cgo === "on" && !service.cgo ? ["--cgo"] : [],
    mountFlags[row.mounts],
    row.mounts === "cache" || row.mounts === "none"
      ? []
      : ["--private-modules", "github.com/example-private/*"],
    healthFlags(row, service),
    ["--layout", row.layout, "--ignore", row.ignore, "--pin", row.pin, "--comments", row.comments],
    row.entrypoint === "yes" ? ["--entrypoint"] : [],
    row.user === "root" ? ["--user-name", "root"] : [],
    row.user === "other"
      ? ["--user-name", "svc", "--group-name", "services", "--uid", "1234", "--gid", "1235"]
      : [],
    args.map((argument) => `--args=${argument}`),
    env.map((pair) => `--env=${pair}`),
    env.length > 0 && port !== null && port !== service.port ? ["--ports", String(port)] : [],
    row.goVersion === "detected" ? [] : ["--go-version", row.goVersion],
    row.packages === "none" ? [] : ["--packages", row.packages],
    row.timing === "default"
      ? []
      : ["--health-interval", "3s", "--health-timeout", "2s", "--health-start-period", "20s"],
  ].flat();
}

/** Left out where detection has to find it; the check of the service's own is always asked for. */
function healthFlags(row: CoveringRow, { checks, healthArguments }: Service): string[] {
  if (row.healthcheck === "command") {
    const command = JSON.stringify([`/app/${row.service}`, ...(healthArguments ?? [])]);
    return ["--service", row.service, "--healthcheck", "command", "--health-command", command];
  }
  return row.healthcheck === checks[0] ? [] : ["--healthcheck", row.healthcheck];
}
