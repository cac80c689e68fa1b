import { basename, join } from "node:path";
import { requiredFiles } from "../context.ts";
import { UserError } from "../errors.ts";
import { planVolumes } from "../plan/volumes.ts";
import type { FileSystem } from "../system/system.ts";
import type { Answers } from "../types/answers.ts";
import type { Project } from "../types/project.ts";
import type { Verdict } from "../types/verdict.ts";

/** An image to build: a Dockerfile and one of its stages. */
export interface ImageTarget {
  readonly role: "production" | "development";
  /** Relative to the directory: `Dockerfile`. */
  readonly dockerfile: string;
  /** Stage to build; null for the last one. */
  readonly target: string | null;
}

/** What the user asked of the image. Without saved answers only what the Dockerfile itself says is known. */
export interface Expectation {
  /** `10001:10001`; null when unknown. */
  readonly user: string | null;
  readonly rootAllowed: boolean;
  /** Absolute paths in the image that the service writes to. */
  readonly volumes: readonly string[];
  readonly capabilities: readonly string[];
}

export interface VerifyRequest {
  /** Absolute path of the directory, which is the build context. */
  readonly root: string;
  readonly level: Verdict["level"];
  /** Name in messages and in the names of what is started. */
  readonly service: string;
  readonly images: readonly ImageTarget[];
  /** Relative to the directory, the one that Compose takes first. */
  readonly composeFiles: readonly string[];
  /** Files that the build or the service reads; [] when unknown. */
  readonly requiredFiles: readonly string[];
  /** Directories of main packages, `./cmd/server`; [] when unknown. */
  readonly mains: readonly string[];
  readonly expectation: Expectation;
  /** `--builder`; null for the one that the client has selected. */
  readonly builder: string | null;
  /** `--platform`, such as `linux/arm64`; [] for the builder's own. */
  readonly platforms: readonly string[];
  /** `--run-env`, `NAME=value`. */
  readonly runEnv: readonly string[];
  /** No live view, as under `--json`. */
  readonly quiet: boolean;
}

/** What the command line gives besides what was generated. */
export interface VerifyOptions {
  readonly root: string;
  readonly level: Verdict["level"];
  /** As saved or just given; null for files that were not made by this tool. */
  readonly answers: Answers | null;
  /** Facts of the selected main; null where detection is not possible. */
  readonly project: Project | null;
  /** Paths that this run generated: those of others are not what it proves; null for all that are there. */
  readonly generated: readonly string[] | null;
  readonly builder: string | null;
  readonly platforms: readonly string[];
  readonly runEnv: readonly string[];
  readonly quiet: boolean;
}

/** In the order in which Compose itself takes them. */
const COMPOSE_FILES = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

/**
 * Looks for the Docker files in the directory as they are on disk.
 * @throws UserError (exit 2, `nothing-to-verify`) when there are none.
 */
export function verifyRequest(files: FileSystem, options: VerifyOptions): VerifyRequest {
  const { answers, project, generated, ...rest } = options;
  const isThere = (name: string) =>
    generated?.includes(name) !== false && files.facts(join(options.root, name)) !== null;
  const images = imageTargets(files, options.root, isThere("Dockerfile.dev"));
  const composeFiles = COMPOSE_FILES.filter(isThere);
  if (images.length === 0 && composeFiles.length === 0) {
    throw new UserError(
      "nothing-to-verify",
      "there is neither a Dockerfile nor a compose file in this directory: generate them first",
      2,
    );
  }
  return {
    ...rest,
    service: answers?.service ?? imageName(options.root),
    images,
    composeFiles,
    requiredFiles: project ? requiredFiles(files, project, answers) : [],
    mains: project?.mains.map(({ path }) => path) ?? [],
    expectation: {
      user: answers && answers.userName !== "root" ? `${answers.uid}:${answers.gid}` : null,
      rootAllowed: answers?.userName === "root",
      volumes: planVolumes(answers?.volumes ?? []).map(({ path }) => path),
      capabilities: answers?.capabilities ?? [],
    },
  };
}

/** `Dockerfile` is the production image, its stage `production` if it has one. */
function imageTargets(files: FileSystem, root: string, hasDevelopment: boolean): ImageTarget[] {
  const stages = stagesOf(files.readText(join(root, "Dockerfile")));
  const targets: ImageTarget[] = [];
  if (stages !== null) {
    const target = stages.includes("production") ? "production" : null;
    targets.push({ role: "production", dockerfile: "Dockerfile", target });
  }
  if (hasDevelopment) {
    targets.push({ role: "development", dockerfile: "Dockerfile.dev", target: null });
  } else if (stages?.includes("development")) {
    targets.push({ role: "development", dockerfile: "Dockerfile", target: "development" });
  }
  return targets;
}

/** Lower-case names of the stages; null without a file. A cheap look: the parser is loaded later. */
function stagesOf(text: string | null): readonly string[] | null {
  if (text === null) return null;
  return [...text.matchAll(/^\s*FROM\s.*\sAS\s+(\S+)\s*$/gim)].map((match) => (match[1] ?? "").toLowerCase());
}

/** A name that an image may have, from that of the directory. */
function imageName(root: string): string {
  const name = basename(root)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return name || "service";
}
