import type { FileSystem } from "../system/system.ts";
import type { Answers, Project, Verdict } from "../types.ts";

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
  /** Relative to the directory; null where there is none. */
  readonly composeFile: string | null;
  /** Files that the build or the service reads; [] when unknown. */
  readonly requiredFiles: readonly string[];
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
  readonly builder: string | null;
  readonly platforms: readonly string[];
  readonly runEnv: readonly string[];
  readonly quiet: boolean;
}

/**
 * Looks for the Docker files in the directory as they are on disk.
 * @throws UserError (exit 2, `nothing-to-verify`) when there are none.
 */
export function verifyRequest(_files: FileSystem, _options: VerifyOptions): VerifyRequest {
  throw new Error("not yet");
}
