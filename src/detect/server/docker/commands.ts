/** The words that the author's image, Procfile or compose file starts the program with. */
import { posix } from "node:path";
import { moduleName } from "../../go-mod/go-mod.ts";
import { commandWords, expand, type Instruction, variablesOf } from "./dockerfile.ts";
import { directoryName } from "./relevance.ts";
import type { DockerInput, Said } from "./said.ts";
import { endOf, endWithoutWords, type ScriptText } from "./start-script.ts";
import { programAt } from "./wrappers.ts";

/** Interpreters, and tools that build the program and start it again: what follows is said to them. */
const RUNNERS =
  /^(python\d?(\.\d+)?|ruby|bundle|perl|php|java|node|deno|sudo|su|runuser|go|air|make|dlv|task|just|mise|mage|npm|npx|yarn|pnpm|bun|reflex|bee|fresh|gow|modd|wgo|entr)$|(^|\/)(CompileDaemon|arelo|gowatch|nodemon|realize|watchexec)$|\/bin\/(air|dlv|reflex)$/;

const SHELL = /^((\/usr)?\/bin\/)?(ba|da|a)?sh$/;

/**
 * What `sh -ec "shop migrate && exec shop serve"` starts last, in its words; the words themselves where no
 * shell leads, and null where only a shell can follow them.
 */
export function scriptWords(words: readonly string[]): readonly string[] | null {
  const at = words.findIndex((word) => SHELL.test(word));
  const leads = at >= 0 && programAt(words.slice(0, at)) >= at;
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
export function isForAnother([first = "", second = ""]: readonly string[]): boolean {
  // `["-c", "sleep 5 && shop"]` follows the shell that the image has for its entrypoint.
  if (/^-[a-z]*c$/.test(first) && /\s/.test(second)) return true;
  return RUNNERS.test(first) || KEEPERS.test(first) || /^(\/bin\/)?(ba)?sh$/.test(first);
}

/** What keeps a container up or looks after other programs: the words are said to that. */
const KEEPERS =
  /^((\/usr(\/local)?)?\/s?bin\/)?(sleep|tail|cat|true|supervisord|crond?|svscan|s6-svscan|runsvdir(-start)?)$/;

/** The words after the binary; null when a shell, a script or another tool stands between. */
export function afterBinary(said: readonly string[]): readonly string[] | null {
  const words = scriptWords(said) ?? [];
  const start = programAt(words);
  const binary = words[start];
  if (binary === undefined || /\.sh$/.test(binary) || isForAnother([binary])) return null;
  return words.slice(start + 1).flatMap((word) => (word === "" ? [] : [word]));
}

/**
 * The program that an image without an entrypoint starts, by its name: another command begins with it too.
 * @param binaries names that it may have where the image starts none by itself
 */
export function leadingProgram(
  instructions: readonly Instruction[],
  binaries: readonly string[],
): readonly string[] {
  if (instructions.some(({ name }) => name === "ENTRYPOINT")) return [];
  const command = instructions.findLast(({ name }) => name === "CMD");
  if (!command) return binaries;
  const words = commandWords(expand(command.text, variablesOf(instructions)));
  const program = words?.[programAt(words)];
  return words && program !== undefined && afterBinary(words) ? [posix.basename(program)] : [];
}

/**
 * Names that the program's binary is likely to have: of its directory and its module; where the image takes nothing
 * of these names, of what it takes of others.
 */
export function binaryNames(
  { reach }: Pick<DockerInput, "reach">,
  final: readonly Instruction[] = [],
): readonly string[] {
  const own = [directoryName(reach.main.directory), moduleName(reach.module.path)];
  const taken = final.flatMap(({ name, text }) => {
    const words = name === "COPY" || name === "ADD" ? (commandWords(text) ?? []) : [];
    return words.filter((word) => !word.startsWith("-")).map((word) => posix.basename(word));
  });
  // What lies beside the program, such as what copies its database elsewhere, is another one.
  const program = reach.main.directory === reach.module.directory ? own[1] : own[0];
  if (taken.some((name) => name === program)) return own;
  return [...own, ...taken.filter((name) => /^[\w-]+$/.test(name))];
}

/** `$NAME` and its kin alone: a word whose value is not known. */
const VARIABLE = /^\$(\w+|\{\w+\})$/;

/** The words with the values of the file; an option whose value is not known goes with it. */
function filled(written: readonly string[], variables: ReadonlyMap<string, string>): readonly string[] {
  const words: string[] = [];
  for (const word of written) {
    const name = VARIABLE.exec(word)?.[1]?.replace(/\W/g, "");
    if (name !== undefined && !variables.has(name)) {
      if (/^-[^=]*$/.test(words.at(-1) ?? "")) words.pop();
      continue;
    }
    const expanded = expand(word, variables);
    // `-key=$KEY` of an empty variable leaves the flag as it is.
    if (expanded === word || !/^-{1,2}[\w.-]+=$/.test(expanded)) words.push(expanded);
  }
  return words;
}

/** What ENTRYPOINT or CMD gives; the shell form with operators is a script. */
function givenWords(text: string): readonly string[] | null {
  return commandWords(text) ?? (text.startsWith("[") ? null : ["sh", "-c", text]);
}

const SCRIPT = /entrypoint|\.sh$/;

/** What follows the program where a script stands in front; null where that cannot be told. */
function behindScript(
  [script = "", ...given]: readonly string[],
  binaries: readonly string[],
  textOf: ScriptText,
  variables: ReadonlyMap<string, string>,
): readonly string[] | null {
  const text = textOf(script);
  const end = text === null ? null : given.length === 0 ? endWithoutWords(text) : endOf(text);
  const names = (word: string | undefined) => word !== undefined && binaries.includes(posix.basename(word));
  const [first] = given;
  if (end && end.words.length === 0) return afterBinary(given);
  if (end && names(end.words[0])) {
    const own = filled(end.words.slice(1), variables);
    const follow = end.passesOn ? given.slice(names(first) ? 1 : 0) : [];
    const passed = end.splits ? follow.flatMap((word) => word.split(/\s+/)) : follow;
    return [...own, ...passed].filter((word) => word !== "");
  }
  // The command may begin with the binary itself.
  if (names(first)) return given.slice(1);
  return first?.startsWith("-") ? given : null;
}

/** `CMD ["./replicate", "run"]` of an image that takes that program from another stage than the one of the code. */
function startsAnother(
  program: string | undefined,
  instructions: readonly Instruction[],
  binaries: readonly string[],
): boolean {
  const name = posix.basename(program ?? "");
  const copies = instructions.flatMap((one) => {
    const words = one.name === "COPY" ? (commandWords(one.text) ?? []) : [];
    const from = words.find((word) => word.startsWith("--from="));
    return from === undefined ? [] : [{ from, names: words.map((word) => posix.basename(word)) }];
  });
  const stages = (isMeant: (one: string) => boolean) =>
    new Set(copies.filter(({ names }) => names.some(isMeant)).map(({ from }) => from));
  const own = stages((one) => binaries.includes(one));
  const [started, ...others] = stages((one) => one === name);
  if (binaries.includes(name) || SCRIPT.test(name) || own.size === 0) return false;
  return started !== undefined && others.length === 0 && !own.has(started);
}

/** What the last stage starts the program with; null when that cannot be told. */
export function commandOf(
  instructions: readonly Instruction[],
  path: string,
  binaries: readonly string[],
  textOf: ScriptText,
): Said<readonly string[]> | null {
  const entrypoint = instructions.findLast(({ name }) => name === "ENTRYPOINT");
  const command = instructions.findLast(({ name }) => name === "CMD");
  const place = command ?? entrypoint;
  if (!place) return null;
  const variables = variablesOf(instructions);
  const written = [entrypoint, command].map((one) => (one ? givenWords(one.text) : []));
  if (written.includes(null)) return null;
  const [program, said] = written;
  // `ENTRYPOINT ["shop"]` and `CMD ["shop"]`: whoever wrote it meant the program and no argument.
  const isTwice = program?.length === 1 && said?.length === 1 && program[0] === said[0];
  const script = scriptWords((isTwice ? [program] : written).flatMap((words) => words ?? []));
  if (script === null) return null;
  const all = filled(script, variables);
  const lead = programAt(all);
  const start = all.slice(SHELL.test(all[lead] ?? "") ? lead + 1 : lead);
  if (startsAnother(start[0], instructions, binaries)) return null;
  const words = SCRIPT.test(start[0] ?? "")
    ? behindScript(start, binaries, textOf, variables)
    : afterBinary(all);
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
