/** What the repository's own Docker files, compose files and Procfile say of the main. */
import { posix } from "node:path";
import type { Capability } from "../../../types/project.ts";
import { besideProgram } from "./beside.ts";
import { fileCapabilities } from "./capabilities.ts";
import { type Asked, askedByImage, ownCheck } from "./check.ts";
import { commandOf, leadingProgram, procfileCommands } from "./commands.ts";
import { readCompose } from "./compose.ts";
import type { Copy } from "./copies.ts";
import { assignments, commandWords, expand, type Instruction } from "./dockerfile.ts";
import { dataDirectories } from "./empty-directories.ts";
import { exampleVariables } from "./examples.ts";
import { madeOf } from "./made.ts";
import { type OwnDockerfile, ownDockerfiles } from "./own-dockerfiles.ts";
import { type Installed, installedBy } from "./programs.ts";
import type { DockerInput, Said } from "./said.ts";
import { scriptsOf } from "./start-script.ts";

interface SaidPort extends Said<{ port: number; protocol: "tcp" | "udp" }> {
  /** Of an image for whichever program a build names: it may be that of another one. */
  readonly ofAny?: boolean;
}

export interface DockerEvidence {
  /** Of the last stages, best file first. */
  readonly ports: readonly SaidPort[];
  readonly environment: ReadonlyMap<string, Said<string>>;
  /** The part of it that is ENV of the last stages. */
  readonly imageEnvironment: ReadonlyMap<string, Said<string>>;
  /** Of that, the plain values of the best file, unless it is one for development. */
  readonly ownEnvironment: ReadonlyMap<string, Said<string>>;
  /** Everything after the binary in ENTRYPOINT and CMD, or a compose file's or Procfile's command. */
  readonly commands: readonly Said<readonly string[]>[];
  /** What the best file starts the program with to check it; null where it does not. */
  readonly check: Said<readonly string[]> | null;
  /** What the check of the best file asks over HTTP. */
  readonly asked: Said<Asked> | null;
  /** Paths that the last stage declares as volumes or is given empty, those below its working directory as seen from there. */
  readonly volumes: readonly Said<string>[];
  /** Files and directories of the repository that the last stage holds. */
  readonly copies: readonly Copy[];
  /** Those of them that the best file puts beside the program, under their place in our image. */
  readonly beside: readonly Copy[];
  /** Directories that it takes from a stage of another program, under the paths of the repository at which they are made. */
  readonly made: readonly Copy[];
  /** What the best file gives to the program's file. */
  readonly capabilities: readonly Capability[];
  /** Packages that it installs. */
  readonly installs: readonly Said<Installed>[];
  /** Whether there is an image of the author's: what that does without, the program can do without. */
  readonly isImaged: boolean;
}

/** The path as seen from the last WORKDIR where it lies below that; absolute otherwise. */
function fromWorkdir(final: readonly Instruction[], path: string): string {
  const workdir = final
    .filter(({ name }) => name === "WORKDIR")
    .reduce((above, { text }) => posix.resolve(above, text.replace(/["']/g, "")), "/");
  const below = posix.relative(workdir, posix.resolve(workdir, path));
  return workdir === "/" || below === "" || below.startsWith("..") ? posix.resolve(workdir, path) : below;
}

function exposedBy({ path, final, variables, ofAny }: OwnDockerfile): readonly SaidPort[] {
  return final
    .filter(({ name }) => name === "EXPOSE")
    .flatMap(({ text, line }) =>
      expand(text, variables)
        .split(/\s+/)
        .flatMap((word) => {
          // Of a range the first is where the service is met.
          const [, port, protocol] = /^(\d+)(?:-\d+)?(?:\/(tcp|udp))?$/.exec(word) ?? [];
          if (port === undefined) return [];
          const fact = { port: Number(port), protocol: protocol === "udp" ? "udp" : "tcp" } as const;
          return [{ fact, evidence: `${path}:${line}`, ofAny }];
        }),
    );
}

type Variable = readonly [name: string, said: Said<string>];

/** As ENV writes them, in order. */
function environmentOf({ path, final }: OwnDockerfile): readonly Variable[] {
  return final
    .filter(({ name }) => name === "ENV")
    .flatMap(({ text, line }) =>
      assignments(text).map(([name, fact]): Variable => [name, { fact, evidence: `${path}:${line}` }]),
    );
}

function expandedEnvironmentOf(dockerfile: OwnDockerfile): readonly Variable[] {
  return environmentOf(dockerfile).map(([name, { fact, evidence }]) => [
    name,
    { fact: expand(fact, dockerfile.variables), evidence },
  ]);
}

/** Of each name what is said first. */
function firstOf(...said: readonly Iterable<Variable>[]): ReadonlyMap<string, Said<string>> {
  const first = new Map<string, Said<string>>();
  for (const [name, one] of said.flatMap((variables) => [...variables]))
    if (!first.has(name)) first.set(name, one);
  return first;
}

function volumesOf({ path, all, stages, final, variables }: OwnDockerfile): readonly Said<string>[] {
  const declared = final
    .filter(({ name }) => name === "VOLUME")
    .flatMap(({ text, line }) =>
      (commandWords(expand(text, variables)) ?? []).map((directory) => ({ path: directory, line })),
    );
  return [...declared, ...dataDirectories(all, stages)].map(({ path: directory, line }) => ({
    fact: fromWorkdir(final, directory),
    evidence: `${path}:${line}`,
  }));
}

/** What the best of them starts, also when it gives no words: another image may be a variant. */
function firstCommand(
  input: DockerInput,
  dockerfiles: readonly OwnDockerfile[],
): Said<readonly string[]> | null {
  for (const { path, all, stages, final, binaries } of dockerfiles) {
    const command = commandOf(final, path, binaries, scriptsOf(input, all, stages, path));
    if (command) return command;
  }
  return null;
}

type OfBest = Pick<DockerEvidence, "ownEnvironment" | "check" | "asked" | "beside" | "capabilities">;

/** What only the best file is asked for: another image may be a variant. */
function ofBest(input: DockerInput, best: OwnDockerfile | undefined): OfBest {
  if (!best) return { ownEnvironment: new Map(), check: null, asked: null, beside: [], capabilities: [] };
  const { path, all, stages, final, binaries, copies } = best;
  const plain = environmentOf(best).filter(([, { fact }]) => !fact.includes("$"));
  return {
    ownEnvironment: new Map(best.isForDevelopment ? [] : plain),
    check: ownCheck(final, binaries, path),
    asked: askedByImage(final, path),
    beside: besideProgram(input, all, stages, copies),
    capabilities: fileCapabilities(all, binaries, path),
  };
}

export function readDockerEvidence(input: DockerInput): DockerEvidence {
  const dockerfiles = ownDockerfiles(input);
  const isShipped = dockerfiles.some(({ debugs }) => !debugs);
  // The debugger's, which the image that is shipped does not start.
  const exposed = dockerfiles.filter(({ debugs }) => !debugs || !isShipped).flatMap(exposedBy);
  const programs = dockerfiles.flatMap(({ final, binaries }) => leadingProgram(final, binaries));
  const examples = exampleVariables(input);
  const compose = readCompose(input, programs, exposed, examples);
  const command = firstCommand(input, dockerfiles);
  const imageEnvironment = firstOf(...dockerfiles.map(expandedEnvironmentOf));
  // The image's own command comes first, and with it the ports that are not of another.
  const asImage = command !== null && command.fact.length > 0;
  return {
    ...ofBest(input, dockerfiles[0]),
    ports: [...exposed, ...compose.ports.filter(({ byCommand }) => !(asImage && byCommand))],
    environment: firstOf(imageEnvironment, compose.environment, examples),
    imageEnvironment,
    commands: [
      ...(command ? [command] : []),
      ...compose.commands,
      // A Procfile speaks of a platform of its own: of a container the author's image does.
      ...(command ? [] : procfileCommands(input)),
    ],
    volumes: dockerfiles.flatMap(volumesOf),
    copies: dockerfiles.flatMap(({ copies }) => copies),
    made: dockerfiles.flatMap(({ path, all, stages }) => madeOf(input, all, stages, path)),
    installs: dockerfiles.flatMap(({ path, final }) => final.flatMap((one) => installedBy(one, path))),
    isImaged: dockerfiles.length > 0,
  };
}
