/** The repository's Dockerfiles that make an image of the main. */
import { posix } from "node:path";
import { withBuildArguments } from "./build-arguments.ts";
import { buildsAny } from "./built-mains.ts";
import { binaryNames } from "./commands.ts";
import { type Copy, copiesOf } from "./copies.ts";
import { type Instruction, readDockerfile, variablesOf, withPlaces } from "./dockerfile.ts";
import { isForWindows, onlyBuilds, startsInstalled, startsOther } from "./other-server.ts";
import { relevance } from "./relevance.ts";
import type { DockerInput } from "./said.ts";
import { imageStages, isForDebugging } from "./stages.ts";

export interface OwnDockerfile {
  readonly path: string;
  readonly all: readonly Instruction[];
  /** Those that the image is made of, and what they say. */
  readonly stages: ReadonlySet<number>;
  readonly final: readonly Instruction[];
  /** Of ARG and ENV. */
  readonly variables: ReadonlyMap<string, string>;
  /** Names that the program may have in the image. */
  readonly binaries: readonly string[];
  /** Files and directories of the repository that the image holds. */
  readonly copies: readonly Copy[];
  /** For development, debugging or CI. */
  readonly isForDevelopment: boolean;
  /** The program is started in a debugger. */
  readonly debugs: boolean;
  /** For whichever program a build names: what it says may be of another one. */
  readonly ofAny: boolean;
}

/** Ranks from here on are those of files for development, debugging and CI. */
const DEVELOPMENT = 2;

interface Ranked {
  /** How likely it makes the image that is shipped: the lower the better. */
  readonly rank: number;
  readonly own: OwnDockerfile;
}

function ranked(input: DockerInput, path: string): readonly Ranked[] {
  const text = input.files.readText(posix.join(input.repository.root, path));
  const rank = text === null ? null : relevance(input, path, text);
  if (text === null || rank === null) return [];
  const all = withPlaces(readDockerfile(withBuildArguments(input, path, text)));
  const stages = imageStages(input, all, path);
  const final = all.filter(({ stage }) => stages.has(stage));
  const isTool = onlyBuilds(final) || startsInstalled(all, final, input.reach.module.path);
  if (startsOther(final) || isTool || isForWindows(path, final)) return [];
  const own = {
    path,
    all,
    stages,
    final,
    variables: variablesOf(all),
    binaries: binaryNames(input, final),
    copies: copiesOf(input, all, stages, path),
    isForDevelopment: rank >= DEVELOPMENT,
    debugs: isForDebugging(final, posix.basename(path).toLowerCase()),
    ofAny: buildsAny(input, text),
  };
  return [{ rank, own }];
}

/** Best first. Files about another main or another language are left out. */
export function ownDockerfiles(input: DockerInput): readonly OwnDockerfile[] {
  const own = input.repository.existingFiles
    .filter((path) => /(dockerfile|containerfile)/i.test(posix.basename(path)) && !path.endsWith("ignore"))
    .flatMap((path) => ranked(input, path))
    .sort((a, b) => a.rank - b.rank || (a.own.path < b.own.path ? -1 : 1))
    .map((one) => one.own);
  // A file for development or CI says little of the service where there is another one.
  return own.filter(({ isForDevelopment }) => !isForDevelopment || own[0]?.isForDevelopment === true);
}
