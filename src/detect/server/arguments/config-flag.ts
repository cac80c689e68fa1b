/** Flags that name a configuration file or directory which is not where the default says. */
import { posix } from "node:path";
import type { Evidence, RuntimeFile } from "../../../types/project.ts";
import type { ServerInput } from "../analysis.ts";
import { libraryReads } from "../files/library-readers.ts";
import { inRepository } from "../files/paths.ts";
import type { Analysis } from "../flow/context.ts";
import { endsProgram } from "../flow/errors.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { isFatal, testedForAbsence } from "../flow/fatal.ts";
import { isOff } from "../flow/guards.ts";
import { type CallSite, place } from "../flow/program.ts";
import { isSourcePath } from "../flow/source-paths.ts";
import { packageOf } from "../flow/types.ts";
import { isKnown } from "../flow/value.ts";
import { flagArguments, TEXT_FLAGS } from "../settings/flag-calls.ts";
import { isOfOtherCommand } from "./flag-owner.ts";
import type { Needed } from "./serving-command.ts";

const NAME =
  /^(c|f|(conf|config|cfg|configs|configuration)([-_.]?(file|path|dir|directory|folder|location)){0,2})$/i;

export function isConfigFlag(name: string | null): boolean {
  return name !== null && NAME.test(name);
}

export const CONFIG = /\.(ya?ml|toml|json|ini|conf|cfg|hcl|properties)\b/;

/** What ends the name of a file that is there to be copied under the name before it. */
const COPIED = /\.(example|sample|dist|default|tmpl)$/;

export interface ConfigArgument extends Needed {
  readonly file: RuntimeFile;
}

/** Functions that give an error for an empty path. */
const READERS = ["Stat", "ReadFile", "Open", "ReadConfig"];

/** Whether a setting whose file is read, or asked for, ends the program where it names none. */
function fatalWhenRead(analysis: Analysis, source: string): boolean {
  const { calls, conditions } = analysis.program;
  const ofFiles = READERS.flatMap((name) => calls.get(name) ?? []).map((site) => ({
    site,
    path: site.call.args[0],
  }));
  const fatal = [...ofFiles, ...libraryReads(analysis)].some(({ site, path }) => {
    const value = valueIn(analysis, path, site.scope);
    if (value?.text !== "" || !value.sources.includes(source)) return false;
    return !isOff(analysis, site.guards, site.scope) && endsProgram(analysis, site);
  });
  if (!fatal) return false;
  // Asked last: every condition of the program is looked at.
  return !conditions.some(
    ({ statement, scope }) =>
      statement.then.at(-1)?.kind === "return" &&
      testedForAbsence(statement.condition).some((tested) =>
        valueIn(analysis, tested, scope)?.sources.includes(source),
      ),
  );
}

/** Variables and flags whose emptiness ends the program. */
export function fatalWhenEmpty(analysis: Analysis, source: string): boolean {
  if (fatalWhenRead(analysis, source)) return true;
  return analysis.program.conditions.some(
    ({ statement, scope }) =>
      isFatal(statement.then, scope) &&
      testedForAbsence(statement.condition).some((tested) =>
        valueIn(analysis, tested, scope)?.sources.includes(source),
      ),
  );
}

/** Whether viper looks, unless the flag names another directory, where the code was compiled: no image has that. */
function besideItsCode(analysis: Analysis, source: string): boolean {
  const { program } = analysis;
  return (program.calls.get("AddConfigPath") ?? []).some(({ call, scope }) => {
    const value = valueIn(analysis, call.args[0], scope);
    const compiled = program.calls.get("Caller")?.some(({ call: { callee }, scope: where }) => {
      const path = packageOf(callee, where);
      return path === "runtime" && where.file === scope.file;
    });
    return (
      compiled &&
      value?.sources.includes(source) &&
      (!isKnown(value) || value.text === "" || isSourcePath(analysis, value.text))
    );
  });
}

/** Whether it is a file, or a directory with one that may be read there: `..` of a flag may be about anything. */
function holdsConfig({ files, repository }: ServerInput, seen: { source: string; kind: string }): boolean {
  if (seen.kind === "file") return true;
  const entries = files.readDirectory(posix.join(repository.root, seen.source)) ?? [];
  return entries.some(({ kind, name }) => kind === "file" && CONFIG.test(name));
}

/**
 * The arguments that point the program to its configuration in the repository:
 * the default leads out of the working directory or to where the code was
 * compiled, or there is none and the program ends without.
 * @param words commands that the program may be started with
 */
export function configArgument(
  input: ServerInput,
  analysis: Analysis,
  words: readonly string[],
): ConfigArgument | null {
  const { calls, main } = analysis.program;
  const wordOf = ({ call, scope }: CallSite) => textOf(analysis, flagArguments(call)?.name, scope);
  for (const name of TEXT_FLAGS) {
    const sites = calls.get(name) ?? [];
    // A helper that may be without a command line of its own has the flag once more: main's is the one that is parsed.
    const own = sites.filter(({ scope }) => scope.file.package === main).map(wordOf);
    for (const site of sites) {
      const { call, scope } = site;
      const flag = flagArguments(call);
      const word = wordOf(site);
      if (!flag || !isConfigFlag(word)) continue;
      if (scope.file.package !== main && own.includes(word)) continue;
      if (isOfOtherCommand(analysis, site, words)) continue;
      const fallback = textOf(analysis, flag.fallback, scope);
      const value = valueIn(analysis, call, scope);
      const source = value?.sources.find((one) => one.startsWith("flag:"));
      if (fallback === null || !source) continue;
      const evidence = place(scope.file, call.at);
      const dashed = source.slice("flag:".length);
      if (fallback.startsWith("..")) {
        const target = posix.join(input.reach.main.directory, fallback);
        const seen = target.startsWith("..") ? null : inRepository(input, relative(input, target));
        if (seen && holdsConfig(input, seen)) {
          const destination = relative(input, target);
          return {
            words: [dashed, destination],
            evidence,
            file: { source: seen.source, destination, evidence },
          };
        }
      }
      const beside = fallback === "" && besideItsCode(analysis, source);
      if (beside || (fallback === "" && fatalWhenEmpty(analysis, source))) {
        const file = configFile(input, analysis, evidence);
        if (file)
          return {
            words: [dashed, beside ? posix.dirname(file.destination) : file.destination],
            evidence,
            file,
          };
      }
    }
  }
  return null;
}

/** Flags that name, unless others are given, a file or directory of configuration which the repository has. */
export function defaultedFlags(input: ServerInput, analysis: Analysis): readonly string[] {
  return TEXT_FLAGS.flatMap((name) =>
    (analysis.program.calls.get(name) ?? []).flatMap(({ call, scope }) => {
      const flag = flagArguments(call);
      if (!flag || !isConfigFlag(textOf(analysis, flag.name, scope))) return [];
      const fallback = textOf(analysis, flag.fallback, scope);
      const seen = fallback ? inRepository(input, fallback) : null;
      if (!seen || !holdsConfig(input, seen)) return [];
      return (valueIn(analysis, call, scope)?.sources ?? [])
        .filter((source) => source.startsWith("flag:"))
        .map((source) => source.slice("flag:".length));
    }),
  );
}

/** The best configuration file of the repository, where it lies in the image. */
export function configFile(input: ServerInput, analysis: Analysis, evidence: Evidence): RuntimeFile | null {
  // An example of variables is no configuration file, though variables are read from it.
  const best = analysis.settings.configFiles().find(({ path }) => CONFIG.test(path));
  // By the last ending programs tell the format: `.example` is none.
  return best
    ? { source: best.path, destination: relative(input, best.path.replace(COPIED, "")), evidence }
    : null;
}

/** As seen from the module's directory, which the working directory stands for. */
function relative({ reach }: ServerInput, path: string): string {
  const { directory } = reach.module;
  return directory !== "." && path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : path;
}
