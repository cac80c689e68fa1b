import { isDeepStrictEqual } from "node:util";
import type { Project } from "../types.ts";

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
    vendored: project.vendored,
    goSum: project.goSum,
    arguments: project.arguments?.needed ?? [],
    cgo: project.cgo,
    ports: project.ports,
    health: project.health,
    embeds: project.embeds.map(({ package: name, patterns }) => ({ package: name, patterns })),
    prebuild: project.prebuild && { ...project.prebuild, placeholder: undefined },
    runtimeFiles: project.runtimeFiles,
    writes: project.writes,
    buildTags: project.buildTags,
    privateModules: project.privateModules,
    versionVariables: project.versionVariables,
    commitVariables: project.commitVariables,
    companions: project.companions,
    moduleFiles: project.moduleFiles,
    downloadInBuild: project.downloadInBuild,
  }) as Facts;
}

/** Which facts differ, in the order of `now`. A fact that an older version did not save does not count. */
export function movedFacts(before: Facts, now: Facts): readonly MovedFact[] {
  return Object.entries(now)
    .filter(([name, value]) => name in before && !isDeepStrictEqual(before[name], value))
    .map(([name, value]) => ({ name, before: before[name], now: value }));
}
