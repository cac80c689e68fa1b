import type { System } from "../../system/system.ts";
import type { Docker } from "../docker.ts";
import { liveView } from "../live.ts";
import type { ImageTarget, VerifyRequest } from "../request.ts";
import { type BuildProgress, nothingYet, read } from "./progress.ts";

export interface BuildResult {
  readonly ok: boolean;
  /** Wall clock, seconds. */
  readonly seconds: number;
  readonly progress: BuildProgress;
  readonly stderr: string;
}

interface BuildOrder {
  readonly image: ImageTarget;
  /** Name under which the engine gets the image; null to build and keep nothing but the cache. */
  readonly tag: string | null;
  /** null for the builder's own. */
  readonly platform: string | null;
  /** Of secrets and the ssh agent. */
  readonly credentials: readonly string[];
}

/** Builds one image with `docker buildx build` and shows how far it is. */
export async function buildImage(
  system: Pick<System, "terminal" | "now">,
  docker: Docker,
  { root, builder, quiet }: Pick<VerifyRequest, "root" | "builder" | "quiet">,
  order: BuildOrder,
): Promise<BuildResult> {
  const view = liveView(system, title(order), quiet);
  const build = async (style: "rawjson" | "plain"): Promise<BuildResult> => {
    let progress = nothingYet;
    const started = system.now();
    const args = ["buildx", "build", `--progress=${style}`, ...buildFlags(order, builder), "."];
    const result = await docker.run(args, {
      cwd: root,
      onStderrLine: (line) => {
        progress = read(progress, line);
        view.show(progress);
      },
    });
    return { ok: result.exitCode === 0, seconds: system.now() - started, progress, stderr: result.stderr };
  };
  try {
    const result = await build("rawjson");
    // buildx before 0.13 has no rawjson.
    const isUnknown = !result.ok && /invalid progress mode|unknown progress|rawjson/.test(result.stderr);
    return isUnknown && result.progress.steps.size === 0 ? await build("plain") : result;
  } finally {
    view.end();
  }
}

function title({ image, platform }: BuildOrder): string {
  return `Building the ${image.role} image${platform ? ` for ${platform}` : ""}`;
}

function buildFlags({ image, tag, platform, credentials }: BuildOrder, builder: string | null): string[] {
  return [
    ...(builder === null ? [] : ["--builder", builder]),
    ...(platform === null ? [] : ["--platform", platform]),
    ...(image.target === null ? [] : ["--target", image.target]),
    "-f",
    image.dockerfile,
    ...credentials,
    // A provenance attestation would make a manifest list of it, which not every engine loads.
    "--provenance=false",
    ...(tag === null ? ["--output=type=cacheonly"] : ["--load", "--tag", tag]),
  ];
}
