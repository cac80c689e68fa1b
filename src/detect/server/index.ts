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
import { directorySettings, readsSetting } from "./docker/directories.ts";
import { readDockerEvidence } from "./docker/evidence.ts";
import { containerMarkers } from "./docker/marker.ts";
import { findPrograms } from "./docker/programs.ts";
import { findEnvironment } from "./environment/index.ts";
import { anyOfWarnings } from "./environment/one-of-names.ts";
import { extensionsOf } from "./files/asset-extensions.ts";
import { bareNames } from "./files/bare-names.ts";
import { findBoxes } from "./files/boxes.ts";
import { type DirectoryRead, directoryReads } from "./files/directory-reads.ts";
import { describeDotenv } from "./files/dotenv.ts";
import { outermost } from "./files/inner-directories.ts";
import { heldKeys, missingKey } from "./files/keys.ts";
import { openedPaths } from "./files/opened-paths.ts";
import { inApp } from "./files/paths.ts";
import { holdingSettings } from "./files/relocation.ts";
import { findRuntimeFiles } from "./files/runtime-files.ts";
import { configuredDatabases, missingConfig, portFiles } from "./files/settings-files.ts";
import { findWrites, withKept } from "./files/writes.ts";
import { place } from "./flow/program.ts";
import { findHealth } from "./health/index.ts";
import { accountLookedUp } from "./life/account.ts";
import { clusterWarning } from "./life/cluster.ts";
import { findCompanions } from "./life/companions.ts";
import { findSigtermHandler } from "./life/signals.ts";
import { withArguments } from "./ports/arguments.ts";
import { givenByFile } from "./ports/exposed-files.ts";
import type { OpenPort } from "./ports/open-port.ts";
import { otherFamily } from "./ports/other-family.ts";
import { rebindByImage, rebindOf, servedPort } from "./ports/rebind.ts";
import { portsWithoutSamples } from "./ports/sampled.ts";
import { inOpenStage } from "./ports/staged.ts";
import { areBeside, unknownWarning, unseenWarning } from "./ports/unknown.ts";
import { unsetOnLoopback, unsetPort, unsetWarning } from "./ports/unset.ts";
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

/** Whether a literal of the code names the path, by itself or below the working directory. */
function speaksOf(text: string, path: string): boolean {
  if (path.startsWith("/")) return text.includes(`"${path}`);
  return [`"${path}"`, `"${path}/`, `./${path}"`, `./${path}/`].some((literal) => text.includes(literal));
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
  const { analysis: plain, needed, config, files: started } = asStarted(input, docker);
  await turn();
  const { program } = plain;
  const lines = readBuildLines(input);
  const words = needed.arguments?.needed ?? [];
  const said = spelledOut(plain, words);
  const { analysis, ports, stage } = inOpenStage(plain, (one) =>
    withArguments(givenByFile(input, portsWithoutSamples(one, docker), started), said, docker),
  );
  await turn();
  const unset = unsetPort(analysis, ports);
  const unknown = areBeside(ports) && !unset ? unknownWarning(analysis, ports) : [];
  const served = servedPort(ports, unset !== null || unknown.length > 0) ?? unsetOnLoopback(unset);
  const isRead = (variable: string) => readsSetting(program, variable);
  const opening = rebindOf(served) ?? rebindByImage(served, docker.imageEnvironment, isRead);
  const held = [...docker.copies, ...docker.made];
  const isThere = (path: string) => input.files.facts(posix.join(input.repository.root, path)) !== null;
  const image = directorySettings(analysis, docker.imageEnvironment, held, isThere);
  const variables = image.relocations.map(({ setBy }) => setBy.replace("env:", ""));
  const leading = asLeading(analysis);
  const required = requiredArguments(analysis, { ...needed, ports }, variables);
  // A flag alone is none of the command that is missing: `site --bind=0.0.0.0` without `serve`.
  const commandless = opening?.setBy.startsWith("flag:") && required.lacksCommand;
  const rebind = opening && !commandless ? leading(opening) : null;
  const paths = openedPaths(analysis);
  const boxes = findBoxes(analysis);
  const found = findRuntimeFiles(input, analysis, docker, paths, boxes);
  const opened = [...found, ...portFiles(input, analysis, ports, [...found, ...started])];
  const runtimeFiles = [
    ...opened,
    ...started.filter(({ destination }) => !opened.some((one) => one.destination === destination)),
  ];
  const lacking = missingConfig(input, analysis, docker.copies, runtimeFiles, words, ports);
  const environment = findEnvironment(analysis, ports, runtimeFiles);
  await turn();
  const versions = findVersionVariables(program, lines, input.reach.externalImports);
  const buildTags = findBuildTags(input, lines);
  const handlesSigterm = findSigtermHandler(analysis);
  const volumes = docker.volumes
    // The code finds the author's home directory by HOME, which is another one in our image.
    .filter(({ fact }) => !/^\/(home\/[^/]+|root)$/.test(fact))
    // Of a path that the code does not speak of, the author's image tells it by means that ours does not have.
    .filter(({ fact }) => program.files.some(({ text }) => speaksOf(text, fact)))
    .map(({ fact, evidence }) => ({ path: fact, file: null, evidence }));
  const given = {
    words: said,
    variables,
    holding: holdingSettings(paths, runtimeFiles),
  };
  const written = findWrites(analysis, given, runtimeFiles);
  const allWrites = outermost(
    [
      ...written.writes,
      ...needed.writes,
      ...configuredDatabases(analysis, runtimeFiles),
      ...volumes,
      ...image.writes,
    ].map((one) => ({ ...one, path: inApp(one.path) })),
    written.inner,
  );
  const dotenv = describeDotenv(input, analysis);
  const companions = findCompanions(analysis, environment);
  const settled = [
    ...ports.map(({ port }) => port.setBy),
    ...companions.map(({ variable }) => `env:${variable}`),
    rebind?.setBy ?? null,
    unset?.setBy ?? null,
    ...[...written.relocations, ...image.relocations].map(({ setBy }) => setBy),
  ];
  const relocations = [
    ...written.relocations,
    ...image.relocations,
    ...otherFamily(analysis, rebind),
    ...containerMarkers(program, docker.imageEnvironment),
    ...dotenv.settings,
    ...(config ? [config.setting] : []),
    ...(stage ? [stage.setting] : []),
    ...checkVariables(program, docker),
    ...carriedVariables(environment, docker.ownEnvironment, { beside: docker.beside, runtimeFiles }, settled),
  ];
  await turn();
  const isOutside = ({ path }: { path: string }): boolean => path.startsWith("..");
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
    runtimeFiles: withKept(runtimeFiles, allWrites),
    writes: allWrites.filter((one) => !isOutside(one)),
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
    assetExtensions: extensionsOf(input, runtimeFiles),
    warnings: [
      ...dotenv.warnings,
      // Of one file the code says best how to name another.
      ...needed.warnings.filter(({ code }) => code !== "config-missing" || lacking.length === 0),
      ...required.warnings,
      ...anyOfWarnings(analysis),
      ...clusterWarning(analysis),
      ...driverWarning(input, buildTags),
      ...missingKey(analysis, runtimeFiles, allWrites),
      ...heldKeys(input, runtimeFiles),
      ...lacking,
      ...unknown,
      ...(areBeside(ports) ? unsetWarning(unset) : []),
      ...(unset ? [] : unseenWarning(analysis, ports, health)),
      ...serverWarnings({
        rebind: commandless ? opening : rebind,
        served,
        stage,
        ports,
        handlesSigterm,
        writes: allWrites,
        mainEvidence: main ? place(main.scope.file, main.declaration.at) : `${input.reach.main.directory}`,
      }),
    ],
  };
  return { facts, reads: directoryReads(input, paths, boxes, docker.made) };
}
