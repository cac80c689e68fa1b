/** Flags of commands that have a set of their own each: `flag.NewFlagSet("init", flag.ExitOnError)`. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { makersOf } from "../flow/makers.ts";
import { type CallSite, lastName } from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import type { Value } from "../flow/value.ts";
import { flagArguments } from "../settings/flag-calls.ts";

const LIBRARY = /^(flag|github\.com\/spf13\/pflag)$/;

/** The names of the sets on which a call defines a flag; none of the program's own flags. */
function setsOf(analysis: Analysis, { call: { callee }, scope }: CallSite): readonly (string | null)[] {
  const base = callee.kind === "selector" ? callee.base : null;
  return makersOf(analysis, base, scope).flatMap(({ expression, scope: where }) =>
    expression.kind === "call" &&
    lastName(expression.callee) === "NewFlagSet" &&
    LIBRARY.test(packageOf(expression.callee, where) ?? "")
      ? [textOf(analysis, expression.args[0], where)]
      : [],
  );
}

/** Whether the value is that of a flag in sets of other commands alone than the one that the program is started with. */
export function isOfOtherSet(analysis: Analysis, { sources }: Pick<Value, "sources">): boolean {
  const { memo, program } = analysis;
  const [served] = memo.served;
  const made = program.calls.get("NewFlagSet") ?? [];
  const flag = sources.find((source) => source.startsWith("flag:"))?.replace(/^flag:-*/, "");
  if (served === undefined || flag === undefined) return false;
  if (!made.some(({ call, scope }) => textOf(analysis, call.args[0], scope) === served)) return false;
  const defined = [...program.calls.values()].flat().filter(({ call, scope }) => {
    const given = flagArguments(call);
    return given !== null && textOf(analysis, given.name, scope) === flag;
  });
  return (
    defined.length > 0 &&
    defined.every((site) => {
      const names = setsOf(analysis, site);
      return names.length > 0 && names.every((name) => name !== null && name !== served);
    })
  );
}
