/** The command of cobra that a flag is one of. */
import type { Analysis } from "../flow/context.ts";
import { commandsBehind } from "../flow/literals.ts";
import { type CallSite, lastName, type Scope } from "../flow/program.ts";
import { lookUp } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";
import { executedLiterals } from "./commands.ts";
import { nameOf } from "./running.ts";

/** `cmd.Flags()` and `cmd.PersistentFlags()`, also where a variable holds them. */
export function flagSet(
  expression: Expression,
  scope: Scope,
  depth = 0,
): { of: Expression; all: boolean } | null {
  if (expression.kind === "call" && expression.callee.kind === "selector") {
    const { name, base } = expression.callee;
    if (name === "FlagSet") return namedSet(base, scope);
    return /^(Local|Persistent)?Flags$/.test(name) ? { of: base, all: name === "PersistentFlags" } : null;
  }
  if (expression.kind !== "name" || depth > 2) return null;
  for (const { value } of lookUp(expression.name, scope)?.definitions ?? []) {
    const found = value && flagSet(value, scope, depth + 1);
    if (found) return found;
  }
  return null;
}

/** `sets := cobrautil.NewNamedFlagSets(cmd)`: sets of the command's flags, each with a name for its help. */
function namedSet(sets: Expression, scope: Scope): { of: Expression; all: boolean } | null {
  const made = sets.kind === "name" ? (lookUp(sets.name, scope)?.definitions ?? []) : [];
  for (const { value } of made) {
    const [command] =
      value?.kind === "call" && lastName(value.callee) === "NewNamedFlagSets" ? value.args : [];
    if (command) return { of: command, all: false };
  }
  return null;
}

/**
 * Whether the call defines a flag of commands alone that are neither the root nor among the words.
 * @param words those that the program may be started with
 */
export function isOfOtherCommand(
  analysis: Analysis,
  { call: { callee }, scope }: CallSite,
  words: readonly string[],
): boolean {
  const set = callee.kind === "selector" ? flagSet(callee.base, scope) : null;
  const owners = set ? commandsBehind(analysis, set.of, scope) : [];
  return (
    owners.length > 0 &&
    owners.every((one) => !words.includes(nameOf(analysis, one)) && !executedLiterals(analysis).includes(one))
  );
}
