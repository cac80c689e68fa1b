import { posix } from "node:path";
import type { System } from "../../system/system.ts";
import type { Project } from "../../types/project.ts";
import type { ServerInput } from "./analysis.ts";
import { asLeading } from "./arguments/leading-flags.ts";
import { requiredArguments } from "./arguments/required.ts";
import { binaryName } from "./build/binary.ts";
import { driverWarning } from "./build/driver-tags.ts";
import { readBuildLines } from "./build/scripts.ts";
import { findBuildTags } from "./build/tags.ts";
import { findVersionVariables } from "./build/versions.ts";
import { carriedVariables, checkVariables } from "./docker/carried.ts";
import { directorySettings } from "./docker/directories.ts";
import { readDockerEvidence } from "./docker/evidence.ts";
import { containerMarkers } from "./docker/marker.ts";
import { findPrograms } from "./docker/programs.ts";
import { findEnvironment } from "./environment/index.ts";
import { anyOfWarnings } from "./environment/one-of-names.ts";
import { extensionsOf } from "./files/asset-extensions.ts";
import { bareNames } from "./files/bare-names.ts";
import type { DirectoryRead } from "./files/directory-reads.ts";
import { describeDotenv } from "./files/dotenv.ts";
import { findServerFiles } from "./files/index.ts";
import { heldKeys, missingKey } from "./files/keys.ts";
import { withKept } from "./files/writes.ts";
import { place } from "./flow/program.ts";
import { findHealth } from "./health/index.ts";
import { accountLookedUp } from "./life/account.ts";
import { clusterWarning } from "./life/cluster.ts";
import { findCompanions } from "./life/companions.ts";
import { localServices } from "./life/local-services.ts";
import { neededServices } from "./life/needed-services.ts";
import { findSigtermHandler } from "./life/signals.ts";
import { findListening } from "./listening.ts";
import type { OpenPort } from "./ports/open-port.ts";
import { otherFamily } from "./ports/other-family.ts";
import { areBeside, unseenWarning } from "./ports/unknown.ts";
import { unsetWarning } from "./ports/unset.ts";
import { spelledOut } from "./settings/shorthands.ts";
import { asStarted } from "./started.ts";
import { serverWarnings } from "./warnings.ts";

/** The part of a project that the code of its main decides. */
export type ServerFacts = Pick<
  Project,
  | "arguments"
  | "ports"
  | "rebind"
  | "unsetPort"
  | "relocations"
  | "health"
  | "environment"
  | "runtimeFiles"
  | "writes"
  | "dotenv"
  | "emptyDotenv"
  | "bareNames"
  | "programs"
  | "account"
  | "capabilities"
  | "buildTags"
  | "binary"
  | "versionVariables"
  | "commitVariables"
  | "companions"
  | "handlesSigterm"
  | "assetExtensions"
  | "warnings"
>;

/** What the main does when it runs, and what tells of directories that have to be made for it. */
interface Server {
  readonly facts: ServerFacts;
  readonly reads: readonly DirectoryRead[];
}

/** A port on loopback that the image opens to the outside is one as any other. */
function reboundIn(ports: readonly OpenPort[], rebound: OpenPort | undefined): readonly OpenPort[] {
  return ports.map((one) => (one === rebound ? { ...one, port: { ...one.port, bind: "all" } } : one));
}

/**
 * What the code in reach says about the running service; every fact with the place it was seen.
 * @param turn gives way to others between parts that take long in a large program
 */
export async function describeServer(input: ServerInput, turn: System["turn"]): Promise<Server> {
  const docker = readDockerEvidence(input);
  const started = asStarted(input, docker);
  const { needed, config } = started;
  await turn();
  const said = spelledOut(started.analysis, needed.arguments?.needed ?? []);
  const listening = findListening(input, docker, started, said);
  const { analysis, ports, unset, unknown, served, opening, stage } = listening;
  const { program } = analysis;
  await turn();
  const isThere = (path: string) => input.files.facts(posix.join(input.repository.root, path)) !== null;
  const copies = [...docker.copies, ...docker.made];
  const image = directorySettings(analysis, docker.imageEnvironment, copies, isThere);
  const variables = image.relocations.map(({ setBy }) => setBy.replace("env:", ""));
  const leading = asLeading(analysis);
  const required = requiredArguments(analysis, { ...needed, ports }, variables);
  // A flag alone is none of the command that is missing: `site --bind=0.0.0.0` without `serve`.
  const commandless = opening?.setBy.startsWith("flag:") && required.lacksCommand;
  const rebind = opening && !commandless ? leading(opening) : null;
  await turn();
  const files = findServerFiles(input, analysis, docker, started, { ports, said, image, variables });
  await turn();
  const environment = findEnvironment(analysis, ports, files.held);
  await turn();
  const lines = readBuildLines(input);
  const versions = findVersionVariables(program, lines, input.reach.externalImports);
  const buildTags = findBuildTags(input, lines);
  const handlesSigterm = findSigtermHandler(analysis);
  const dotenv = describeDotenv(input, analysis);
  const companions = findCompanions(analysis, environment);
  const settled = [
    ...ports.map(({ port }) => port.setBy),
    ...companions.map(({ variable }) => `env:${variable}`),
    rebind?.setBy ?? null,
    unset?.setBy ?? null,
    ...files.relocations.map(({ setBy }) => setBy),
  ];
  const beside = { beside: docker.beside, runtimeFiles: files.held };
  const relocations = [
    ...files.relocations,
    ...otherFamily(analysis, rebind),
    ...containerMarkers(program, docker.imageEnvironment),
    ...dotenv.settings,
    ...(config ? [config.setting] : []),
    ...(stage ? [stage.setting] : []),
    ...checkVariables(program, docker),
    ...carriedVariables(environment, docker.ownEnvironment, beside, settled),
  ];
  const main = program.main.functions.get("main");
  const health = findHealth(analysis, rebind ? reboundIn(ports, served) : ports, docker);
  const facts: ServerFacts = {
    arguments: needed.arguments,
    ports: ports.map(({ port }) => port),
    rebind,
    unsetPort: unset && { setBy: unset.setBy, value: unset.value },
    relocations: relocations
      .filter(({ setBy }, index) => relocations.findIndex((other) => other.setBy === setBy) === index)
      .map(leading),
    health,
    environment,
    runtimeFiles: withKept(files.held, files.writes),
    writes: files.writes.filter(({ path }) => !path.startsWith("..")),
    capabilities: docker.capabilities,
    dotenv: dotenv.file,
    emptyDotenv: dotenv.mayBeEmpty,
    bareNames: bareNames(analysis),
    programs: findPrograms(analysis, docker, needed.arguments, environment),
    account: accountLookedUp(analysis),
    buildTags,
    binary: binaryName(input, lines),
    versionVariables: versions.version,
    commitVariables: versions.commit,
    companions,
    handlesSigterm,
    assetExtensions: extensionsOf(input, files.held),
    warnings: [
      ...dotenv.warnings,
      // Of one file the code says best how to name another.
      ...needed.warnings.filter(({ code }) => code !== "config-missing" || files.lacking.length === 0),
      ...required.warnings,
      ...anyOfWarnings(analysis),
      ...clusterWarning(analysis),
      ...localServices(analysis),
      ...neededServices(analysis),
      ...driverWarning(input, buildTags),
      ...missingKey(analysis, files.held, files.writes),
      ...heldKeys(input, files.held),
      ...files.lacking,
      ...unknown,
      ...(areBeside(ports) ? unsetWarning(unset) : []),
      ...(unset ? [] : unseenWarning(analysis, ports, health)),
      ...serverWarnings({
        rebind: commandless ? opening : rebind,
        served,
        stage,
        ports,
        handlesSigterm,
        writes: files.writes,
        mainEvidence: main ? place(main.scope.file, main.declaration.at) : `${input.reach.main.directory}`,
      }),
    ],
  };
  return { facts, reads: files.reads };
}
