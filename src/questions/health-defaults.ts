import { milliseconds } from "../duration.ts";
import { isInCode } from "../evidence.ts";
import { APP_DIRECTORY } from "../plan/volumes.ts";
import type { Answers } from "../types/answers.ts";
import type { Health, Project } from "../types/project.ts";
import type { Draft } from "./question.ts";

/** The main one first. */
export function shownPorts(project: Project): Project["ports"] {
  const service = project.ports.find(({ purpose }) => purpose === "main");
  // What opens an exporter's only port opens that for metrics.
  const first = service ?? (project.rebind ? project.ports[0] : undefined);
  // Nobody reaches an extra listener on the loopback of a container; what opens the first may open the others.
  const reached = project.ports.filter(
    (port) =>
      port === first || port.bind === "all" || (port.purpose === "main" && first?.bind === "loopback"),
  );
  return [
    ...reached.filter(({ purpose }) => purpose === "main"),
    ...reached.filter(({ purpose }) => purpose !== "main"),
  ];
}

const toText = ({ port, protocol }: Project["ports"][number]) =>
  protocol === "udp" ? `${port}/udp` : `${port}`;

export const detected = (project: Project, type: Health["type"]) =>
  project.health.find((health) => health.type === type) ?? null;

/** The first TCP port of the answers. */
function firstPort(draft: Draft): number | null {
  const first = (draft.ports ?? []).find((port) => !port.endsWith("/udp"));
  return first === undefined ? null : Number(first);
}

export function defaultPorts(project: Project): string[] {
  // What the code leaves to a variable, and nothing gives it, is given by the image.
  const given = /\d+/.exec(project.unsetPort?.value ?? "");
  return [...new Set([...(given ? [given[0]] : []), ...shownPorts(project).map(toText)])];
}

/** Whether it answers on a port that is not in sight, and none of those that are. */
function isElsewhere(project: Project, seen: Health, port: number | null): boolean {
  return seen.port === null && project.ports.some((known) => known.port === port);
}

/** A program that waits for work listens on no port, whatever its author's image exposes. */
function isOfWorker({ mains, main }: Project, { evidence }: Project["ports"][number]): boolean {
  const kind = mains.find(({ path }) => path === main)?.kind;
  return kind === "worker" && !isInCode(evidence);
}

/** What was seen tells most first. A flag called health may be no check at all, so that it comes last. */
export function defaultCheck(project: Project, draft: Draft): Answers["healthcheck"] {
  if (draft.healthCommand) return "command";
  if (draft.healthPath?.startsWith("/")) return "http";
  const port = draft.healthPort ?? firstPort(draft);
  const asked = (["http", "grpc"] as const).find((type) => {
    const seen = detected(project, type);
    if (seen === null || seen.byName) return false;
    return (seen.port ?? port) !== null && !isElsewhere(project, seen, port);
  });
  if (asked !== undefined) return asked;
  const own = detected(project, "command");
  // The author's image asks the program itself.
  if (own !== null && !isInCode(own.evidence)) return "command";
  // A port for administration says nothing of the service.
  const known = project.ports.find((one) => one.port === port);
  if (port !== null && known?.purpose !== "admin" && !(known && isOfWorker(project, known))) return "tcp";
  return own === null ? "none" : "command";
}

/** Where the service answers the check: as seen, unless the ports are other ones than were seen. */
export function defaultHealthPort(project: Project, draft: Draft): number | null {
  const { healthcheck, ports: answered = [] } = draft;
  if (healthcheck === "none" || healthcheck === "command" || healthcheck === undefined) return null;
  const first = firstPort(draft);
  const seen = healthcheck === "tcp" ? null : (detected(project, healthcheck)?.port ?? null);
  if (seen === null) return first;
  const isAsSeen = answered.join() === defaultPorts(project).join() || answered.includes(String(seen));
  return isAsSeen ? seen : (first ?? seen);
}

/** The program's own check of itself, started with the arguments that were seen. */
export function defaultCommand(project: Project, draft: Draft): string {
  const own = detected(project, "command");
  if (draft.healthcheck !== "command" || own === null) return "";
  return JSON.stringify([`${APP_DIRECTORY}/${draft.service}`, ...own.path.split(/\s+/)]);
}

/** The longest whole-second timeout under an interval that leaves room for it. */
export function defaultTimeout(draft: Draft): string {
  const interval = milliseconds(draft.healthInterval ?? "30s") ?? 30_000;
  if (interval > 5000) return "5s";
  return interval > 1000
    ? `${Math.ceil(interval / 1000) - 1}s`
    : `${Math.max(1, Math.floor(interval / 2))}ms`;
}
