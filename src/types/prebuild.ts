/** What a build makes before it compiles. */
import type { Evidence, RuntimeFile } from "./project.ts";

/** The step that makes embedded files before `go build`. */
export interface Prebuild {
  readonly directory: string;
  readonly command: string;
  readonly packageManager: "npm" | "pnpm" | "yarn" | "bun" | null;
  /** Exact packageManager pin of package.json (`pnpm@9.1.0`), for corepack; null without one. */
  readonly packageManagerVersion: string | null;
  /** Version or range of the pnpm that reads the lock file as it stands, where package.json pins none; else null. */
  readonly pnpmLine: string | null;
  /** Lock file beside package.json; null without one. */
  readonly lockFile: string | null;
  /** It does not cover package.json, so that an installation that holds to it fails. */
  readonly staleLock: boolean;
  readonly nodeVersion: string | null;
  /** Its bundler hashes with what OpenSSL 3 has in its legacy provider alone. */
  readonly legacyHashes: boolean;
  /** It runs make, Python or a C compiler, which slim images leave out. */
  readonly compiles: boolean;
  /** Variables that keep packages from downloading browsers and the like when they are installed. */
  readonly skippedDownloads: readonly string[];
  /** Directories below `directory` that the installation reads beside package.json and lock file; `.` for all of it. */
  readonly installReads: readonly string[];
  /** What it makes of what the program embeds. */
  readonly outputs: readonly string[];
  /**
   * Files below `outputs`, outside its own directory, that git has and that it may not make: it starts from them. Of
   * what git has below each of `served` the first. Other files outside are those that the author's stage has there too.
   */
  readonly committed: readonly string[];
  /** What it makes of what the program reads when it runs, and where that is looked for. */
  readonly served: readonly RuntimeFile[];
  /** A committed placeholder satisfies the embed: it builds, and serves an empty page. */
  readonly placeholder: boolean;
  /**
   * Steps of the same package manager that follow in the same image, as a second front end needs one. `outputs` and
   * `committed` above have theirs too.
   */
  readonly further: readonly Prebuild[];
  readonly evidence: Evidence;
}

/** A step of the build that Go does alone: code, or files that are embedded, which are not in the repository. */
export type GoStep = Pick<Prebuild, "directory" | "command" | "outputs" | "evidence">;
