import { alpineVersion } from "../images/catalog.ts";
import { developmentTools, goMinorTag } from "../images/go-version.ts";
import { baseImage } from "../images/index.ts";
import { mirrored } from "../images/mirror.ts";
import {
  goImage,
  goTagSuffix,
  goTagVersion,
  prebuildImage,
  productionImage,
  referenceText,
} from "../images/references.ts";
import type { Answers } from "../types/answers.ts";
import type { Digests } from "../types/files.ts";
import type { Project } from "../types/project.ts";

/** An ARG with its default. */
interface Argument {
  readonly name: string;
  readonly value: string;
}

export interface ImagesPlan {
  /** The `# syntax` line; not with a mirror, which may not have that image. */
  readonly syntax: boolean;
  /** ARG lines before the first FROM, for what FROM lines use. */
  readonly arguments: readonly Argument[];
  /** As they stand in FROM. */
  readonly go: string;
  readonly production: string;
  readonly frontEnd: string | null;
  /** Of Dockerfile.dev, which follows the newest patch. */
  readonly development: { readonly arguments: readonly Argument[]; readonly go: string };
  readonly tools: { readonly air: string; readonly delve: string };
}

/** Tag and digest go together: without a digest for it a reference keeps its tag alone. */
function pinned(reference: string, digests: Digests): string {
  const digest = digests[reference];
  return digest === undefined ? reference : `${reference}@${digest}`;
}

/** The version as an argument, so that `--build-arg GO_VERSION` tries another one. */
function byVersion(version: string, answers: Answers): Pick<ImagesPlan, "arguments" | "go"> {
  const repository = mirrored("golang", answers.registry);
  const goVersion = { name: "GO_VERSION", value: version };
  if (baseImage(answers.base).builder === "debian") {
    return { arguments: [goVersion], go: `${repository}:\${GO_VERSION}-${goTagSuffix(answers)}` };
  }
  return {
    arguments: [goVersion, { name: "ALPINE_VERSION", value: alpineVersion }],
    go: `${repository}:\${GO_VERSION}-alpine\${ALPINE_VERSION}`,
  };
}

export function planImages(project: Project, answers: Answers, digests: Digests): ImagesPlan {
  const exact = answers.pin === "digest";
  const known = exact ? digests : {};
  const production = productionImage(answers);
  const frontEnd = prebuildImage(project, answers);
  const version = goTagVersion(project, answers);
  const builder = exact
    ? {
        arguments: [{ name: "GO_IMAGE", value: pinned(referenceText(goImage(project, answers)), known) }],
        go: `\${GO_IMAGE}`,
      }
    : byVersion(version, answers);
  const developmentVersion = goMinorTag(project, answers.goVersion);
  return {
    syntax: answers.registry.length === 0,
    ...builder,
    production:
      production === null
        ? "scratch"
        : !exact && production.tag === alpineVersion && builder.arguments.length > 1
          ? `${production.repository}:\${ALPINE_VERSION}`
          : pinned(referenceText(production), known),
    frontEnd: frontEnd === null ? null : pinned(referenceText(frontEnd), known),
    development: byVersion(developmentVersion, answers),
    tools: developmentTools(developmentVersion),
  };
}
