import type { CompanionName } from "../companions.ts";

/**
 * Versions that drift. Look through all of it once a month; nothing else in the
 * sources names a version.
 *
 * Sources: golang tags from docker-library/official-images library/golang, Go
 * releases from https://go.dev/dl, `requires` from each tool's go.mod, Delve's
 * range from pkg/goversion/compat.go, Alpine from https://alpinelinux.org/releases,
 * Node from https://github.com/nodejs/release#release-schedule.
 */
export const checkedOn = "2026-11-23";

interface GoLine {
  readonly line: string;
  readonly patch: string;
}

/** The Go lines that the official image builds, oldest first, each with its newest patch. */
export const goLines: readonly [GoLine, ...GoLine[]] = [
  { line: "1.26", patch: "1.26.11" },
  { line: "1.27", patch: "1.27.4" },
];

/** The example where people are told of versions. */
export const newestGo: GoLine = goLines.at(-1) ?? goLines[0];

export const alpineVersion = "3.24";
export const debianSuite = "trixie";
export const distrolessSuite = "debian13";

/** Which distribution a golang image is made of. */
export type GoSuite = "alpine" | "debian";

/** Of the lines with long-term support: for a front end that names none. */
export const nodeVersion = "24";

/** Node.js 25 stopped to bring Corepack: https://nodejs.org/en/blog/release/v25.0.0. */
export const lastNodeWithCorepack = 24;

/** The oldest Node.js line with images on `debianSuite`. */
export const oldestNodeOnSuite = 20;

/** Of oven/bun, for a front end that bun builds. */
export const bunTag = "1-debian";

/** Tags of the images that `src/plan/companions.ts` names. */
export const companionTags: Readonly<Record<CompanionName, string>> = {
  postgres: "18",
  mysql: "9",
  redis: "8",
  // The plain tag has no shell and no client for a health check.
  nats: "2-alpine",
  kafka: "4.1.0",
  rabbitmq: "4",
  mongo: "8",
};

interface ToolVersion {
  /** Go line that the tool's own go.mod asks for. */
  readonly requires: string;
  readonly version: string;
}

/** Newest first: the first one whose `requires` the Go line reaches is taken. */
export const airVersions: readonly ToolVersion[] = [
  { requires: "1.26", version: "v1.67.4" },
  { requires: "1.25", version: "v1.67.1" },
  { requires: "1.24", version: "v1.62.0" },
  { requires: "1.23", version: "v1.61.7" },
  { requires: "1.22", version: "v1.52.3" },
];

/** Newest first. Delve also refuses Go lines much older or newer than itself. */
export const delveVersions: readonly ToolVersion[] = [
  { requires: "1.25", version: "v1.27.2" },
  { requires: "1.24", version: "v1.26.2" },
  { requires: "1.22", version: "v1.25.2" },
  { requires: "1.21", version: "v1.24.2" },
];
