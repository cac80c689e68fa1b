import { posix } from "node:path";
import { baseImage } from "../images/index.ts";
import { answeredPackages, cgoBuildPackages } from "../images/packages.ts";
import type { Answers } from "../types/answers.ts";
import type { Project } from "../types/project.ts";
import type { AccessPlan } from "./access.ts";
import type { FrontEndPlan } from "./front-end.ts";
import type { GeneratePlan } from "./generate.ts";
import { parsePort, portText } from "./ports.ts";
import { environmentLine, type ProductionPlan, volumesInAssets } from "./production.ts";
import { SOURCE_ROOT, type SourcePlan } from "./source.ts";
import { APP_DIRECTORY, type LinkPlan } from "./volumes.ts";

/** What .air.toml holds. */
interface AirPlan {
  /** Before each build; "" for nothing. */
  readonly before: string;
  readonly build: string;
  /** The program under its debugger. */
  readonly run: readonly string[];
  readonly extensions: readonly string[];
  readonly excludedDirectories: readonly string[];
  readonly poll: boolean;
}

export interface DevelopmentPlan {
  readonly alpine: boolean;
  readonly packages: readonly string[];
  /** Program that gives up root, with its arguments: `su-exec "$owner"`. */
  readonly stepDown: string;
  /** `NAME=value` as ENV takes it. */
  readonly environment: readonly string[];
  /** Directories that belong to whoever owns the sources. */
  readonly volumes: readonly string[];
  /** Of these, those that lie in what is mounted from the sources, where they may be missing. */
  readonly bound: readonly string[];
  readonly links: readonly LinkPlan[];
  readonly expose: string;
  readonly debugPort: number;
  readonly air: AirPlan;
  /** What the compiler sees in the sources although it lies elsewhere: made in a stage of its own. */
  readonly overlay: readonly { readonly from: string; readonly to: string }[];
}

/** Where the files of the front end lie in the development image, laid out as in the sources. */
const FRONT_END_DIRECTORY = "/opt/frontend";

const made = (frontEnd: FrontEndPlan | null): readonly string[] => frontEnd?.outputs ?? [];

/** The name by which setpriv knows a capability: `+net_raw`. */
const capabilityNames = (capabilities: readonly string[]): string =>
  capabilities.map((name) => `+${name.toLowerCase()}`).join(",");

function stepDown(alpine: boolean, capabilities: readonly string[]): string {
  if (alpine && capabilities.length === 0) return 'su-exec "$owner"';
  const kept =
    capabilities.length === 0
      ? ""
      : ` --inh-caps=${capabilityNames(capabilities)} --ambient-caps=${capabilityNames(capabilities)}`;
  return `setpriv --reuid="\${owner%:*}" --regid="\${owner#*:}" --clear-groups${kept} --`;
}

/** air joins the words of a command and hands them to a shell (runner/engine.go). */
const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

const commandIn = ({ directory, command }: GeneratePlan): string =>
  directory === "." ? command : `cd ${directory} && ${command}`;

function buildCommand(
  { linknames }: Project,
  answers: Answers,
  source: SourcePlan,
  tags: readonly string[],
  frontEnd: FrontEndPlan | null,
): string {
  return [
    "go build",
    ...(source.module === "." ? [] : [`-C ${source.module}`]),
    "-buildvcs=false",
    "-gcflags='all=-N -l'",
    ...(linknames ? ["-ldflags=-checklinkname=0"] : []),
    ...source.modules,
    ...(made(frontEnd).length > 0 ? ["-overlay=/opt/overlay.json"] : []),
    ...(tags.length === 0 ? [] : [`-tags=${tags.join(",")}`]),
    `-o /tmp/air/${answers.service}`,
    source.package,
  ].join(" ");
}

function planAir(
  project: Project,
  answers: Answers,
  source: SourcePlan,
  frontEnd: FrontEndPlan | null,
  generate: GeneratePlan | null,
  written: readonly string[],
): AirPlan {
  const musl = answers.cgo && baseImage(answers.base).builder === "alpine";
  const tags = [...new Set([...answers.tags, ...(musl ? project.cgo.muslTags : [])])];
  const extensions = [
    ...["go", "mod", "sum"],
    ...(source.workspace ? ["work"] : []),
    ...(generate?.extensions ?? []),
    ...project.assetExtensions,
  ];
  const frontEnds = frontEnd ? [frontEnd, ...frontEnd.further] : [];
  const installed = frontEnds.map(({ directory }) => posix.join(directory, "node_modules"));
  return {
    before: generate === null ? "" : commandIn(generate),
    build: buildCommand(project, answers, source, tags, frontEnd),
    run: [
      "dlv",
      "exec",
      `/tmp/air/${answers.service}`,
      "--headless",
      `--listen=:${answers.debugPort}`,
      "--api-version=2",
      "--accept-multiclient",
      "--continue",
      `--wd=${APP_DIRECTORY}`,
      ...(answers.args.length === 0 ? [] : ["--", ...answers.args.map(shellWord)]),
    ],
    extensions: [...new Set(extensions)],
    excludedDirectories: [
      ...new Set([posix.join(source.module, "vendor"), "node_modules", ...installed, ...written]),
    ],
    poll: answers.poll,
  };
}

/** The directories below one, down to the last: `/app/public/a` and `/app/public/a/b`. */
function chain(above: string, path: string): readonly string[] {
  return path === above
    ? [path]
    : [...(posix.dirname(path) === above ? [] : chain(above, posix.dirname(path))), path];
}

export function planDevelopment(
  project: Project,
  answers: Answers,
  source: SourcePlan,
  access: AccessPlan | null,
  frontEnd: FrontEndPlan | null,
  generate: GeneratePlan | null,
  production: ProductionPlan,
): DevelopmentPlan {
  const alpine = baseImage(answers.base).builder === "alpine";
  const bound = volumesInAssets(production);
  const directories = [...new Set(bound.flatMap(({ path, asset }) => chain(asset, path)))];
  // What the service writes there is no edit; a directory that is an asset as a whole has edits too.
  const written = bound
    .map((one) => one.source)
    .filter((path) => !production.assets.some(({ source: asset }) => asset === path));
  const capabilities = answers.capabilities;
  // Packages of the base are named by its own distribution, which is the builder's as well.
  const further = baseImage(answers.base).packageManager === null ? [] : answers.packages;
  return {
    alpine,
    packages: [
      ...new Set([
        ...cgoBuildPackages(answers),
        ...answeredPackages(answers, "run"),
        ...further,
        ...(alpine ? [capabilities.length === 0 ? "su-exec" : "setpriv"] : []),
        ...(alpine && access !== null ? access.alpinePackages : []),
      ]),
    ].toSorted(),
    stepDown: stepDown(alpine, capabilities),
    environment: answers.env.map(environmentLine),
    volumes: [...new Set([...production.volumes.map(({ path }) => path), ...directories])],
    bound: directories,
    links: production.links,
    expose: [...answers.ports.map(parsePort).map(portText), String(answers.debugPort)].join(" "),
    debugPort: answers.debugPort,
    air: planAir(project, answers, source, frontEnd, generate, written),
    overlay: made(frontEnd).map((output) => ({
      from: posix.join(SOURCE_ROOT, output),
      to: posix.join(FRONT_END_DIRECTORY, output),
    })),
  };
}
