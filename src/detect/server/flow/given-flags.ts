/**
 * Flags that the program is started with, and conditions that ask for them: `c.IsSet("metrics")` of urfave/cli,
 * `cmd.Flags().Changed("metrics")`.
 */
import type { Expression } from "../go/ast.ts";
import type { Analysis, Context } from "./context.ts";
import { textOf } from "./evaluate.ts";
import { lastName, type Scope } from "./program.ts";
import { lookUp } from "./types.ts";
import type { Value } from "./value.ts";

const LIBRARIES: Readonly<Record<string, RegExp>> = {
  IsSet: /(urfave|codegangsta)\/cli/,
  Changed: /spf13\/(cobra|pflag)/,
};

function isOfCommandLine(name: string, base: Expression, scope: Scope): boolean {
  const imports = [...scope.file.importPaths].some((path) => LIBRARIES[name]?.test(path) === true);
  if (!imports || name !== "IsSet") return imports;
  // Configuration libraries have a method of that name, which defaults and files answer as well.
  const type = base.kind === "name" ? (lookUp(base.name, scope)?.parameter?.type ?? null) : null;
  return /^(Context|Command)$/.test(lastName(type));
}

/** Whether the condition asks for a flag that the program is not started with. */
export function isFlagLeftOut(analysis: Analysis, condition: Expression, { scope }: Context): boolean {
  if (condition.kind !== "call" || condition.callee.kind !== "selector") return false;
  const { name, base } = condition.callee;
  if (!isOfCommandLine(name, base, scope)) return false;
  const flag = textOf(analysis, condition.args[0], scope);
  return flag !== null && !analysis.memo.switches.has(`flag:--${flag}`);
}

/** `-serve`, `--level=3`: the flags that these words turn on or give a value, with one dash and with two. */
export function switchesIn(words: readonly string[]): ReadonlySet<string> {
  const names = words.flatMap(
    (word) => /^--?([A-Za-z][\w.-]*)(?:=(?!(?:false|0|f)$).*)?$/.exec(word)?.[1] ?? [],
  );
  return new Set(names.flatMap((name) => [`flag:-${name}`, `flag:--${name}`]));
}

/**
 * `-cmd=server`, `--mode api`: what these words give flags, with one dash and with two.
 * @param commands words that stand behind a flag without being its value
 */
export function valuesIn(words: readonly string[], commands: readonly string[]): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (const [index, word] of words.entries()) {
    const [, name, inside] = /^--?([A-Za-z][\w.-]*)(?:=(.*))?$/.exec(word) ?? [];
    const next = words[index + 1] ?? "-";
    const value = inside ?? (next.startsWith("-") || commands.includes(next) ? undefined : next);
    if (name === undefined || value === undefined) continue;
    given.set(`flag:-${name}`, value);
    given.set(`flag:--${name}`, value);
  }
  return given;
}

/** What the arguments give the flag, or the word that the author's image sets the variable to, which alone gives the value. */
export function givenText({ memo }: Analysis, { text, sources }: Value): string | null {
  const [source = "", ...others] = sources;
  if (others.length > 0) return null;
  const word = text === "" ? memo.imageVariables.get(source.replace("env:", "")) : undefined;
  return memo.flags.get(source) ?? word ?? null;
}
