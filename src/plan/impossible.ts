import { posix } from "node:path";
import type { BaseImage } from "../images/base-image.ts";
import { baseImage, bases } from "../images/index.ts";
import { cgoRuntimePackages } from "../images/packages.ts";
import type { Answers, Impossible } from "../types/answers.ts";
import type { Project } from "../types/project.ts";
import { accountConflict } from "./account.ts";
import { usesProbe } from "./health.ts";
import { planAsset } from "./production.ts";
import { APP_DIRECTORY, parseVolume, planLinks, planVolumes } from "./volumes.ts";

type Rule = (answers: Answers, base: BaseImage, project: Project) => Impossible | null;

const basesWith = (fits: (base: BaseImage) => boolean): string =>
  bases
    .filter(fits)
    .map(({ name }) => name)
    .join(" or ");
const withShell = basesWith(({ shell }) => shell);
const withPackages = basesWith(({ packageManager }) => packageManager !== null);

const rules: readonly Rule[] = [
  ({ cgo }, base, project) =>
    cgo && project.cgo.glibcOnly !== null && base.builder === "alpine"
      ? {
          key: "base",
          message: `${base.title} is built with musl, and ${project.cgo.glibcOnly}: use --base distroless or debian`,
        }
      : null,
  (answers, base) => {
    const packages = cgoRuntimePackages(answers).join(", ");
    return base.packageManager === null && packages !== ""
      ? {
          key: "base",
          message: `${base.title} has no package manager to install ${packages}, which the cgo code needs to run: use --base ${withPackages}`,
        }
      : null;
  },
  ({ packages }, base) =>
    base.packageManager === null && packages.length > 0
      ? {
          key: "packages",
          message: `${base.title} has no package manager to install ${packages.join(", ")}: use --base ${withPackages}, or --packages none`,
        }
      : null,
  ({ entrypoint }, base) =>
    entrypoint && !base.shell
      ? {
          key: "entrypoint",
          message: `${base.title} has no shell to run an entrypoint script: use --base ${withShell}, or --no-entrypoint`,
        }
      : null,
  ({ healthcheck, healthCommand }, base) =>
    healthcheck === "command" && !healthCommand.trimStart().startsWith("[") && !base.shell
      ? {
          key: "healthCommand",
          message: `${base.title} has no shell to run a command line: give --health-command as a JSON array, or use --base ${withShell}`,
        }
      : null,
  ({ healthcheck, healthPort, ports }) =>
    ["http", "grpc", "tcp"].includes(healthcheck) &&
    healthPort === null &&
    ports.every((port) => port.endsWith("/udp"))
      ? {
          key: "healthPort",
          message: `no port is known for the ${healthcheck} health check: give --health-port, or --healthcheck none`,
        }
      : null,
  (answers, base) => accountConflict(answers, base),
  ({ ports, debugPort }) =>
    ports.includes(String(debugPort))
      ? {
          key: "debugPort",
          message: `port ${debugPort} cannot be the service's and the debugger's: give another --debug-port`,
        }
      : null,
  (answers, base) =>
    answers.service === "healthcheck" && usesProbe(answers, base)
      ? {
          key: "service",
          message: `${APP_DIRECTORY}/healthcheck is the health check's own program: give the service another name with --service`,
        }
      : null,
  (answers, _, project) =>
    answers.ignore === "allowlist" &&
    (["prebuild", "generate"] as const).some(
      (key) =>
        answers[key] !== "" && posix.normalize(project[key]?.directory ?? project.moduleDirectory) === ".",
    )
      ? {
          key: "ignore",
          message:
            "what the command before the build reads lies all over the directory, so no list can allow it: use --ignore denylist",
        }
      : null,
  ({ service, assets, volumes }) => {
    const written = volumes
      .map((item) => parseVolume(item))
      .flatMap(({ file, directory }) => [file ?? directory, directory]);
    const places = [...assets.map((asset) => asset.split(":").at(-1) ?? asset), ...written];
    const program = `${APP_DIRECTORY}/${service}`;
    const taken = places.find((path) => `${posix.resolve(APP_DIRECTORY, path)}/`.startsWith(`${program}/`));
    return taken === undefined
      ? null
      : {
          key: "service",
          message: `${program} is the program, and ${taken} is to lie there as well: use --service ${service}-service`,
        };
  },
  ({ volumes }) =>
    planVolumes(volumes).some(({ path }) => path === "/" || path === APP_DIRECTORY)
      ? {
          key: "volumes",
          message: `a volume over ${APP_DIRECTORY} would hide the program: name a directory below it, such as --volumes data`,
        }
      : null,
  ({ assets, volumes }) => {
    const held = assets.map((asset) => `${planAsset(asset).destination}/`);
    const link = planLinks(volumes).find(({ path }) => held.some((place) => place.startsWith(`${path}/`)));
    return link === undefined
      ? null
      : {
          key: "volumes",
          message: `${link.path} is a file of the image, so it cannot be kept in a volume: leave it out of --volumes or of --assets`,
        };
  },
];

/** The first reason why these answers cannot lead to an image; null when they can. */
export function impossible(project: Project, answers: Answers): Impossible | null {
  const base = baseImage(answers.base);
  for (const rule of rules) {
    const found = rule(answers, base, project);
    if (found !== null) return found;
  }
  return null;
}
