import type { System } from "../system/system.ts";
import type { Check, ImageFacts } from "../types/verdict.ts";
import { buildAll, type Workshop } from "./build/index.ts";
import type { ImageInspect } from "./build/inspect.ts";
import { allGood, warned } from "./checks.ts";
import { openDocker } from "./docker.ts";
import { EngineLostError, findEngine, needingEngine } from "./engine.ts";
import { removeLeftovers, removeOwn, temporaryTag } from "./leftovers.ts";
import type { VerifyRequest } from "./request.ts";
import { type Ran, runImage } from "./run/index.ts";
import type { Audit } from "./static/index.ts";

/**
 * Builds, and runs when the level says so. The image is removed in the end, its
 * layers stay in the builder's cache, so that the next build is a quick one.
 */
export async function proveWithEngine(
  system: System,
  request: VerifyRequest,
  { dockerfiles, contextFiles }: Audit,
): Promise<{ readonly checks: readonly Check[]; readonly image: ImageFacts | null }> {
  const interrupt = new AbortController();
  const release = system.onInterrupt(() => interrupt.abort());
  const docker = openDocker(system.processes, interrupt.signal);
  const tag = temporaryTag(request.service, system.self);
  try {
    const engine = await findEngine(docker, system.environment, request.builder);
    if ("code" in engine) return { checks: [engine], image: null };
    await removeLeftovers(docker, system.self);
    return await work({ system, docker, engine, request, dockerfiles, contextFiles, tag });
  } finally {
    release();
  }
}

async function work(workshop: Workshop) {
  const { system, docker, request, tag } = workshop;
  try {
    const { checks, image } = await buildAll(workshop);
    if (request.level === "build") return { checks, image: image?.facts ?? null };
    if (image === null) return { checks: [...checks, ...notRun(workshop, checks)], image };
    const ran = await runUntilLost({ ...workshop, docker: needingEngine(docker) }, image.inspect);
    return { checks: [...checks, ...ran.checks], image: { ...image.facts, run: ran.run } };
  } finally {
    await removeOwn(docker, system.self, tag);
  }
}

/** Why there was nothing to run, unless a failure says so already. */
function notRun({ request, engine }: Workshop, checks: readonly Check[]): readonly Check[] {
  if (!allGood(checks)) return [];
  const why = request.images.some(({ role }) => role === "production")
    ? `it was built for ${request.platforms.join(", ")}, and the engine is ${engine.platform}`
    : "there is no Dockerfile of a production image";
  return [warned("not-run", `Nothing was run: ${why}`)];
}

async function runUntilLost(workshop: Workshop, inspect: ImageInspect): Promise<Ran> {
  try {
    return await runImage(workshop, inspect);
  } catch (error) {
    if (error instanceof EngineLostError) return { checks: [error.check], run: null };
    throw error;
  }
}
