/**
 * Flags that the program is started with, and conditions that ask for them: `c.IsSet("metrics")` of urfave/cli,
 * `cmd.Flags().Changed("metrics")`.
 */
import type { Expression } from "../go/ast.ts";
import type { Analysis, Context } from "./context.ts";
import { textOf } from "./evaluate.ts";
import { lastName, type Scope } from "./program.ts";
import { lookUp } from "./types.ts";

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
