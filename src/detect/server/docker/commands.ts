/** The words that the author's image, Procfile or compose file starts the program with. */
import { posix } from "node:path";
import { commandWords, expand, type Instruction, variablesOf } from "./dockerfile.ts";
import { directoryName } from "./relevance.ts";
import type { DockerInput, Said } from "./said.ts";

const WRAPPERS =
  /^(tini|dumb-init|\/sbin\/tini|\/usr\/bin\/(tini|dumb-init)|--|-g|sh|\/bin\/sh|-c|exec|su-exec|gosu)$/;

/** Interpreters, and tools that build the program and start it again: what follows is said to them. */
const RUNNERS =
  /^(python\d?(\.\d+)?|ruby|bundle|perl|php|java|node|deno|sudo|go|air|make|dlv|task|just|mise|mage|npm|npx|yarn|pnpm|bun|reflex|bee|fresh|gow|modd|wgo|entr)$|(^|\/)(CompileDaemon|arelo|gowatch|nodemon|realize|watchexec)$|\/bin\/(air|dlv|reflex)$/;

const SHELL = /^((\/usr)?\/bin\/)?(ba|da|a)?sh$/;

/**
 * What `sh -ec "shop migrate && exec shop serve"` starts last, in its words; the words themselves where no
 * shell leads, and null where only a shell can follow them.
 */
export function scriptWords(words: readonly string[]): readonly string[] | null {
  const at = words.findIndex((word) => SHELL.test(word));
  const leads = at >= 0 && words.slice(0, at).every((word) => WRAPPERS.test(word));
  const script = leads && /^-[a-z]*c[a-z]*$/.test(words[at + 1] ?? "") ? words[at + 2] : undefined;
  if (script === undefined) return words;
  const commands = script.replace(/\\\n/g, " ").split(/&&|[;\n]/);
  const last = commands.findLast((one) => one.trim() !== "")?.trim() ?? "";
  // The end of a loop, or half of a text with a semicolon, is no command.
  if (/^(fi|done|esac|wait|[})])\b/.test(last) || (last.split(/["']/).length - 1) % 2 === 1) return null;
  const own = commandWords(last);
  const start = own?.findIndex((word) => word !== "exec" && !/^\w+=/.test(word)) ?? -1;
  if (!own || start < 0) return null;
  return own.slice(start).flatMap((word) => (/^\$[@*]$/.test(word) ? words.slice(at + 4) : [word]));
}

/** Whether the words are said to a shell or a tool, not to the program. */
export function isForAnother([first = ""]: readonly string[]): boolean {
  return RUNNERS.test(first) || /^(\/bin\/)?(ba)?sh$/.test(first);
}

/** The words after the binary; null when a shell, a script or another tool stands between. */
export function afterBinary(said: readonly string[]): readonly string[] | null {
  const words = scriptWords(said) ?? [];
  const start = words.findIndex((word) => !WRAPPERS.test(word));
  const binary = words[start];
  if (binary === undefined || /\.sh$/.test(binary) || RUNNERS.test(binary)) return null;
  return words.slice(start + 1).flatMap((word) => (word === "" ? [] : [word]));
}

/** The program that an image without an entrypoint starts, by its name: another command begins with it too. */
export function leadingProgram(instructions: readonly Instruction[]): readonly string[] {
  if (instructions.some(({ name }) => name === "ENTRYPOINT")) return [];
  const command = instructions.findLast(({ name }) => name === "CMD");
  const words = command && commandWords(expand(command.text, variablesOf(instructions)));
  const program = words?.find((word) => !WRAPPERS.test(word));
  return words && program !== undefined && afterBinary(words) ? [posix.basename(program)] : [];
}

/** Names that the program's binary is likely to have. */
export function binaryNames({ reach }: DockerInput): readonly string[] {
  return [directoryName(reach.main.directory), reach.module.path.split("/").at(-1) ?? ""];
}

/** What the last stage starts the program with; null when that cannot be told. */
export function commandOf(
  instructions: readonly Instruction[],
  path: string,
  binaries: readonly string[],
): Said<readonly string[]> | null {
  const entrypoint = instructions.findLast(({ name }) => name === "ENTRYPOINT");
  const command = instructions.findLast(({ name }) => name === "CMD");
  const place = command ?? entrypoint;
  if (!place) return null;
  const variables = variablesOf(instructions);
  const written = [entrypoint, command].map((one) => (one ? commandWords(one.text) : []));
  if (written.includes(null)) return null;
  const joined = written.flatMap((words) => words ?? []);
  const script = scriptWords(joined);
  if (script === null) return null;
  const expanded = (words: readonly string[]) =>
    words.flatMap((word) => {
      const filled = expand(word, variables);
      // `-key=$KEY` of an empty variable leaves the flag as it is.
      return filled !== word && /^-{1,2}[\w.-]+=$/.test(filled) ? [] : [filled];
    });
  let [head = [], tail = []] =
    script === joined ? written.map((words) => expanded(words ?? [])) : [expanded(script)];
  // A script or helper in front: the command may begin with the binary itself.
  if (/entrypoint|\.sh$/.test(head[0] ?? "")) {
    const [first = ""] = tail;
    if (binaries.includes(first.split("/").at(-1) ?? "")) tail = tail.slice(1);
    else if (!first.startsWith("-")) return null;
    head = ["binary"];
  }
  const words = afterBinary([...head, ...tail]);
  return words && { fact: words, evidence: `${path}:${place.line}` };
}

/** The same of a Procfile's web process. */
export function procfileCommands({ reach, repository, files }: DockerInput): Said<readonly string[]>[] {
  const places = [...new Set([reach.main.directory, reach.module.directory, "."])];
  return places.flatMap((directory) => {
    const path = posix.join(directory, "Procfile");
    const text = files.readText(posix.join(repository.root, path));
    return (text ?? "").split("\n").flatMap((line, index) => {
      const command = /^(web|app|server|api):\s*(.+)$/.exec(line)?.[2];
      const words = command === undefined ? null : commandWords(command.trim());
      const rest = words && afterBinary(words);
      return rest ? [{ fact: rest, evidence: `${path}:${index + 1}` }] : [];
    });
  });
}
