/** Flags that cobra is told to be required. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { isOff, isOn } from "../flow/guards.ts";
import { commandsBehind, spread } from "../flow/literals.ts";
import { type CallSite, place } from "../flow/program.ts";
import { someExpression } from "../flow/walk.ts";
import type { Expression } from "../go/ast.ts";
import { flagSet } from "./flag-owner.ts";
import type { Required } from "./required-flags.ts";
import { isRunning, isRunningOrAbove } from "./running.ts";

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
