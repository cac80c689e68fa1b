import { posix } from "node:path";
import { lastNodeWithCorepack, nodeVersion } from "../images/catalog.ts";
import type { Answers } from "../types/answers.ts";
import type { Prebuild } from "../types/prebuild.ts";
import type { Project } from "../types/project.ts";
import { SOURCE_ROOT } from "./source.ts";
import { APP_DIRECTORY } from "./volumes.ts";

/** A command of Node.js, with what it takes to run it. */
interface FrontEndStep {
  readonly command: string;
  /** Absolute, in the container. */
  readonly workdir: string;
  /** Directory below the context: `web`, `.`. */
  readonly directory: string;
  /** Null where an earlier step has installed what it needs. */
  readonly node: NodePlan | null;
  /** An earlier step has brought its sources. */
  readonly hasSources: boolean;
}

/** The commands of Node.js that make files which the program embeds or reads when it runs, in a stage of their own. */
export interface FrontEndPlan extends FrontEndStep {
  /** What it makes for the compiler, below the context. */
  readonly outputs: readonly string[];
  /** What it starts from in directories that it makes: files below the context, and where they go in the container. */
  readonly committed: readonly { readonly files: readonly string[]; readonly destination: string }[];
  /** What it makes for the image: below the context, and absolute in the image. */
  readonly served: readonly { readonly source: string; readonly destination: string }[];
  readonly node: NodePlan;
  /** What follows, as a second front end needs it. */
  readonly further: readonly FrontEndStep[];
}

interface NodePlan {
  /** Copied before the other sources: files that `install` reads. Names in brackets may be absent; none where it reads all. */
  readonly manifests: readonly string[];
  /** Directories of the same kind. */
  readonly directories: readonly string[];
  readonly install: string;
  /** `NAME=value` each, against downloads of browsers and the like. */
  readonly variables: readonly string[];
  readonly legacyHashes: boolean;
  /** Where the package manager keeps downloads. */
  readonly cache: string;
}

const managers = {
  npm: { files: [".npmr[c]"], locked: "npm ci", install: "npm install", cache: "/root/.npm" },
  pnpm: {
    files: ["pnpm-workspace.yam[l]", ".npmr[c]"],
    locked: "pnpm install --frozen-lockfile",
    install: "pnpm install --no-frozen-lockfile",
    cache: "/root/.local/share/pnpm/store",
  },
  yarn: {
    files: [".yarnrc.ym[l]", ".npmr[c]"],
    locked: "yarn install --immutable",
    install: "yarn install",
    cache: "/root/.yarn/berry/cache",
  },
  bun: {
    files: [],
    locked: "bun install --frozen-lockfile",
    install: "bun install",
    cache: "/root/.bun/install/cache",
  },
} as const;

/** Yarn 1 has other words for the same. */
const yarnClassic = {
  files: [".npmr[c]"],
  locked: "yarn install --frozen-lockfile",
  install: "yarn install",
  cache: "/usr/local/share/.cache/yarn",
} as const;

/** What brings the package manager; "" where the image has it. Without a pin, Corepack takes Yarn 1 and the newest pnpm. */
function bringsManager(
  { packageManager, nodeVersion: line, pnpmLine }: Prebuild,
  isBundled: boolean,
): string {
  if (packageManager === "npm" || packageManager === "bun") return "";
  if (pnpmLine !== null) return `npm install --global pnpm@${pnpmLine} && `;
  // Images of newer lines have no Yarn either; the one that node:25 has is in the way of Corepack's.
  if (Number.parseInt(line ?? nodeVersion, 10) > lastNodeWithCorepack)
    return "npm install --global --force corepack && corepack enable && ";
  return isBundled ? "" : "corepack enable && ";
}

function planNode(prebuild: Prebuild, name: NonNullable<Prebuild["packageManager"]>): NodePlan {
  const pin = prebuild.packageManagerVersion;
  const classic = name === "yarn" && (pin === null || pin.startsWith("yarn@1."));
  const manager = classic ? yarnClassic : managers[name];
  const install = prebuild.lockFile === null || prebuild.staleLock ? manager.install : manager.locked;
  const all = prebuild.installReads.includes(".");
  const files = ["package.json", ...(prebuild.lockFile === null ? [] : [posix.basename(prebuild.lockFile)])];
  return {
    manifests: all ? [] : [...files, ...manager.files],
    directories: all ? [] : prebuild.installReads,
    install: bringsManager(prebuild, classic && pin === null) + install,
    variables: prebuild.skippedDownloads,
    legacyHashes: prebuild.legacyHashes,
    cache: manager.cache,
  };
}

/** By directory, what of it reaches the engine: the files that the program embeds, and others beside the package. */
function committedFiles({ buildFiles, prebuild }: Project): FrontEndPlan["committed"] {
  const made = [
    prebuild?.directory ?? ".",
    ...(prebuild?.further ?? []).map(({ directory }) => directory),
    ...(prebuild?.outputs ?? []),
    ...(prebuild?.served ?? []).map(({ source }) => source),
  ];
  const isMade = (path: string) =>
    made.some((one) => one === "." || path === one || path.startsWith(`${one}/`));
  const files = prebuild?.committed.filter((path) => buildFiles.includes(path) || !isMade(path)) ?? [];
  return [...new Set(files.map((path) => posix.dirname(path)))].map((above) => ({
    files: files.filter((path) => posix.dirname(path) === above),
    destination: `${posix.join(SOURCE_ROOT, above)}/`,
  }));
}

/** @param earlier directories of the steps before it */
function planFurther(
  prebuild: Prebuild,
  name: NonNullable<Prebuild["packageManager"]>,
  earlier: readonly string[],
): FrontEndStep {
  const directory = posix.normalize(prebuild.directory);
  return {
    command: prebuild.command,
    workdir: posix.join(SOURCE_ROOT, directory),
    directory,
    node: earlier.includes(directory) ? null : planNode(prebuild, name),
    hasSources: earlier.some((one) => one === "." || one === directory || directory.startsWith(`${one}/`)),
  };
}

/** null when nothing is to be made, or Go makes it alone. */
export function planFrontEnd(project: Project, answers: Answers): FrontEndPlan | null {
  const { prebuild } = project;
  if (answers.prebuild === "" || prebuild === null || prebuild.packageManager === null) return null;
  const { packageManager: name, further } = prebuild;
  const directories = [prebuild, ...further].map(({ directory }) => posix.normalize(directory));
  const directory = posix.normalize(prebuild.directory);
  return {
    command: answers.prebuild,
    workdir: posix.join(SOURCE_ROOT, directory),
    directory,
    node: planNode(prebuild, name),
    hasSources: false,
    further: further.map((step, index) => planFurther(step, name, directories.slice(0, index + 1))),
    outputs: prebuild.outputs.map((output) => posix.normalize(output)),
    committed: committedFiles(project),
    served: prebuild.served.map(({ source, destination }) => ({
      source: posix.normalize(source),
      destination: posix.resolve(APP_DIRECTORY, destination),
    })),
  };
}
