import type { System } from "../../system/system.ts";
import type { Check } from "../../types/verdict.ts";
import { failed, type Place, passed, warned } from "../checks.ts";
import type { Docker } from "../docker.ts";
import { type Container, inspectContainer } from "./container.ts";

/** What Docker and Kubernetes give a service at least before they kill it. */
const GRACE_SECONDS = 10;

/** The exit code of a process that was killed: 128 + SIGKILL. */
const KILLED = 137;

interface Stopped {
  readonly check: Check;
  readonly seconds: number;
  readonly exitCode: number | null;
}

/** Asks the service to end by SIGTERM and measures how long that takes. */
export async function stopContainer(
  { now }: Pick<System, "now">,
  docker: Docker,
  container: Container,
  at: Place,
): Promise<Stopped> {
  const started = now();
  await docker.run(["stop", "--time", String(GRACE_SECONDS), container.id]);
  const seconds = now() - started;
  const exitCode = (await inspectContainer(docker, container))?.State.ExitCode ?? null;
  return { seconds, exitCode, check: judge(seconds, exitCode, at) };
}

function judge(seconds: number, exitCode: number | null, at: Place): Check {
  if (exitCode === KILLED && seconds >= GRACE_SECONDS - 1) {
    return failed(
      "ignores-sigterm",
      `The service was killed after ${GRACE_SECONDS} s: it does not end on SIGTERM. Handle it with signal.NotifyContext, and make sure that no shell stands in between`,
      at,
    );
  }
  const time = `${seconds.toFixed(1)} s`;
  if (exitCode !== 0) {
    return warned(
      "stop-exit-code",
      `Stopped in ${time} with exit code ${exitCode}, which a restart policy takes for a failure: handle SIGTERM and return from main`,
      at,
    );
  }
  return passed("stop", `stopped in ${time} on SIGTERM`, at);
}
