/** Files and directories that the service needs while it runs. */
import type { GivenSetting, RuntimeFile, Warning, Write } from "../../../types/project.ts";
import type { ServerInput } from "../analysis.ts";
import type { DirectorySettings } from "../docker/directories.ts";
import type { DockerEvidence } from "../docker/evidence.ts";
import type { Analysis } from "../flow/context.ts";
import type { OpenPort } from "../ports/open-port.ts";
import type { Started } from "../started.ts";
import { findBoxes } from "./boxes.ts";
import { type DirectoryRead, directoryReads } from "./directory-reads.ts";
import { flagPaths } from "./flag-paths.ts";
import { outermost } from "./inner-directories.ts";
import { openedPaths } from "./opened-paths.ts";
import { inApp } from "./paths.ts";
import { holdingSettings } from "./relocation.ts";
import { findRuntimeFiles } from "./runtime-files.ts";
import { configuredDatabases, missingConfig, portFiles } from "./settings-files.ts";
import { findWrites } from "./writes.ts";

export interface ServerFiles {
  /** Of the repository. */
  readonly held: readonly RuntimeFile[];
  /** Said of a configuration file that is looked for and not in the repository. */
  readonly lacking: readonly Warning[];
  readonly writes: readonly Write[];
  /** Settings that bring what is written into directories of its own. */
  readonly relocations: readonly GivenSetting[];
  /** Directories that may have to be made first. */
  readonly reads: readonly DirectoryRead[];
}

/** Whether a literal of the code names the path, by itself or below the working directory. */
function speaksOf(text: string, path: string): boolean {
  if (path.startsWith("/")) return text.includes(`"${path}`);
  return [`"${path}"`, `"${path}/`, `./${path}"`, `./${path}/`].some((literal) => text.includes(literal));
}

/** Volumes of the author's image. */
function declaredVolumes({ program }: Analysis, { volumes }: DockerEvidence): readonly Write[] {
  return (
    volumes
      // The code finds the author's home directory by HOME, which is another one in our image.
      .filter(({ fact }) => !/^\/(home\/[^/]+|root)$/.test(fact))
      // Of a path that the code does not speak of, the author's image tells it by means that ours does not have.
      .filter(({ fact }) => program.files.some(({ text }) => speaksOf(text, fact)))
      .map(({ fact, evidence }) => ({ path: fact, file: null, evidence }))
  );
}

/**
 * @param said the words that the image starts the program with, spelled out
 * @param image settings of the author's image that name directories, and `variables` those that they set
 */
export function findServerFiles(
  input: ServerInput,
  analysis: Analysis,
  docker: DockerEvidence,
  { needed, files: started }: Pick<Started, "needed" | "files">,
  {
    ports,
    said,
    image,
    variables,
  }: {
    readonly ports: readonly OpenPort[];
    readonly said: readonly string[];
    readonly image: DirectorySettings;
    readonly variables: readonly string[];
  },
): ServerFiles {
  const paths = openedPaths(analysis);
  const boxes = findBoxes(analysis);
  // A file that a flag names may be one that the program makes: only where the repository has it, it is read.
  const named = [...paths, ...flagPaths(analysis)];
  const found = findRuntimeFiles(input, analysis, docker, named, boxes);
  const opened = [...found, ...portFiles(input, analysis, ports, [...found, ...started])];
  const held = [
    ...opened,
    ...started.filter(({ destination }) => !opened.some((one) => one.destination === destination)),
  ];
  const given = {
    words: said,
    variables,
    holding: holdingSettings(paths, held),
  };
  const written = findWrites(analysis, given, held);
  const writes = [
    ...written.writes,
    ...needed.writes,
    ...configuredDatabases(analysis, held),
    ...declaredVolumes(analysis, docker),
    ...image.writes,
  ].map((one) => ({ ...one, path: inApp(one.path) }));
  return {
    held,
    lacking: missingConfig(input, analysis, docker.copies, held, said, ports),
    writes: outermost(writes, written.inner),
    relocations: [...written.relocations, ...image.relocations],
    reads: directoryReads(input, paths, boxes, docker.made),
  };
}
