/** How many arguments a program is started with, as its code counts them. */

import type { Call, Expression } from "../go/ast.ts";
import { lastName, type Scope } from "./program.ts";
import { importOf, lookUp } from "./types.ts";

/** How many arguments the service is started with, as each way to count them sees it. */
export interface Counts {
  /** Behind the name of the program. */
  readonly all: number;
  /** Of which those that are no flags; null where that is not in sight. */
  readonly bare: number | null;
}

/** `os.Args`. */
export function isArgs(expression: Expression, scope: Scope): boolean {
  return (
    expression.kind === "selector" && expression.name === "Args" && importOf(expression.base, scope) === "os"
  );
}

/** `os.Args`, `os.Args[1:]`, `flag.Args()`, the `args` of a command's Run: how many there are. */
function lengthOf(list: Expression, scope: Scope, counts: Counts, depth = 0): number | null {
  if (isArgs(list, scope)) return counts.all + 1;
  if (list.kind === "index" && isArgs(list.base, scope))
    return list.index.length === 1 && isNumber(list.index[0], 1) ? counts.all : null;
  if (isOfCommand(list, scope)) return counts.bare === null ? null : 0;
  if (list.kind === "call")
    return lastName(list.callee) === "Args" && list.args.length === 0 ? counts.bare : null;
  if (list.kind !== "name" || depth > 1) return null;
  const found = lookUp(list.name, scope);
  if (found?.parameter) return isRunParameter(found.scope, list.name) ? 0 : null;
  // What it is given later, such as the words behind a command, is not there yet.
  const [only, ...others] = (found?.definitions ?? []).filter(({ at }) => at <= list.at);
  return only?.value && others.length === 0 ? lengthOf(only.value, only.scope, counts, depth + 1) : null;
}

/**
 * `c.NArg()`, `c.Args()` of urfave/cli's context: behind the words of the command there is nothing. Contexts of
 * requests have other methods: `c.Query("name")`.
 */
function isOfCommand(expression: Expression, scope: Scope): boolean {
  if (expression.kind !== "call" || expression.callee.kind !== "selector") return false;
  const { base, name } = expression.callee;
  if (base.kind === "call") return isOfCommand(base, scope);
  if (name !== "Args" && name !== "NArg") return false;
  const parameter = base.kind === "name" ? lookUp(base.name, scope)?.parameter : null;
  return /^(Context|Command)$/.test(lastName(parameter?.type ?? null));
}

/** `func(cmd *cobra.Command, args []string) error`: behind the words of the command there is nothing. */
function isRunParameter({ node }: Scope, name: string): boolean {
  const [command, args] = node?.parameters ?? [];
  return (
    args?.name === name && node?.parameters.length === 2 && lastName(command?.type ?? null) === "Command"
  );
}

export function isNumber(expression: Expression | undefined, number: number): boolean {
  return expression?.kind === "number" && Number(expression.text) === number;
}

/** The number that `len(args)`, `flag.NArg()` or `flag.NFlag()` gives; null for anything else. */
export function countOf(expression: Expression, scope: Scope, counts: Counts): number | null {
  if (expression.kind !== "call") return null;
  const name = lastName(expression.callee);
  const [first] = expression.args;
  if (name === "len" && first) return lengthOf(first, scope, counts);
  // Only where no word is a flag it is known how many are none.
  if (name === "NFlag" && !first) return counts.bare === null ? null : 0;
  if (/^(NArg|Len)$/.test(name) && isOfCommand(expression, scope)) return counts.bare === null ? null : 0;
  return (name === "NArg" || name === "Len") && !first
    ? name === "NArg"
      ? counts.bare
      : lenOfArgs(expression, counts)
    : null;
}

/** `c.Args().Present()` of urfave/cli: whether there is one. */
export function asksForAny(expression: Expression, scope: Scope): boolean {
  if (expression.kind !== "call" || expression.callee.kind !== "selector") return false;
  return expression.callee.name === "Present" && isOfCommand(expression.callee.base, scope);
}

/** `c.Args().Len()` of urfave/cli. */
function lenOfArgs({ callee }: Call, counts: Counts): number | null {
  return callee.kind === "selector" && callee.base.kind === "call" && lastName(callee.base.callee) === "Args"
    ? counts.bare
    : null;
}

/** Comparisons of such a number. */
export const HOLDS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

/**
 * `len(os.Args) > 1`, once it is known with how many words the service is started: false where it asks for more.
 * What holds of too few words says nothing: as a rule the program ends there, and whoever starts it gives them.
 */
export function asksForMore(
  words: number | null,
  operator: string,
  left: Expression,
  right: Expression,
  scope: Scope,
): false | null {
  if (words === null || right.kind !== "number") return null;
  const count = countOf(left, scope, { all: words, bare: null });
  return count !== null && HOLDS[operator]?.(count, Number(right.text)) === false ? false : null;
}
