import type { Plan } from "../plan/index.ts";
import { accessFiles } from "./access.ts";
import { buildOptions, runOptions } from "./commands.ts";
import { developmentStage } from "./development.ts";
import { frontEndStage } from "./front-end.ts";
import { buildNotes, healthNotes, probeReason, rootReason } from "./notes.ts";
import type { Output } from "./output.ts";
import { packageList } from "./packages.ts";

type Data = Readonly<Record<string, unknown>>;

/** A command of the header: in one line while that is short, else an option a line. */
function command(start: string, options: readonly string[], end: string): string {
  const line = [start, ...options, end].join(" ");
  return line.length <= 86
    ? line
    : [start, ...options.map((option) => `  ${option}`), `  ${end}`].join(" \\\n#   ");
}

const buildCommand = (plan: Plan): string =>
  command(`docker build -t ${plan.service}`, buildOptions(plan), ".");

const runCommand = (plan: Plan): string => command("docker run --rm", runOptions(plan), plan.service);

function buildStage(plan: Plan): Data {
  const { build, source, access, images, frontEnd } = plan;
  const files = source.moduleFiles.map((file) => file.source);
  return {
    ...accessFiles(plan),
    ...build,
    image: images.go,
    manager: plan.development.alpine ? "apk" : "apt",
    packages: build.packages.length === 0 ? "" : packageList(build.packages, "    "),
    workdir: source.workdir,
    download: source.download
      ? {
          mounts: build.download.mounts,
          environment: build.download.environment.join(" "),
          files: files.length > 2 ? "go.mod, go.sum or go.work" : files.join(" or "),
          copies: build.layers ? source.moduleCopies : [],
          written: !build.layers,
          verify: source.verify,
        }
      : null,
    secret: access === null ? null : secretNote(plan),
    contextTarget: source.module === "." ? "." : "/src/",
    frontEndOutputs: (frontEnd?.outputs ?? []).map((output) => `/src/${output}`),
    notes: [...(access === null || source.download ? [] : [secretNote(plan)]), ...buildNotes(plan)],
    environment: [build.environment.join(" "), build.target.join(" ")].filter((line) => line !== ""),
    service: plan.service,
    package: source.package,
  };
}

function secretNote({ access, build }: Plan): string {
  const what = [
    ...(access?.secrets.some(({ id }) => id === "netrc") ? ["the netrc"] : []),
    ...(access?.secrets.some(({ id }) => id === "git_token") ? ["the token"] : []),
    ...(access?.ssh ? ["the ssh agent"] : []),
  ];
  const cache = build.layers
    ? ""
    : " The module cache has an id of its own, since other builds on this builder may not read it.";
  return `Private modules: ${what.join(" and ")} ${what.length > 1 ? "are" : "is"} there for this step only and in no layer.${cache}`;
}

function probeStage({ health, build, images }: Plan): Data | null {
  if (health === null || health.probe === null) return null;
  return {
    ...health.probe,
    why: probeReason(health.probe.type),
    platform: build.platform,
    image: images.go,
    arguments: build.targetArguments,
    environment: ["CGO_ENABLED=0", ...build.target.slice(1)],
    cached: !build.layers,
  };
}

function rootStage({ production, build, images }: Plan): Data | null {
  const stage = production.rootStage;
  if (stage === null) return null;
  const { uid, gid } = production.account;
  return {
    why: rootReason(production),
    platform: build.platform,
    image: images.go,
    commands: [
      ...(stage.certificates ? ["mkdir -p /root-fs/etc/ssl/certs"] : []),
      ...(stage.temporary ? ["mkdir -m 1777 /root-fs/tmp"] : []),
      ...(stage.certificates ? ["cp /etc/ssl/certs/ca-certificates.crt /root-fs/etc/ssl/certs/"] : []),
      ...production.volumes.flatMap(({ path }) => [
        `mkdir -p /root-fs${path}`,
        `chown ${uid}:${gid} /root-fs${path}`,
      ]),
      ...production.links.map(({ path, target }) => `ln -s ${target} /root-fs${path}`),
    ],
  };
}

function productionStage(plan: Plan): Data {
  const { production, health, images } = plan;
  const { uid, gid, root } = production.account;
  return {
    ...production,
    service: plan.service,
    image: images.production,
    manager: production.packageManager,
    packages: packageList(production.packages, "        "),
    commands: production.accountCommands,
    rootStage: production.rootStage !== null,
    probe: health?.probe !== null && health !== null,
    root,
    user: `${uid}:${gid}`,
    volumes:
      production.volumes.length === 0
        ? ""
        : JSON.stringify(production.volumes.map(({ path }) => path)).replaceAll('","', '", "'),
    health: health === null ? null : { ...health, notes: healthNotes(health) },
    environment: production.environment.join(" \\\n    "),
    versionEnvironment: production.versionEnvironment.join(" "),
  };
}

export const dockerfile: Output = {
  path: "Dockerfile",
  template: "Dockerfile",
  mode: 0o644,
  when: () => true,
  data: (plan) => ({
    syntax: plan.images.syntax,
    service: plan.service,
    full: plan.full,
    describes: plan.production.describes,
    user: plan.production.account.root ? "root" : String(plan.production.account.uid),
    commands: [buildCommand(plan), runCommand(plan)],
    debugPort: plan.development.debugPort,
    versions: plan.images.arguments,
    development: plan.layout === "stages" ? developmentStage(plan, plan.images.go) : null,
    frontEnd: frontEndStage(plan),
    build: buildStage(plan),
    probe: probeStage(plan),
    rootStage: rootStage(plan),
    production: productionStage(plan),
  }),
};
