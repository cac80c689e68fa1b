import { isDeepStrictEqual } from "node:util";
import type { GoStep, Prebuild } from "../types/prebuild.ts";
import type { Project, RuntimeFile } from "../types/project.ts";

/** What the files of one service were made from, by the names of {@link Project}. */
export type Facts = Readonly<Record<string, unknown>>;

/** A fact that is not what it was. */
interface MovedFact {
  readonly name: string;
  readonly before: unknown;
  readonly now: unknown;
}

/** Places in the code move with every edit and say nothing about the files. */
function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([key, member]) => key !== "evidence" && member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutPlaces(member)]));
}

/** Without what depends on a build that has run, and what older versions did not save. */
function prebuildFact(prebuild: Prebuild): Facts {
  const { placeholder: _, served, committed, staleLock, legacyHashes, compiles, further, ...kept } = prebuild;
  return {
    ...kept,
    ...(committed.length > 0 ? { committed } : {}),
    ...(served.length > 0 ? { served } : {}),
    ...(staleLock ? { staleLock } : {}),
    ...(legacyHashes ? { legacyHashes } : {}),
    ...(compiles ? { compiles } : {}),
    ...(further.length > 0 ? { further: further.map(prebuildFact) } : {}),
  };
}

/**
 * The facts of a project that are saved, and compared later. Left out are places, paths of
 * this machine, defaults of variables (they may hold a password), what depends on a build
 * that has or has not run, and lists that grow with every source file.
 */
export function factsOf(project: Project): Facts {
  return withoutPlaces({
    main: project.main,
    moduleDirectory: project.moduleDirectory,
    modulePath: project.modulePath,
    goVersion: project.goVersion,
    toolchain: project.toolchain,
    workspaceModules: project.workspaceModules,
    ...(project.workspaceOff ? { workspaceOff: true } : {}),
    vendored: project.vendored,
    ...(project.idleVendor ? { idleVendor: true } : {}),
    goSum: project.goSum,
    ...(project.incompleteSums ? { incompleteSums: true } : {}),
    arguments: project.arguments?.needed ?? [],
    cgo: project.cgo,
    ports: project.ports,
    health: project.health,
    embeds: project.embeds.map(({ package: name, patterns }) => ({ package: name, patterns })),
    prebuild: project.prebuild && prebuildFact(project.prebuild),
    ...(project.generate ? { generate: project.generate } : {}),
    runtimeFiles: project.runtimeFiles,
    writes: project.writes,
    dotenv: project.dotenv,
    ...(project.emptyDotenv ? { emptyDotenv: true } : {}),
    buildTags: project.buildTags,
    ...(project.experiments.length > 0 ? { experiments: project.experiments } : {}),
    ...(project.linknames ? { linknames: true } : {}),
    privateModules: project.privateModules,
    versionVariables: project.versionVariables,
    commitVariables: project.commitVariables,
    companions: project.companions,
    moduleFiles: project.moduleFiles,
    downloadInBuild: project.downloadInBuild,
    compiledPrograms: project.compiledPrograms,
  }) as Facts;
}

/** Which facts differ, in the order of `now`. A fact that an older version did not save does not count. */
export function movedFacts(before: Facts, now: Facts): readonly MovedFact[] {
  return Object.entries(now)
    .filter(([name, value]) => name in before && !isDeepStrictEqual(before[name], value))
    .map(([name, value]) => ({ name, before: before[name], now: value }));
}

const isText = (value: unknown): value is string => typeof value === "string";
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);
const areTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);
const MANAGERS = ["npm", "pnpm", "yarn", "bun", null] as const;

function runtimeFile(saved: unknown): RuntimeFile[] {
  if (typeof saved !== "object" || saved === null) return [];
  const { source, destination } = saved as Facts;
  return isText(source) && isText(destination) ? [{ source, destination, evidence: source }] : [];
}

/** The compiled programs that were left out of the context, as they were saved. */
export function savedPrograms(facts: Facts | undefined): readonly string[] {
  const saved = facts?.compiledPrograms;
  return areTexts(saved) ? saved : [];
}

/** The steps before the compiler's as they were saved; null where none was, or it is no longer readable. */
export function savedSteps(facts: Facts | undefined): Pick<Project, "prebuild" | "generate"> {
  return { prebuild: savedPrebuild(facts?.prebuild), generate: savedGenerate(facts?.generate) };
}

function savedGenerate(saved: unknown): GoStep | null {
  if (typeof saved !== "object" || saved === null) return null;
  const { directory, command, outputs } = saved as Facts;
  if (!isText(directory) || !isText(command) || !areTexts(outputs)) return null;
  return { directory, command, outputs, evidence: directory };
}

const savedFurther = (saved: unknown): readonly Prebuild[] =>
  Array.isArray(saved) ? saved.map(savedPrebuild).filter((one) => one !== null) : [];

function savedPrebuild(saved: unknown): Prebuild | null {
  if (typeof saved !== "object" || saved === null) return null;
  const { directory, command, packageManager, packageManagerVersion, lockFile, nodeVersion } = saved as Facts;
  const {
    outputs,
    served,
    staleLock,
    legacyHashes,
    compiles,
    skippedDownloads,
    installReads,
    committed,
    pnpmLine,
  } = saved as Facts;
  const manager = MANAGERS.find((known) => known === packageManager);
  if (!isText(directory) || !isText(command) || manager === undefined) return null;
  if (!isTextOrNull(packageManagerVersion) || !isTextOrNull(lockFile) || !isTextOrNull(nodeVersion))
    return null;
  if (!areTexts(outputs) || !areTexts(skippedDownloads) || !areTexts(installReads)) return null;
  return {
    directory,
    command,
    packageManager: manager,
    packageManagerVersion,
    pnpmLine: isText(pnpmLine) ? pnpmLine : null,
    lockFile,
    staleLock: staleLock === true,
    nodeVersion,
    legacyHashes: legacyHashes === true,
    compiles: compiles === true,
    skippedDownloads,
    installReads,
    outputs,
    committed: areTexts(committed) ? committed : [],
    served: Array.isArray(served) ? served.flatMap(runtimeFile) : [],
    placeholder: false,
    further: savedFurther((saved as Facts).further),
    evidence: manager === null ? directory : `${directory === "." ? "" : `${directory}/`}package.json`,
  };
}
