import type { Answers, Health, Project } from "../types.ts";
import { checkDuration, checkEach, checkExposedPort, checkPort, milliseconds } from "./checks.ts";
import { always, type Draft, never, question } from "./question.ts";

const checks = [
  { value: "none", label: "no health check" },
  { value: "http", label: "GET a path, 2xx is healthy" },
  { value: "grpc", label: "ask the gRPC health service" },
  { value: "tcp", label: "open a connection, which says little" },
  { value: "command", label: "run a command of your own" },
] as const;

const ports = (project: Project) => [
  ...project.ports.filter(({ purpose }) => purpose === "main"),
  // Nobody reaches an extra listener on the loopback of a container.
  ...project.ports.filter(({ purpose, bind }) => purpose !== "main" && bind === "all"),
];

const toText = ({ port, protocol }: Project["ports"][number]) =>
  protocol === "udp" ? `${port}/udp` : `${port}`;

const detected = (project: Project, type: Health["type"]) =>
  project.health.find((health) => health.type === type) ?? null;

/** The first TCP port of the answers. */
function firstPort(draft: Draft): number | null {
  const first = (draft.ports ?? []).find((port) => !port.endsWith("/udp"));
  return first === undefined ? null : Number(first);
}

const defaultPorts = (project: Project): string[] => [...new Set(ports(project).map(toText))];

/** What was seen tells most first. A flag called health may be no check at all, so that it comes last. */
function defaultCheck(project: Project, draft: Draft): Answers["healthcheck"] {
  if (draft.healthCommand) return "command";
  if (draft.healthPath?.startsWith("/")) return "http";
  const port = draft.healthPort ?? firstPort(draft);
  const asked = (["http", "grpc"] as const).find((type) => {
    const seen = detected(project, type);
    return seen !== null && (seen.port ?? port) !== null;
  });
  if (asked !== undefined) return asked;
  if (port !== null) return "tcp";
  return detected(project, "command") === null ? "none" : "command";
}

/** Where the service answers the check: as seen, unless the ports are other ones than were seen. */
function defaultHealthPort(project: Project, draft: Draft): number | null {
  const { healthcheck, ports: answered = [] } = draft;
  if (healthcheck === "none" || healthcheck === "command" || healthcheck === undefined) return null;
  const first = firstPort(draft);
  const seen = healthcheck === "tcp" ? null : (detected(project, healthcheck)?.port ?? null);
  if (seen === null) return first;
  const isAsSeen = answered.join() === defaultPorts(project).join() || answered.includes(String(seen));
  return isAsSeen ? seen : (first ?? seen);
}

/** The program's own check of itself, started with the arguments that were seen. */
function defaultCommand(project: Project, draft: Draft): string {
  const own = detected(project, "command");
  if (draft.healthcheck !== "command" || own === null) return "";
  return JSON.stringify([`/app/${draft.service}`, ...own.path.split(/\s+/)]);
}

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

/** The longest whole-second timeout under an interval that leaves room for it. */
function defaultTimeout(draft: Draft): string {
  const interval = milliseconds(draft.healthInterval ?? "30s") ?? 30_000;
  if (interval > 5000) return "5s";
  return interval > 1000
    ? `${Math.ceil(interval / 1000) - 1}s`
    : `${Math.max(1, Math.floor(interval / 2))}ms`;
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
    seen: (project) => ports(project)[0]?.evidence ?? null,
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
