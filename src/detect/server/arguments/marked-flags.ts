/** Flags that cobra is told to be required. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { isOff, isOn } from "../flow/guards.ts";
import { commandsBehind, spread } from "../flow/literals.ts";
import { type CallSite, lastName, place, type Scope } from "../flow/program.ts";
import { lookUp } from "../flow/types.ts";
import { someExpression } from "../flow/walk.ts";
import type { Expression } from "../go/ast.ts";
import type { Required } from "./required-flags.ts";
import { isRunning, isRunningOrAbove } from "./running.ts";

/** `cmd.Flags()` and `cmd.PersistentFlags()`, also where a variable holds them. */
function flagSet(expression: Expression, scope: Scope, depth = 0): { of: Expression; all: boolean } | null {
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

/** `if flag.required { cmd.MarkFlagRequired(flag.name) }`: each row of a table decides for itself. */
function isOfRow({ guards }: CallSite, flag: Expression): boolean {
  if (flag.kind !== "selector" || flag.base.kind !== "name") return false;
  const { name } = flag.base;
  return guards.some(({ condition }) =>
    someExpression(
      condition,
      (one) => one.kind === "selector" && one.base.kind === "name" && one.base.name === name,
    ),
  );
}

/** `cmd.MarkFlagRequired("key")`, `cobra.MarkFlagRequired(cmd.Flags(), "key")`. */
export function marked(analysis: Analysis): Required[] {
  const sites = ["MarkFlagRequired", "MarkPersistentFlagRequired"].flatMap(
    (name) => analysis.program.calls.get(name) ?? [],
  );
  return sites.flatMap((site) => {
    const { call, scope, guards } = site;
    if (call.callee.kind !== "selector" || !isOn(analysis, guards) || isOff(analysis, guards, scope))
      return [];
    const { base, name } = call.callee;
    const [first, second] = call.args;
    const set =
      second === undefined
        ? { of: base, all: name === "MarkPersistentFlagRequired" }
        : first && flagSet(first, scope);
    const flag = second ?? first;
    const owners = set ? commandsBehind(analysis, set.of, scope) : [];
    const applies = owners.some((one) =>
      set?.all ? isRunningOrAbove(analysis, one) : isRunning(analysis, one),
    );
    if (!applies || !flag || isOfRow(site, flag)) return [];
    return spread(flag, scope).flatMap((one) => {
      const text = textOf(analysis, one, scope);
      return text === null ? [] : [{ flag: `--${text}`, evidence: place(scope.file, call.at) }];
    });
  });
}
