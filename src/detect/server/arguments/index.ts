/** The arguments without which the program does not serve. */
import type { Evidence, Project, RuntimeFile, Warning, Write } from "../../../types/project.ts";
import { mainPath } from "../../mains/find.ts";
import type { ServerInput } from "../analysis.ts";
import type { DockerEvidence } from "../docker/evidence.ts";
import type { Analysis } from "../flow/context.ts";
import { spelledOut } from "../settings/shorthands.ts";
import { neededCommand, startsAnother } from "./commands.ts";
import { configArgument, defaultedFlags, isConfigFlag } from "./config-flag.ts";
import { portedWords } from "./ported-words.ts";
import { definedOnly } from "./undefined-flags.ts";

export interface NeededArguments {
  readonly arguments: Project["arguments"];
  /** Files that the arguments name. */
  readonly files: readonly RuntimeFile[];
  /** Directories that the arguments make the program write to. */
  readonly writes: readonly Write[];
  readonly warnings: readonly Warning[];
  /** Where the author's image starts the program for its help alone: by itself it does nothing. */
  readonly asksOnly: Evidence | null;
}

/** Whether the command stands among the words, behind flags that hold their values: `-cache=off serve`. */
function names(words: readonly string[], { words: [command = ""] }: { readonly words: readonly string[] }) {
  return words.some((word, at) => word === command && !/^-[^=]*$/.test(words[at - 1] ?? ""));
}

const isFlag = (word: string): boolean => word.startsWith("-");
/** A flag of what `go test -c` builds. */
const TESTS = /^-{1,2}test\.\w/;
const ASKS_ONLY = /^(-h|--?help|help|--?version|version)$/;

/** The command that serves; of a program that ends by itself neither `run` nor `up` does, whatever that is about. */
function servingCommand({ reach, repository }: ServerInput, analysis: Analysis) {
  const kind = repository.mains.find(({ path }) => path === mainPath(reach.main.directory))?.kind;
  const command = neededCommand(analysis);
  return kind === "tool" && /^(run|up)$/.test(command?.words.join(" ") ?? "") ? null : command;
}

/** `-conf` of `-conf /data/conf` and `-conf=/data/conf`. */
function flagBefore(words: readonly string[], path: string): string {
  const at = words.findIndex((word) => word === path || word.endsWith(`=${path}`));
  return (words[at]?.includes("=") ? words[at] : words[at - 1])?.replace(/=.*/, "") ?? "";
}

/** A flag for configuration that no line of the program has: another module reads what is mounted, and makes nothing. */
function isOfOthers({ program }: Analysis, flag: string): boolean {
  const name = flag.replace(/^-+/, "");
  return isFlag(flag) && isConfigFlag(name) && !program.files.some(({ text }) => text.includes(`"${name}"`));
}

function mounted(words: string, evidence: Evidence): Warning {
  const message = `the author's image starts the program with ${words}, a volume that is empty at first: mount the configuration there`;
  return { code: "config-missing", message, evidence, blocksBuild: false };
}

/** From the repository's Docker files, Procfile and compose files first, then from the code. */
export function findArguments(
  input: ServerInput,
  analysis: Analysis,
  docker: DockerEvidence,
): NeededArguments {
  const command = servingCommand(input, analysis);
  const started = [...(command?.words ?? []), ...docker.commands.flatMap(({ fact }) => fact)];
  const config = configArgument(input, analysis, started);
  const files = config ? [config.file] : [];
  const given = config?.words[0];
  const own = given === undefined ? defaultedFlags(input, analysis) : [given];
  /** Of files in words of which none is left. */
  const left: Warning[] = [];
  for (const one of docker.commands) {
    const { evidence } = one;
    if (startsAnother(analysis, one.fact) || one.fact.some((word) => TESTS.test(word))) continue;
    const { words: all, warnings } = definedOnly(analysis, one.fact, evidence);
    const ported = portedWords(input, docker, { fact: all, evidence }, own);
    const said = ported.words.filter((word) => !ASKS_ONLY.test(word));
    // What may follow `--` nobody has said yet.
    const words = said.at(-1) === "--" ? said.slice(0, -1) : said;
    if (words.length === 0) {
      left.push(...ported.warnings);
      continue;
    }
    // A first word that is no flag is the subcommand; with flags alone the code's own has to lead.
    const lead = words[0]?.startsWith("-") && command && !names(words, command) ? command.words : [];
    const spelled = spelledOut(analysis, words);
    const isGiven = (flag = "") => spelled.some((word) => word.replace(/=.*$/s, "") === flag);
    const tail = config && !isGiven(config.words[0]) ? config.words : [];
    // A file that the image brings is no database.
    const brought = (word: string) => ported.files.some(({ destination }) => word.endsWith(destination));
    const isData = (word: string) => /(^|=)data\/[\w.-]+$/.test(word) && !brought(word);
    const data = words.some(isData) ? ["data"] : [];
    const writes = [...data, ...ported.volumes].map((path) => ({ path, file: null, evidence }));
    const unmounted = ported.volumes.flatMap((path) => {
      const flag = flagBefore(words, path);
      return isOfOthers(analysis, flag) ? [mounted(`${flag} ${path}`, evidence)] : [];
    });
    return {
      arguments: { needed: [...lead, ...words, ...tail], evidence },
      files: [...(tail.length > 0 ? files : []), ...ported.files],
      writes,
      warnings: [...warnings, ...ported.warnings, ...unmounted],
      // `ENTRYPOINT ["shop", "--quiet"]` with `CMD ["--help"]`: what is left says nothing of what to do.
      asksOnly: said.length < ported.words.length && !lead[0] && words.every(isFlag) ? evidence : null,
    };
  }
  const needed = [...(command?.words ?? []), ...(config?.words ?? [])];
  const evidence = command?.evidence ?? config?.evidence;
  const found = needed.length === 0 || evidence === undefined ? null : { needed, evidence };
  const asking = docker.commands.find(({ fact }) => fact.some((word) => ASKS_ONLY.test(word)));
  const asksOnly = found === null ? (asking?.evidence ?? null) : null;
  return { arguments: found, files, writes: [], warnings: left, asksOnly };
}
