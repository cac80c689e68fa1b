import type { Answers } from "../types/answers.ts";
import type { Project } from "../types/project.ts";
import { alpineVersion, bunTag, debianSuite, nodeVersion, oldestNodeOnSuite } from "./catalog.ts";
import { goImageVersion, goMinorTag } from "./go-version.ts";
import { baseImage } from "./index.ts";
import { mirrored } from "./mirror.ts";

type GoFacts = Pick<Project, "goVersion" | "toolchain">;

/** An image as it stands in a FROM, the parts apart for templates that make an ARG of a version. */
interface ImageReference {
  readonly repository: string;
  readonly tag: string;
}

export const referenceText = ({ repository, tag }: ImageReference): string => `${repository}:${tag}`;

/** Suffix of a golang tag: `alpine3.24`, `trixie`. */
export function goTagSuffix(answers: Pick<Answers, "base">): string {
  return baseImage(answers.base).builder === "alpine" ? `alpine${alpineVersion}` : debianSuite;
}

/** The version in the production builder's tag: `1.26` with `pin` minor, otherwise `1.26.11`. */
export function goTagVersion(project: GoFacts, answers: Pick<Answers, "goVersion" | "pin">): string {
  return answers.pin === "minor"
    ? goMinorTag(project, answers.goVersion)
    : goImageVersion(project, answers.goVersion).patch;
}

export function goImage(
  project: GoFacts,
  answers: Pick<Answers, "base" | "goVersion" | "pin" | "registry">,
): ImageReference {
  return {
    repository: mirrored("golang", answers.registry),
    tag: `${goTagVersion(project, answers)}-${goTagSuffix(answers)}`,
  };
}

/** null for scratch. */
export function productionImage(answers: Pick<Answers, "base" | "cgo" | "registry">): ImageReference | null {
  const image = baseImage(answers.base).image(answers.cgo);
  return image === null ? null : { ...image, repository: mirrored(image.repository, answers.registry) };
}

/** The image that makes embedded files; null when no front end is built or its command needs no Node. */
export function prebuildImage(
  project: Pick<Project, "prebuild">,
  answers: Pick<Answers, "prebuild" | "registry">,
): ImageReference | null {
  const { prebuild } = project;
  if (answers.prebuild === "" || prebuild === null || prebuild.packageManager === null) return null;
  if (prebuild.packageManager === "bun") {
    return { repository: mirrored("oven/bun", answers.registry), tag: bunTag };
  }
  const line = prebuild.nodeVersion ?? nodeVersion;
  // Lines and patches from before this Debian release have no tag with its name.
  const suite = /^\d+$/.test(line) && Number(line) >= oldestNodeOnSuite ? `-${debianSuite}` : "";
  // The slim ones have neither make nor Python.
  const compiles = [prebuild, ...prebuild.further].some((step) => step.compiles);
  return { repository: mirrored("node", answers.registry), tag: `${line}${suite}${compiles ? "" : "-slim"}` };
}

/** Every image of the production build, with its tag: what `pin` digest looks up. */
export function imageReferences(
  project: Pick<Project, "goVersion" | "toolchain" | "prebuild">,
  answers: Pick<Answers, "base" | "cgo" | "goVersion" | "pin" | "registry" | "prebuild">,
): readonly string[] {
  return [goImage(project, answers), productionImage(answers), prebuildImage(project, answers)]
    .filter((image) => image !== null)
    .map(referenceText);
}
