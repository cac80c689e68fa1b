import type { Project } from "../types/project.ts";
import { airVersions, delveVersions, goLines } from "./catalog.ts";

/** `go1.26.3`, `1.26`, `1.27rc1` as numbers; a pre-release comes before its release. */
function parse(version: string): readonly [number, number, number, number] {
  const match = /^(?:go)?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:(beta|rc)(\d+))?/.exec(version);
  const prerelease = match?.[4] === undefined ? 0 : (match[4] === "rc" ? -1000 : -2000) + Number(match[5]);
  return [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0), Number(match?.[3] ?? 0), prerelease];
}

/** Negative when `a` is the older one, 0 when both are the same release. */
export function compareGoVersions(a: string, b: string): number {
  const left = parse(a);
  const right = parse(b);
  for (let index = 0; index < 4; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `1.26.3` → `1.26`. */
export function goLine(version: string): string {
  const [major, minor] = parse(version);
  return `${major}.${minor}`;
}

const oldestLine = goLines[0].line;

const newest = (versions: readonly string[]): string =>
  versions.reduce((best, version) => (compareGoVersions(version, best) > 0 ? version : best));

const required = (project: Pick<Project, "goVersion" | "toolchain">): readonly string[] =>
  [project.goVersion, project.toolchain?.replace(/^go/, "")].filter((version) => typeof version === "string");

/** The Go line to build with unless told otherwise: as go.mod asks, but never one without security fixes. */
export function defaultGoLine(goVersion: string | null, toolchain: string | null): string {
  return goLine(newest([oldestLine, ...required({ goVersion, toolchain })]));
}

/**
 * Versions for the tag of the golang image, `minor` as in `1.26` and `patch` as in
 * `1.26.11`. Never older than go.mod asks for, since the image sets
 * GOTOOLCHAIN=local, and never a line that the official image has dropped. A
 * patch that is newer than the catalog's is taken as it is.
 */
export function goImageVersion(
  project: Pick<Project, "goVersion" | "toolchain">,
  answer: string,
): { readonly minor: string; readonly patch: string } {
  const wanted = newest([oldestLine, answer, ...required(project)]);
  const minor = /(?:beta|rc)\d+$/.test(wanted) ? wanted : goLine(wanted);
  const known = goLines.find((line) => line.line === minor)?.patch;
  return { minor, patch: known === undefined ? wanted : newest([known, wanted]) };
}

/**
 * The minor version, unless the go directive names a patch: an engine may hold an
 * older image under the moving tag, which then refuses the module.
 */
export function goMinorTag(project: Pick<Project, "goVersion" | "toolchain">, answer: string): string {
  const { minor, patch } = goImageVersion(project, answer);
  const needsPatch = project.goVersion !== null && compareGoVersions(project.goVersion, goLine(minor)) > 0;
  return needsPatch ? patch : minor;
}

function toolFor(versions: typeof airVersions, version: string): string {
  const fitting = versions.find((tool) => compareGoVersions(goLine(version), tool.requires) >= 0);
  return (fitting ?? versions[versions.length - 1])?.version ?? "";
}

/** Versions of air and Delve that build with this Go, as `go install` takes them. */
export function developmentTools(version: string): { readonly air: string; readonly delve: string } {
  return { air: toolFor(airVersions, version), delve: toolFor(delveVersions, version) };
}
