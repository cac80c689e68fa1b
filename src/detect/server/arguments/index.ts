/** The arguments without which the program does not serve. */
import { posix } from "node:path";
import type { Project, RuntimeFile, Write } from "../../../types.ts";
import type { ServerInput } from "../analysis.ts";
import type { DockerEvidence } from "../docker/evidence.ts";
import type { Analysis } from "../flow/context.ts";
import { neededCommand } from "./commands.ts";
import { configArgument } from "./config-flag.ts";

export interface NeededArguments {
  readonly arguments: Project["arguments"];
  /** Files that the arguments name. */
  readonly files: readonly RuntimeFile[];
  /** Directories that the arguments make the program write to. */
  readonly writes: readonly Write[];
}

/** A path on the disk of the author's own image, which is not that of ours. */
function isForeignPath(word: string): boolean {
  return /^(-{1,2}[\w.-]+=)?\/\w/.test(word);
}

/** A database file of the author's image: it is made by the program, so it may lie elsewhere. */
const DATA = /^(-{1,2}[\w.-]+=)?\/(?:[\w.-]+\/)*([\w.-]+\.(?:db|sqlite3?|bolt))$/;

/** The words of the author's own image without those that name files only it has. */
function portable(input: ServerInput, words: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const word of words) {
    const own = DATA.exec(word);
    if (own?.[2] !== undefined) {
      kept.push(`${own[1] ?? ""}data/${own[2]}`);
      continue;
    }
    if (isForeignPath(word)) {
      // The flag goes with its value.
      if (!word.includes("=") && /^-/.test(kept.at(-1) ?? "")) kept.pop();
      continue;
    }
    const file = /^[\w./-]+\.(ya?ml|toml|json|conf|ini)$/.test(word);
    if (file && input.files.facts(posix.join(input.repository.root, word)) === null) {
      if (/^-/.test(kept.at(-1) ?? "")) kept.pop();
      continue;
    }
    kept.push(word);
  }
  return kept;
}

const ASKS_ONLY = /^(-h|--?help|help|--?version|version)$/;

/** From the repository's Docker files, Procfile and compose files first, then from the code. */
export function findArguments(
  input: ServerInput,
  analysis: Analysis,
  docker: DockerEvidence,
): NeededArguments {
  const config = configArgument(input, analysis);
  const command = neededCommand(analysis);
  const files = config ? [config.file] : [];
  for (const { fact, evidence } of docker.commands) {
    const words = portable(input, fact).filter((word) => !ASKS_ONLY.test(word));
    if (words.length === 0) continue;
    // A first word that is no flag is the subcommand; with flags alone the code's own has to lead.
    const lead = words[0]?.startsWith("-") && command ? command.words : [];
    const tail = config && !words.includes(config.words[0] ?? "") ? config.words : [];
    const writes = words.some((word) => /(^|=)data\/[\w.-]+$/.test(word)) ? [{ path: "data", evidence }] : [];
    return { arguments: { needed: [...lead, ...words, ...tail], evidence }, files, writes };
  }
  const needed = [...(command?.words ?? []), ...(config?.words ?? [])];
  const evidence = command?.evidence ?? config?.evidence;
  if (needed.length === 0 || evidence === undefined) return { arguments: null, files, writes: [] };
  return { arguments: { needed, evidence }, files, writes: [] };
}
