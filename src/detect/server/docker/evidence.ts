/** What the repository's own Docker files, compose files and Procfile say of the main. */
import { posix } from "node:path";
import type { Capability } from "../../../types/project.ts";
import { besideProgram } from "./beside.ts";
import { withBuildArguments } from "./build-arguments.ts";
import { buildsAny } from "./built-mains.ts";
import { fileCapabilities } from "./capabilities.ts";
import { type Asked, askedByImage, ownCheck } from "./check.ts";
import { binaryNames, commandOf, leadingProgram, procfileCommands } from "./commands.ts";
import { readCompose } from "./compose.ts";
import { type Copy, copiesOf } from "./copies.ts";
import {
  assignments,
  commandWords,
  expand,
  type Instruction,
  readDockerfile,
  variablesOf,
  withPlaces,
} from "./dockerfile.ts";
import { dataDirectories } from "./empty-directories.ts";
import { exampleVariables } from "./examples.ts";
import { madeOf } from "./made.ts";
import { isForWindows, onlyBuilds, startsInstalled, startsOther } from "./other-server.ts";
import { type Installed, installedBy } from "./programs.ts";
import { relevance } from "./relevance.ts";
import type { DockerInput, Said } from "./said.ts";
import { imageStages, isForDebugging } from "./stages.ts";
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
}

/** Ranks from here on are those of files for development, debugging and CI. */
const DEVELOPMENT = 2;

/** The path as seen from the last WORKDIR where it lies below that; absolute otherwise. */
function fromWorkdir(final: readonly Instruction[], path: string): string {
  const workdir = final
    .filter(({ name }) => name === "WORKDIR")
    .reduce((above, { text }) => posix.resolve(above, text.replace(/["']/g, "")), "/");
  const below = posix.relative(workdir, posix.resolve(workdir, path));
  return workdir === "/" || below === "" || below.startsWith("..") ? posix.resolve(workdir, path) : below;
}

/** Read once; files about another main or another language are left out. */
export function readDockerEvidence(input: DockerInput): DockerEvidence {
  const { repository, files } = input;
  const { root } = repository;
  const dockerfiles = repository.existingFiles
    .filter((path) => /(dockerfile|containerfile)/i.test(posix.basename(path)) && !path.endsWith("ignore"))
    .flatMap((path) => {
      const text = files.readText(posix.join(root, path));
      const rank = text === null ? null : relevance(input, path, text);
      if (text === null || rank === null) return [];
      const all = withPlaces(readDockerfile(withBuildArguments(input, path, text)));
      const stages = imageStages(input, all, path);
      const final = all.filter(({ stage }) => stages.has(stage));
      const debugs = isForDebugging(final, posix.basename(path).toLowerCase());
      const tools = onlyBuilds(final) || startsInstalled(all, final, input.reach.module.path);
      const isOther = startsOther(final) || tools || isForWindows(path, final);
      const ofAny = buildsAny(input, text);
      return isOther ? [] : [{ path, rank, all, stages, final, debugs, ofAny }];
    })
    .sort((a, b) => a.rank - b.rank || (a.path < b.path ? -1 : 1))
    // A file for development or CI says little of the service where there is another one.
    .filter(({ rank }, _, all) => rank < DEVELOPMENT || (all[0]?.rank ?? 0) >= DEVELOPMENT);

  const ports: SaidPort[] = [];
  const environment = new Map<string, Said<string>>();
  const ownEnvironment = new Map<string, Said<string>>();
  const commands: Said<readonly string[]>[] = [];
  let check: Said<readonly string[]> | null = null;
  let asked: Said<Asked> | null = null;
  const volumes: Said<string>[] = [];
  const copies: Copy[] = [];
  const beside: Copy[] = [];
  const made: Copy[] = [];
  const capabilities: Capability[] = [];
  const installs: Said<Installed>[] = [];
  const programs: string[] = [];
  const isShipped = dockerfiles.some(({ debugs }) => !debugs);
  for (const [index, { path, rank, all, stages, final, debugs, ofAny }] of dockerfiles.entries()) {
    const variables = variablesOf(all);
    for (const { name, text: content, line } of final) {
      const evidence = `${path}:${line}`;
      if (name === "EXPOSE") {
        // The debugger's, which the image that is shipped does not start.
        if (debugs && isShipped) continue;
        for (const word of expand(content, variables).split(/\s+/)) {
          // Of a range the first is where the service is met.
          const match = /^(\d+)(?:-\d+)?(?:\/(tcp|udp))?$/.exec(word);
          if (match)
            ports.push({
              fact: { port: Number(match[1]), protocol: match[2] === "udp" ? "udp" : "tcp" },
              evidence,
              ofAny,
            });
        }
      } else if (name === "ENV") {
        for (const [key, value] of assignments(content)) {
          if (!environment.has(key)) environment.set(key, { fact: expand(value, variables), evidence });
          if (index === 0 && rank < DEVELOPMENT && !value.includes("$"))
            ownEnvironment.set(key, { fact: value, evidence });
        }
      } else if (name === "VOLUME") {
        for (const word of commandWords(expand(content, variables)) ?? []) {
          volumes.push({ fact: fromWorkdir(final, word), evidence });
        }
      }
    }
    for (const { path: directory, line } of dataDirectories(all, stages))
      volumes.push({ fact: fromWorkdir(final, directory), evidence: `${path}:${line}` });
    installs.push(...final.flatMap((instruction) => installedBy(instruction, path)));
    const own = copiesOf(input, all, stages, path);
    copies.push(...own);
    const binaries = binaryNames(input, final);
    if (index === 0) {
      beside.push(...besideProgram(input, all, stages, own));
      capabilities.push(...fileCapabilities(all, binaries, path));
      check = ownCheck(final, binaries, path);
      asked = askedByImage(final, path);
    }
    made.push(...madeOf(input, all, stages, path));
    // What the best of them starts says it, also when it gives no words: another image may be a variant.
    const scripts = scriptsOf(input, all, stages, path);
    const command = commands.length === 0 ? commandOf(final, path, binaries, scripts) : null;
    if (command) commands.push(command);
    programs.push(...leadingProgram(final, binaries));
  }
  const imageEnvironment = new Map(environment);
  const examples = exampleVariables(input);
  const compose = readCompose(input, programs, ports, examples);
  for (const [name, said] of compose.environment) if (!environment.has(name)) environment.set(name, said);
  for (const [name, said] of examples) if (!environment.has(name)) environment.set(name, said);
  // A Procfile speaks of a platform of its own: of a container the author's image does.
  const ofPlatform = commands.length === 0 ? procfileCommands(input) : [];
  // The image's own command comes first, and with it the ports that are not of another.
  const asImage = commands.some(({ fact }) => fact.length > 0);
  ports.push(...compose.ports.filter(({ byCommand }) => !(asImage && byCommand)));
  commands.push(...compose.commands, ...ofPlatform);
  return {
    ports,
    environment,
    imageEnvironment,
    ownEnvironment,
    commands,
    check,
    asked,
    volumes,
    copies,
    beside,
    made,
    capabilities,
    installs,
  };
}
