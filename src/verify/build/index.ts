import type { System } from "../../system/system.ts";
import type { Check, ImageFacts } from "../../types/verdict.ts";
import { failed, passed } from "../checks.ts";
import type { Docker } from "../docker.ts";
import { rootImage } from "../dockerfile/stages.ts";
import type { Engine } from "../engine.ts";
import type { ImageTarget, VerifyRequest } from "../request.ts";
import { type ReadDockerfile, targetStage } from "../static/dockerfile.ts";
import { findCredentials } from "./credentials.ts";
import { explainFailure } from "./explain.ts";
import { type BuildResult, buildImage } from "./image.ts";
import { healthText, type ImageInspect, imageHistory, inspectImage, layersOf } from "./inspect.ts";
import { officialCheck } from "./official-check.ts";
import { countSteps, resolvedDigests } from "./progress.ts";

/** What the steps of a verification with an engine share. */
export interface Workshop {
  readonly system: System;
  readonly docker: Docker;
  readonly engine: Engine;
  readonly request: VerifyRequest;
  readonly dockerfiles: readonly ReadDockerfile[];
  /** Paths of the build context, to name Go files as the project does. */
  readonly contextFiles: readonly string[];
  /** Name under which the production image is kept while it is looked at. */
  readonly tag: string;
}

interface Built {
  readonly checks: readonly Check[];
  /** Of the production image; null when there is none on the engine's own platform. */
  readonly image: { readonly facts: ImageFacts; readonly inspect: ImageInspect } | null;
}

/** Builds every image of the request, for every platform. */
export async function buildAll(workshop: Workshop): Promise<Built> {
  let image: Built["image"] = null;
  const checks: Check[] = [];
  for (const target of workshop.request.images) {
    const built = await buildTarget(workshop, target);
    checks.push(...built.checks);
    image ??= built.image;
    if (built.checks.some(({ code }) => code === "engine-lost")) break;
  }
  return { checks, image };
}

async function buildTarget(workshop: Workshop, image: ImageTarget): Promise<Built> {
  const { system, docker, request } = workshop;
  const dockerfile = workshop.dockerfiles.find(({ path }) => path === image.dockerfile);
  if (!dockerfile) return { checks: [], image: null };
  const official = await officialCheck(docker, request.root, image, builderFlags(request));
  const credentials = findCredentials(system, dockerfile);
  const before = [...official, ...credentials.checks];
  if (credentials.checks.some(isError) || !canBuild(official)) return { checks: before, image: null };
  const platforms = request.platforms.length > 0 ? request.platforms : [null];
  const results: Built[] = [];
  for (const platform of platforms) {
    results.push(await buildPlatform(workshop, dockerfile, image, platform, credentials.flags));
  }
  return {
    checks: [...before, ...results.flatMap(({ checks }) => checks)],
    image: results.find((result) => result.image)?.image ?? null,
  };
}

function isError({ ok, severity }: Check): boolean {
  return !ok && severity === "error";
}

/** Warnings of the check do not stop a build; a file that cannot be read or a missing base does. */
function canBuild(official: readonly Check[]): boolean {
  return !official.some((check) => isError(check) && /^[a-z]/.test(check.code));
}

function builderFlags({ builder }: VerifyRequest): string[] {
  return builder === null ? [] : ["--builder", builder];
}

async function buildPlatform(
  workshop: Workshop,
  dockerfile: ReadDockerfile,
  image: ImageTarget,
  platform: string | null,
  credentials: readonly string[],
): Promise<Built> {
  const { system, docker, request } = workshop;
  const isKept = image.role === "production" && (platform === null || platform === workshop.engine.platform);
  const order = { image, platform, credentials, tag: isKept ? workshop.tag : null };
  const first = await buildImage(system, docker, request, order);
  if (!first.ok) {
    const checks = explainFailure(first.progress, first.stderr, dockerfile, workshop.contextFiles);
    return { checks, image: null };
  }
  const label = `${image.role}${platform ? ` (${platform})` : ""}`;
  const at = { file: image.dockerfile };
  const { total, cached } = countSteps(first.progress);
  const summary = `${label} image built in ${first.seconds.toFixed(1)} s, ${cached} of ${total} steps from the cache`;
  const checks = [passed("build", summary, at)];
  if (!isKept) return { checks, image: null };
  const again = await buildImage(system, docker, request, order);
  const inspect = await inspectImage(docker, workshop.tag);
  if (inspect === null) {
    const message =
      "The builder made the image, and the engine did not get it: the builder cannot load images here";
    return { checks: [failed("not-loaded", message, at)], image: null };
  }
  const facts = await describe(workshop, dockerfile, image, inspect, first, again);
  return { checks, image: { facts, inspect } };
}

async function describe(
  { docker, tag }: Workshop,
  { graph }: ReadDockerfile,
  { target }: ImageTarget,
  inspect: ImageInspect,
  first: BuildResult,
  again: BuildResult,
): Promise<ImageFacts> {
  const stage = targetStage(graph, target);
  const [base = "", digest = null] = (stage ? rootImage(stage) : "").split("@");
  const steps = countSteps(first.progress);
  return {
    id: inspect.Id,
    bytes: inspect.Size,
    user: inspect.Config.User || "root",
    ports: Object.keys(inspect.Config.ExposedPorts ?? {}),
    health: healthText(inspect),
    base,
    baseDigest: digest ?? resolvedDigests(first.progress).get(base) ?? null,
    layers: layersOf(await imageHistory(docker, tag)),
    buildSeconds: {
      cold: steps.total > 0 && steps.cached === steps.total ? null : first.seconds,
      cached: again.ok ? again.seconds : null,
    },
    buildSteps: steps,
    platform: `${inspect.Os}/${inspect.Architecture}`,
    run: null,
  };
}
