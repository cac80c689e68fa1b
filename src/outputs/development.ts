import type { Plan } from "../plan/index.ts";
import { APP_DIRECTORY } from "../plan/volumes.ts";
import { accessFiles } from "./access.ts";
import { packageList } from "./packages.ts";

/** Data of partials/development, for a file of its own or the stages of one file. */
export function developmentStage(plan: Plan, image: string): Readonly<Record<string, unknown>> {
  const { development, build, images } = plan;
  return {
    ...accessFiles(plan),
    image,
    ...images.tools,
    toolMounts: build.layers
      ? []
      : ["type=cache,target=/go/pkg/mod", "type=cache,target=/root/.cache/go-build"],
    manager: development.alpine ? "apk" : "apt",
    packages: development.packages.length === 0 ? "" : packageList(development.packages, "    "),
    commands: [],
    overlay: development.overlay,
    made: plan.production.made,
    emptyDotenv: plan.production.emptyDotenv,
    volumes: development.volumes,
    bound: development.bound,
    links: development.links,
    stepDown: development.stepDown,
    directories: [APP_DIRECTORY, "/go/build-cache", "/home/dev", ...development.volumes].join(" "),
    environment: [
      `CGO_ENABLED=${build.cgo ? 1 : 0}`,
      "GOCACHE=/go/build-cache",
      "GOMODCACHE=/go/pkg/mod",
      "HOME=/home/dev",
      "XDG_CONFIG_HOME=/home/dev/.config",
      ...build.workspaceOff,
      ...build.experiments,
      ...development.environment,
    ],
    expose: development.expose,
  };
}
