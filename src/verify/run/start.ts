import type { Check } from "../../types/verdict.ts";
import type { ImageInspect } from "../build/inspect.ts";
import { failed, type Place, passed } from "../checks.ts";
import type { Docker } from "../docker.ts";
import { adviceFor } from "./causes.ts";
import { type Container, containerLog, inspectContainer } from "./container.ts";
import { waitForOutcome } from "./events.ts";
import { healthLimits } from "./health-limits.ts";

/** How long a service without a health check has to stay up to count as started. */
const GRACE_SECONDS = 3;

interface Start {
  readonly isRunning: boolean;
  readonly checks: readonly Check[];
  /** From the start to the first healthy answer; null without a health check. */
  readonly seconds: number | null;
  /** Of a service that ended by itself. */
  readonly exitCode: number | null;
}

interface Places {
  readonly entrypoint: Place;
  readonly health: Place;
}

/** Waits until the service is healthy, or stays up where there is no health check. */
export async function awaitStart(
  docker: Docker,
  container: Container,
  createdAt: string,
  inspect: ImageInspect,
  at: Places,
): Promise<Start> {
  const limits = healthLimits(inspect);
  if (limits === null) return awaitGrace(docker, container, at);
  const outcome = await waitForOutcome(docker, container, createdAt, limits.waitSeconds);
  if (outcome.kind === "ended") return ended(docker, container, at);
  const state = (await inspectContainer(docker, container))?.State;
  if (outcome.kind === "healthy") {
    const seconds = Math.max(0, (outcome.time ?? 0) / 1e9 - Date.parse(state?.StartedAt ?? "") / 1000);
    const check = passed("healthy", `healthy ${seconds.toFixed(1)} s after the start`, at.health);
    return { isRunning: true, checks: [check], seconds, exitCode: null };
  }
  const last = state?.Health?.Log?.at(-1);
  const answer = last ? describeAnswer(last) : "it was never run";
  const check = failed("unhealthy", `The health check does not succeed: ${answer}`, {
    ...at.health,
    output: await containerLog(docker, container),
  });
  return { isRunning: true, checks: [check], seconds: null, exitCode: null };
}

/** `docker wait` returns when the container ends; not returning in time is what is hoped for. */
async function awaitGrace(docker: Docker, container: Container, at: Places): Promise<Start> {
  const waited = await docker.run(["wait", container.id], { timeoutSeconds: GRACE_SECONDS });
  if (waited.exitCode === 0) return ended(docker, container, at);
  const check = passed("running", `still running ${GRACE_SECONDS} s after the start`, at.entrypoint);
  return { isRunning: true, checks: [check], seconds: null, exitCode: null };
}

function describeAnswer({
  ExitCode,
  Output,
}: {
  readonly ExitCode: number;
  readonly Output: string;
}): string {
  const said = Output.trim().split("\n").slice(-3).join(" ");
  const code = ExitCode === -1 ? "it timed out" : `exit code ${ExitCode}`;
  return said === "" ? `${code}, and it printed nothing` : `${code}, ${said}`;
}

async function ended(docker: Docker, container: Container, at: Places): Promise<Start> {
  const state = (await inspectContainer(docker, container))?.State;
  const output = await containerLog(docker, container);
  const exitCode = state?.ExitCode ?? null;
  const advice = state?.OOMKilled
    ? "it ran out of memory"
    : adviceFor([...output, state?.Error ?? ""].join("\n"));
  const fallback =
    exitCode === 0
      ? "if it is a program of subcommands, name one with --args"
      : "what it printed says why; give what it needs with --run-env NAME=value";
  const message = `The service ended by itself with exit code ${exitCode}: ${advice ?? fallback}`;
  return {
    isRunning: false,
    checks: [failed("service-exited", message, { ...at.entrypoint, output })],
    seconds: null,
    exitCode,
  };
}

/** Three times what was measured, since production is slower than an idle machine, in steps of five seconds. */
export function proposedStartPeriod(startSeconds: number): string {
  return `${Math.max(5, Math.ceil((startSeconds * 3) / 5) * 5)}s`;
}
