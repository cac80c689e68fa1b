import type { Check, ImageFacts } from "../../types/verdict.ts";
import type { Workshop } from "../build/index.ts";
import { type ImageInspect, imageHistory } from "../build/inspect.ts";
import { failed } from "../checks.ts";
import { lastLine } from "../docker.ts";
import { liveView } from "../live.ts";
import { targetStage } from "../static/dockerfile.ts";
import { adviceFor } from "./causes.ts";
import { type Container, createContainer, inspectContainer, runFlags } from "./container.ts";
import { healthLimits } from "./health-limits.ts";
import { placeOf } from "./places.ts";
import { checkPorts } from "./ports.ts";
import { checkSecrets } from "./secrets.ts";
import { awaitStart, proposedStartPeriod } from "./start.ts";
import { stopContainer } from "./stop.ts";
import { checkUser } from "./user.ts";

export interface Ran {
  readonly checks: readonly Check[];
  readonly run: ImageFacts["run"];
}

/** Runs the production image confined, looks at it from outside, and stops it. */
export async function runImage(workshop: Workshop, inspect: ImageInspect): Promise<Ran> {
  const { docker, system, request, tag } = workshop;
  const { file, stage } = production(workshop);
  const history = await imageHistory(docker, tag);
  const secrets = checkSecrets(inspect, history, file, stage);
  const ports = Object.keys(inspect.Config.ExposedPorts ?? {});
  const flags = runFlags(request, ports, healthLimits(inspect));
  const container = await createContainer(docker, system.self, tag, flags);
  if (!("id" in container)) {
    const message = `The container cannot be made: ${lastLine(container.stderr)}`;
    return { checks: [...secrets, failed("not-started", message, { file })], run: null };
  }
  const view = liveView(system, "Running the production image", request.quiet);
  try {
    const ran = await observe(workshop, inspect, container);
    return { ...ran, checks: [...secrets, ...ran.checks] };
  } finally {
    view.end();
  }
}

function production({ request, dockerfiles }: Workshop) {
  const image = request.images.find(({ role }) => role === "production");
  const file = image?.dockerfile ?? "Dockerfile";
  const graph = dockerfiles.find(({ path }) => path === file)?.graph;
  return { file, stage: graph ? targetStage(graph, image?.target ?? null) : null };
}

async function observe(workshop: Workshop, inspect: ImageInspect, container: Container): Promise<Ran> {
  const { docker, system, request, engine } = workshop;
  const { file, stage } = production(workshop);
  const entrypoint = placeOf(file, stage, "ENTRYPOINT", "CMD");
  const created = await inspectContainer(docker, container);
  const started = await docker.run(["start", container.id]);
  if (started.exitCode !== 0) {
    const why = adviceFor(started.stderr) ?? started.stderr.trim().replace(/\s+/g, " ");
    return { checks: [failed("not-started", `The service does not start: ${why}`, entrypoint)], run: null };
  }
  const start = await awaitStart(docker, container, created?.Created ?? "", inspect, {
    entrypoint,
    health: placeOf(file, stage, "HEALTHCHECK"),
  });
  const run = { startSeconds: start.seconds, stopSeconds: null, exitCode: start.exitCode };
  if (!start.isRunning) return { checks: start.checks, run: { ...run, proposedStartPeriod: null } };
  const state = await inspectContainer(docker, container);
  const user = await checkUser(
    docker,
    container,
    request.expectation,
    inspect.Config.User ?? "",
    placeOf(file, stage, "USER"),
  );
  const reach =
    state && engine.isLocal ? await checkPorts(system, state, placeOf(file, stage, "EXPOSE")) : [];
  const stop = await stopContainer(system, docker, container, entrypoint);
  return {
    checks: [...start.checks, user, ...reach, stop.check],
    run: {
      startSeconds: start.seconds,
      stopSeconds: stop.seconds,
      exitCode: stop.exitCode,
      proposedStartPeriod: start.seconds === null ? null : proposedStartPeriod(start.seconds),
    },
  };
}
