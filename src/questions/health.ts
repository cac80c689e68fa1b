import { milliseconds } from "../duration.ts";
import type { Answers } from "../types/answers.ts";
import { checkDuration, checkEach, checkExposedPort, checkPort } from "./checks.ts";
import {
  defaultCheck,
  defaultCommand,
  defaultHealthPort,
  defaultPorts,
  defaultTimeout,
  detected,
  shownPorts,
} from "./health-defaults.ts";
import { always, never, question } from "./question.ts";

const checks = [
  { value: "none", label: "no health check" },
  { value: "http", label: "GET a path, 2xx is healthy" },
  { value: "grpc", label: "ask the gRPC health service" },
  { value: "tcp", label: "open a connection, which says little" },
  { value: "command", label: "run a command of your own" },
] as const;

/** null when it is a shell string or a JSON array of texts, as CMD takes both. */
function checkCommand(text: string): string | null {
  if (!text.startsWith("[")) return null;
  try {
    const parts: unknown = JSON.parse(text);
    const fits = Array.isArray(parts) && parts.length > 0 && parts.every((part) => typeof part === "string");
    return fits ? null : `takes texts only: ${text}`;
  } catch {
    return `is not a JSON array: ${text}`;
  }
}

const isChecked = ({ healthcheck }: Answers) => healthcheck !== "none";

export const healthQuestions = [
  question({
    key: "ports",
    flag: "ports",
    section: "Ports and health",
    kind: "list",
    placeholder: "LIST",
    message: "Ports that the service listens on",
    help: "ports that the service listens on, such as 8080 or 53/udp, the main one first",
    direct: always,
    default: defaultPorts,
    seen: (project) => shownPorts(project)[0]?.evidence ?? null,
    normalize: (value) => value.map((port) => port.toLowerCase().replace(/\/tcp$/, "")),
    validate: (value) => checkEach(value, checkExposedPort),
  }),
  question({
    key: "healthcheck",
    flag: "healthcheck",
    section: "Ports and health",
    kind: "choice",
    message: "Health check",
    help: "how the container's health is told",
    direct: always,
    options: checks,
    default: defaultCheck,
    seen: (project) => project.health[0]?.evidence ?? null,
  }),
  question({
    key: "healthPath",
    flag: "health-path",
    section: "Ports and health",
    kind: "text",
    optional: true,
    placeholder: "PATH",
    message: "Path that answers when the service is healthy",
    help: "path of the http check, or the service name of the grpc check",
    direct: always,
    default: (project, { healthcheck }) => {
      if (healthcheck === "http") return detected(project, "http")?.path ?? "/healthz";
      return healthcheck === "grpc" ? (detected(project, "grpc")?.path ?? "") : "";
    },
    seen: (project) => project.health.find(({ type }) => type === "http")?.evidence ?? null,
    when: ({ healthcheck }) => healthcheck === "http" || healthcheck === "grpc",
    validate: (value, _, { healthcheck }) => {
      if (healthcheck === "http") {
        return /^\/[^\s"'\\]*$/.test(value)
          ? null
          : `starts with / and holds no spaces or quotes: ${value || "(empty)"}`;
      }
      return healthcheck !== "grpc" || /^[\w.-]*$/.test(value)
        ? null
        : `is not a gRPC service name: ${value}`;
    },
  }),
  question({
    key: "healthPort",
    flag: "health-port",
    section: "Ports and health",
    kind: "integer",
    optional: true,
    placeholder: "PORT",
    message: "Port of the health check",
    help: "port of the http, grpc or tcp check",
    direct: never,
    default: defaultHealthPort,
    when: ({ healthcheck }) => healthcheck === "http" || healthcheck === "grpc" || healthcheck === "tcp",
    validate: (value, _, { healthcheck }) => {
      if (value !== null) return checkPort(value);
      return healthcheck === "none" || healthcheck === "command"
        ? null
        : `is needed for --healthcheck ${healthcheck}, as no port is known`;
    },
  }),
  question({
    key: "healthCommand",
    flag: "health-command",
    section: "Ports and health",
    kind: "text",
    optional: true,
    placeholder: "COMMAND",
    message: "Command of the health check",
    help: 'command of the check as a JSON array, such as ["/app/shop", "health"]; a plain line needs a base with a shell',
    direct: always,
    default: defaultCommand,
    when: ({ healthcheck }) => healthcheck === "command",
    validate: (value, _, { healthcheck }) =>
      healthcheck === "command" && value === "" ? "is needed for --healthcheck command" : checkCommand(value),
  }),
  question({
    key: "healthInterval",
    flag: "health-interval",
    section: "Ports and health",
    kind: "text",
    placeholder: "DURATION",
    message: "Time between checks",
    help: "time between checks",
    direct: never,
    default: () => "30s",
    when: isChecked,
    validate: checkDuration,
  }),
  question({
    key: "healthTimeout",
    flag: "health-timeout",
    section: "Ports and health",
    kind: "text",
    placeholder: "DURATION",
    message: "Time after which a check has failed",
    help: "time after which a check has failed, shorter than the interval",
    direct: never,
    default: (_, draft) => defaultTimeout(draft),
    when: isChecked,
    validate: (value, _, { healthInterval = "30s" }) => {
      const longest = milliseconds(healthInterval) ?? 0;
      const isLonger = (milliseconds(value) ?? 0) >= longest;
      return (
        checkDuration(value) ??
        (isLonger ? `must be shorter than --health-interval ${healthInterval}: ${value}` : null)
      );
    },
  }),
  question({
    key: "healthStartPeriod",
    flag: "health-start-period",
    section: "Ports and health",
    kind: "text",
    placeholder: "DURATION",
    message: "Time that the service may take to start",
    help: "time that the service may take to start, in which failed checks do not count",
    direct: never,
    default: () => "10s",
    when: isChecked,
    validate: checkDuration,
  }),
  question({
    key: "healthStartInterval",
    flag: "health-start-interval",
    section: "Ports and health",
    kind: "text",
    placeholder: "DURATION",
    message: "Time between checks while it starts",
    help: "time between checks during the start",
    direct: never,
    default: () => "1s",
    when: isChecked,
    validate: checkDuration,
  }),
  question({
    key: "healthRetries",
    flag: "health-retries",
    section: "Ports and health",
    kind: "integer",
    message: "Failed checks until it is unhealthy",
    help: "failed checks in a row until the container is unhealthy",
    direct: never,
    default: () => 3,
    when: isChecked,
    validate: (value) => (value >= 1 && value <= 1000 ? null : `is 1 to 1000: ${value}`),
  }),
];
