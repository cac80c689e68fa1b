import type { Context } from "../flow/context.ts";
import { place } from "../flow/program.ts";
import { isKnown, type Value } from "../flow/value.ts";
import type { Call, Expression } from "../go/ast.ts";

/** `kingpin.Flag("web.listen-address", "...").Default(":9100").Envar("X").String()`. */
export function kingpinFlag(
  call: Call,
  context: Context,
  value: (expression: Expression | undefined) => Value | null,
): Value | null {
  const links = new Map<string, Call>();
  let at: Expression = call;
  while (at.kind === "call" && at.callee.kind === "selector") {
    links.set(at.callee.name, at);
    at = at.callee.base;
  }
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
