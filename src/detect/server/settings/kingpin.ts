/** Flags of kingpin, which are put together by a chain of calls. */
import type { EnvironmentVariable } from "../../../types/project.ts";
import { isOfIdleCommand } from "../arguments/kingpin.ts";
import type { Analysis, Context } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { place } from "../flow/program.ts";
import { isKnown, type Value } from "../flow/value.ts";
import type { Call, Expression } from "../go/ast.ts";

/** `kingpin.Flag("key", "").Required()`: the calls of the chain up to this one, each by its name. */
export function chainOf(call: Call): ReadonlyMap<string, Call> {
  const links = new Map<string, Call>();
  let at: Expression = call;
  while (at.kind === "call" && at.callee.kind === "selector") {
    links.set(at.callee.name, at);
    at = at.callee.base;
  }
  return links;
}

/** A variable that sets a flag, and whether only a command has that flag which does not run. */
export interface KingpinVariable extends EnvironmentVariable {
  readonly idle: boolean;
}

/** Variables that set flags. */
export function kingpinVariables(analysis: Analysis): KingpinVariable[] {
  const { calls } = analysis.program;
  return (calls.get("Envar") ?? []).flatMap(({ call, scope }) => {
    const before = chainOf(call);
    const defined = before.get("Flag") ?? before.get("Arg");
    const name = defined ? textOf(analysis, call.args[0], scope) : null;
    if (!defined || name === null) return [];
    // What follows in the chain has it among the calls before.
    const link = (one: string) =>
      before.get(one) ?? calls.get(one)?.find((site) => chainOf(site.call).get("Envar") === call)?.call;
    const fallback = textOf(analysis, link("Default")?.args[0], scope);
    const idle = isOfIdleCommand(analysis, defined, scope);
    const required = link("Required") !== undefined && !idle;
    const evidence = place(scope.file, call.at);
    return [{ name, required, default: fallback === "" ? null : fallback, evidence, idle }];
  });
}

/** `kingpin.Flag("web.listen-address", "...").Default(":9100").Envar("X").String()`. */
export function kingpinFlag(
  call: Call,
  context: Context,
  value: (expression: Expression | undefined) => Value | null,
): Value | null {
  const links = chainOf(call);
  const flag = links.get("Flag");
  if (!flag || flag === call) return null;
  const name = value(flag.args[0]);
  if (!isKnown(name)) return null;
  const fallback = value(links.get("Default")?.args[0]);
  const variable = value(links.get("Envar")?.args[0]);
  const sources = [...(isKnown(variable) ? [`env:${variable.text}`] : []), `flag:--${name.text}`];
  const evidence = fallback?.evidence ?? place(context.scope.file, flag.at);
  return { text: fallback?.text ?? "", numeric: false, sources, evidence };
}
