/** The program as the image starts it: with its arguments, its configuration file and what tells it how to run. */
import { posix } from "node:path";
import type { RuntimeFile } from "../../types/project.ts";
import { ancestors, isWithin } from "../paths.ts";
import { analyse, type ServerInput } from "./analysis.ts";
import { commandWords } from "./arguments/command-words.ts";
import { runningRoot, servesBesideCommands } from "./arguments/commands.ts";
import { findArguments, type NeededArguments } from "./arguments/index.ts";
import { settingsBeside } from "./docker/beside.ts";
import { namedWords } from "./docker/carried.ts";
import { chosenFiles } from "./docker/chosen-files.ts";
import { type Copy, fileInside } from "./docker/copies.ts";
import type { DockerEvidence } from "./docker/evidence.ts";
import { type ConfigVariable, configVariable } from "./environment/config-variable.ts";
import type { Analysis } from "./flow/context.ts";
import { switchesIn, valuesIn } from "./flow/given-flags.ts";
import { EXAMPLE } from "./settings/config-files.ts";
import { withoutUnread } from "./settings/unread-files.ts";
import { startedWith } from "./settings/with-files.ts";

export interface Started {
  readonly analysis: Analysis;
  readonly needed: NeededArguments;
  readonly config: ConfigVariable | null;
  /** Files that the arguments or a variable name. */
  readonly files: readonly RuntimeFile[];
}

/** Whether the file lies with another main: in a directory that holds that one, and not ours. */
function isOfAnother({ reach, repository }: ServerInput, path: string): boolean {
  return ancestors(posix.dirname(path)).some(
    (above) =>
      !isWithin(reach.main.directory, above) &&
      repository.mains.some((one) => isWithin(posix.normalize(one.path), above)),
  );
}

/** Without what a compose file brings to other services, where the main has a file of that name of its own. */
function ownOnes(input: ServerInput, paths: readonly string[]): readonly string[] {
  const others = paths.filter((path) => isOfAnother(input, path));
  const own = paths.filter((path) => !others.includes(path)).map((path) => posix.basename(path));
  return paths.filter((path) => !others.includes(path) || !own.includes(posix.basename(path)));
}

/** A sample that the author's image holds for whoever looks into it: under that name no code reads it. */
function isUnreadSample({ reach }: ServerInput, { source, target }: Copy): boolean {
  const name = posix.basename(target);
  return (
    EXAMPLE.test(name) &&
    EXAMPLE.test(posix.basename(source)) &&
    !reach.packages.some((one) => one.files.some(({ text }) => text.includes(name)))
  );
}

export function asStarted(input: ServerInput, docker: DockerEvidence): Started {
  const words = namedWords(docker.ownEnvironment);
  const copied = [
    ...chosenFiles(input, words),
    ...docker.copies.flatMap((copy) => (isUnreadSample(input, copy) ? [] : [copy.source])),
    ...settingsBeside(input, docker.beside),
    ...docker.commands.flatMap(({ fact }) =>
      fact.flatMap((word) => fileInside(input, docker.copies, word.replace(/^-[^=]*=/, ""))?.source ?? []),
    ),
  ];
  // What is worked out of values is kept from the first on: they have to be there by then.
  const read = analyse(input, ownOnes(input, copied), words);
  const needed = findArguments(input, read, docker);
  const said = needed.arguments?.needed ?? [];
  const config = configVariable(input, read, docker, said);
  const files = config ? [...needed.files, config.file] : needed.files;
  const given = files.map(({ source }) => source);
  const started = startedWith(read, given);
  started.memo.flags = valuesIn(said, commandWords(started, said));
  const analysis = withoutUnread(started, [...given, ...copied]);
  const { memo } = analysis;
  memo.served = commandWords(analysis, said);
  memo.words = said.length;
  memo.switches = switchesIn(said);
  memo.root = memo.served.length > 0 ? null : runningRoot(analysis);
  memo.besideCommands = said.length === 0 && servesBesideCommands(analysis);
  memo.aside = null;
  return { analysis, needed, config, files };
}
