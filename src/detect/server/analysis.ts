import type { FileSystem } from "../../system/system.ts";
import type { Repository } from "../../types/repository.ts";
import { moduleName } from "../go-mod/go-mod.ts";
import { ancestors, isWithin } from "../paths.ts";
import type { Reach } from "../reach.ts";
import type { Analysis } from "./flow/context.ts";
import { indexProgram } from "./flow/index-program.ts";
import { findConfigFiles } from "./settings/config-files.ts";
import { configLiterals } from "./settings/config-literals.ts";
import { embeddedConfigs } from "./settings/embedded-configs.ts";
import { createSettings } from "./settings/index.ts";

export interface ServerInput {
  readonly reach: Reach;
  readonly repository: Repository;
  readonly files: FileSystem;
  /** Directories of the vendored packages that the main comes to. */
  readonly vendored?: () => readonly string[];
  /** For each package that has code only for some tags those tags. */
  readonly alternatives?: () => readonly (readonly string[])[];
}

/** Directories that a path in the code may be relative to, likeliest first. */
export function baseDirectories({ reach }: Pick<ServerInput, "reach">): readonly string[] {
  return [...new Set([reach.module.directory, reach.main.directory, "."])];
}

/** Where sources lie that ask where they lie, and the directories above: what is there is found by that. */
function sourceDirectories({ reach }: ServerInput): readonly string[] {
  const { directory: module } = reach.module;
  return reach.packages
    .filter(({ directory, files }) => {
      return isWithin(directory, module) && files.some(({ text }) => /\bruntime\.Caller\(0\)/.test(text));
    })
    .flatMap(({ directory }) => ancestors(directory).filter((one) => isWithin(one, module)));
}

/**
 * @param copied files that the repository's Docker files put beside the program
 * @param imageVariables words that the author's image sets variables to, by name
 */
export function analyse(
  input: ServerInput,
  copied: readonly string[],
  imageVariables: ReadonlyMap<string, string>,
): Analysis {
  const { reach, repository, files } = input;
  const { directory } = reach.main;
  const settings = createSettings(() => {
    const found = findConfigFiles({
      files,
      root: repository.root,
      bases: [...new Set([...baseDirectories(input), ...sourceDirectories(input)])],
      sources: reach.packages.flatMap((one) => one.files.map(({ text }) => text)),
      copied,
      program: moduleName(reach.module.path),
      mainName: directory === "." ? "" : (directory.split("/").at(-1) ?? ""),
    });
    const embedded = embeddedConfigs(reach, { files, root: repository.root });
    const others = embedded.filter((one) => !found.some(({ path }) => path === one.path));
    return [...found, ...configLiterals(reach), ...others];
  });
  return {
    program: indexProgram(reach),
    settings,
    memo: {
      callers: new Map(),
      described: null,
      composers: null,
      functionVariables: null,
      implementations: new Map(),
      tabled: null,
      humaOptions: null,
      owners: new Map(),
      givenByOwner: new Map(),
      holders: new Map(),
      given: new Map(),
      values: new Map(),
      whole: new Map(),
      keyed: new Map(),
      fields: new Map(),
      unused: new Map(),
      mentioned: null,
      held: null,
      checks: null,
      lists: null,
      commands: null,
      options: null,
      plugins: null,
      root: null,
      besideCommands: false,
      aside: null,
      routers: new Map(),
      foreign: new Map(),
      fillings: null,
      served: [],
      words: null,
      switches: new Set(),
      flags: new Map(),
      imageVariables,
      weighing: false,
      leftOpen: 0,
      underWay: null,
      begun: new Set(),
      asked: new Set(),
      filled: null,
    },
  };
}
