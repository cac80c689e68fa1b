import { splitWords, unquote } from "./words.ts";

/** One simple command of a shell script. */
export interface Command {
  /** Without its directory: `apk` of `/sbin/apk`. */
  readonly name: string;
  readonly args: readonly string[];
  /** `NAME=value` in front of it. */
  readonly assignments: readonly string[];
  /** Its output goes into a pipe. */
  readonly piped: boolean;
}

const SEPARATOR = /^(?:&&|\|\||;;?|\||&|\n|\(|\)|\{|\})$/;
const KEYWORDS = new Set(["if", "then", "else", "elif", "fi", "do", "done", "while", "until", "!", "time"]);

/**
 * The simple commands of a shell script, in order, also those in `$(...)`. Enough
 * to see what is called with which arguments; it is no shell.
 */
export function commandsOf(script: string): Command[] {
  const inner = [...script.matchAll(/\$\(([^()]*)\)/g)].flatMap((match) => commandsOf(match[1] ?? ""));
  const commands: Command[] = [];
  let words: string[] = [];
  const finish = (piped: boolean) => {
    const command = toCommand(words, piped);
    if (command) commands.push(command);
    words = [];
  };
  for (const token of tokens(script)) {
    if (SEPARATOR.test(token)) finish(token === "|");
    else words.push(token);
  }
  finish(false);
  return [...commands, ...inner];
}

function tokens(script: string): string[] {
  const joined = script.replace(/\\\n/g, " ").replace(/(^|\s)#[^\n]*/g, "$1");
  return (
    joined.match(
      /\n|&&|\|\||;;?|\||(?<![<>0-9])&(?![>0-9])|(?<!\$)\(|\)|(?:"(?:\\.|[^"\\])*"|'[^']*'|\$\([^()]*\)|\\.|[<>]&\d|&>|[^\s"'\\;|&()]|["'\\])+/g,
    ) ?? splitWords(joined)
  );
}

function toCommand(words: readonly string[], piped: boolean): Command | null {
  const start = words.findIndex((word) => !KEYWORDS.has(word) && !/^\w+=/.test(word));
  const name = words[start];
  if (start === -1 || name === undefined) return null;
  return {
    name: unquote(name).replace(/^.*\//, ""),
    args: words.slice(start + 1).map(unquote),
    assignments: words.slice(0, start).filter((word) => /^\w+=/.test(word)),
    piped,
  };
}

/** Arguments that are no flags; `withValue` are flags whose value is the next argument. */
export function operands(command: Command, withValue: readonly string[] = []): string[] {
  return command.args.filter(
    (arg, index) => !arg.startsWith("-") && !withValue.includes(command.args[index - 1] ?? ""),
  );
}

/** Whether a flag is there in any spelling: long `--yes`, short `-y`, short among others `-qy`. */
export function hasFlag(command: Command, ...names: readonly string[]): boolean {
  return command.args.some((arg) =>
    names.some((name) =>
      name.length > 1
        ? arg === `--${name}` || arg.startsWith(`--${name}=`)
        : /^-[a-zA-Z]+$/.test(arg) && arg.includes(name),
    ),
  );
}
