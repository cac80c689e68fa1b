import { milliseconds } from "../duration.ts";
import type { BaseImage } from "../images/base-image.ts";
import { baseImage } from "../images/index.ts";
import type { Answers } from "../types/answers.ts";
import type { Project } from "../types/project.ts";
import { type PortVariable, portVariable } from "./ports.ts";
import { APP_DIRECTORY } from "./volumes.ts";

/** The program that a health check runs where the base has no client. */
export interface ProbePlan {
  readonly type: "http" | "grpc" | "tcp";
  readonly tls: boolean;
  readonly port: number;
  readonly variable: PortVariable | null;
  /** Route, or name of the gRPC service. */
  readonly path: string;
  /** A Go expression: `5 * time.Second`. */
  readonly timeout: string;
}

export interface HealthPlan {
  /** `--interval=30s ...` */
  readonly options: string;
  /** What follows CMD, in the production image. */
  readonly command: string;
  /** `wget` where its flags want an explanation, `probe`, or the user's `command`. */
  readonly kind: "wget" | "nc" | "probe" | "command";
  readonly probe: ProbePlan | null;
  /** `test` of a compose file, as a list. */
  readonly productionTest: readonly string[];
  readonly developmentTest: readonly string[];
  readonly interval: string;
  readonly timeout: string;
  readonly startPeriod: string;
  readonly startInterval: string;
  readonly retries: number;
}

/**
 * Whether the health check is a program built beside the service: where the base
 * has no client of its own, and for gRPC always.
 */
export function usesProbe(answers: Pick<Answers, "healthcheck">, base: BaseImage): boolean {
  const { healthcheck } = answers;
  return (
    healthcheck === "grpc" || ((healthcheck === "http" || healthcheck === "tcp") && base.httpClient === null)
  );
}

/** HEALTHCHECK's and compose's own words for the same command. */
interface Command {
  readonly kind: HealthPlan["kind"];
  readonly dockerfile: string;
  readonly compose: readonly string[];
}

const exec = (kind: HealthPlan["kind"], words: readonly string[]): Command => ({
  kind,
  dockerfile: `[${words.map((word) => JSON.stringify(word)).join(", ")}]`,
  compose: ["CMD", ...words],
});
/** Through a shell, for its variables, and in exec form all the same. */
const shell = (kind: HealthPlan["kind"], line: string): Command => ({
  kind,
  dockerfile: `["sh", "-c", ${JSON.stringify(line)}]`,
  compose: ["CMD-SHELL", line],
});

interface Target {
  readonly scheme: "http" | "https";
  readonly port: number;
  readonly variable: PortVariable | null;
  readonly path: string;
}

const wgetFlags = ({ scheme }: Target): readonly string[] =>
  scheme === "https" ? ["-q", "--no-check-certificate", "-O", "/dev/null"] : ["-q", "-O", "/dev/null"];

/** The port as a shell expression that follows the variable. */
function shellPort({ port, variable }: Target): string {
  if (variable === null) return String(port);
  return variable.address ? `\${address##*:}` : `\${${variable.name}:-${port}}`;
}

const prelude = ({ port, variable }: Target): string =>
  variable?.address ? `address="\${${variable.name}:-:${port}}"; ` : "";

function busybox(answers: Answers, target: Target): Command {
  const port = shellPort(target);
  if (answers.healthcheck === "tcp") {
    return target.variable === null
      ? exec("nc", ["nc", "-z", "127.0.0.1", port])
      : shell("nc", `${prelude(target)}nc -z 127.0.0.1 "${port}"`);
  }
  const url = `${target.scheme}://127.0.0.1:${port}${target.path}`;
  return target.variable === null
    ? exec("wget", ["wget", ...wgetFlags(target), url])
    : shell("wget", `${prelude(target)}wget ${wgetFlags(target).join(" ")} "${url}"`);
}

function ownCommand({ healthCommand }: Answers): Command {
  const words = jsonWords(healthCommand);
  return words === null ? shell("command", healthCommand) : exec("command", words);
}

function jsonWords(text: string): readonly string[] | null {
  if (!text.trimStart().startsWith("[")) return null;
  const words: unknown = JSON.parse(text);
  return Array.isArray(words) ? words.map(String) : null;
}

/** In the development container the program lies elsewhere, and the image has other clients. */
function developmentTest(answers: Answers, target: Target): readonly string[] {
  const { base, healthcheck, service } = answers;
  const alpine = baseImage(base).builder === "alpine";
  const url = `${target.scheme}://127.0.0.1:${target.port}${target.path}`;
  switch (healthcheck) {
    case "none":
      return [];
    case "command": {
      const words = jsonWords(answers.healthCommand);
      const program = `${APP_DIRECTORY}/${service}`;
      const moved = (word: string) => word.replaceAll(program, `/tmp/air/${service}`);
      return words === null
        ? ["CMD-SHELL", moved(answers.healthCommand)]
        : ["CMD", ...words.map((word) => (word === program ? moved(word) : word))];
    }
    case "http": {
      const insecure = target.scheme === "https" ? ["--insecure"] : [];
      return alpine
        ? ["CMD", "wget", ...wgetFlags(target), url]
        : ["CMD", "curl", "--fail", "--silent", ...insecure, "--output", "/dev/null", url];
    }
    default:
      return alpine
        ? ["CMD", "nc", "-z", "127.0.0.1", String(target.port)]
        : ["CMD", "bash", "-c", `</dev/tcp/127.0.0.1/${target.port}`];
  }
}

function goDuration(text: string): string {
  const value = milliseconds(text) ?? 5000;
  return value % 1000 === 0 ? `${value / 1000} * time.Second` : `${Math.round(value)} * time.Millisecond`;
}

/** null when the answers want none. */
export function planHealth(project: Project, answers: Answers): HealthPlan | null {
  const { healthcheck } = answers;
  if (healthcheck === "none") return null;
  const firstPort = answers.ports.find((port) => !port.endsWith("/udp"));
  const port = answers.healthPort ?? Number(firstPort ?? 0);
  const seen = project.health.find(
    (health) => health.type === healthcheck && health.path === answers.healthPath,
  );
  const target: Target = {
    scheme: seen?.scheme ?? "http",
    port,
    variable: portVariable(project, answers, port),
    path: answers.healthPath,
  };
  const probe = usesProbe(answers, baseImage(answers.base))
    ? {
        type: healthcheck === "command" ? ("tcp" as const) : healthcheck,
        tls: target.scheme === "https",
        port,
        variable: target.variable,
        path: target.path,
        timeout: goDuration(answers.healthTimeout),
      }
    : null;
  const command =
    probe !== null
      ? exec("probe", [`${APP_DIRECTORY}/healthcheck`])
      : healthcheck === "command"
        ? ownCommand(answers)
        : busybox(answers, target);
  return {
    options: [
      `--interval=${answers.healthInterval}`,
      `--timeout=${answers.healthTimeout}`,
      `--start-period=${answers.healthStartPeriod}`,
      `--start-interval=${answers.healthStartInterval}`,
      `--retries=${answers.healthRetries}`,
    ].join(" "),
    command: command.dockerfile,
    kind: command.kind,
    probe,
    productionTest: command.compose,
    developmentTest: developmentTest(answers, target),
    interval: answers.healthInterval,
    timeout: answers.healthTimeout,
    startPeriod: answers.healthStartPeriod,
    startInterval: answers.healthStartInterval,
    retries: answers.healthRetries,
  };
}
