/** Options of docopt, whose defaults stand in the text that it prints as help. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { type CallSite, place } from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import { known, type Value } from "../flow/value.ts";
import type { Index } from "../go/ast.ts";

interface Usage {
  readonly text: string;
  readonly site: CallSite;
}

/** The text that is handed to `docopt.ParseDoc(usage)` and the like. */
export function docoptUsage(analysis: Analysis): Usage | null {
  for (const name of ["ParseDoc", "ParseArgs", "Parse"]) {
    for (const site of analysis.program.calls.get(name) ?? []) {
      const { callee, args } = site.call;
      const path = packageOf(callee, site.scope);
      const text = path?.includes("docopt") ? textOf(analysis, args[0], site.scope) : null;
      if (text !== null) return { text, site };
    }
  }
  return null;
}

/** Every option that has a value: `--port=<port>  Port to listen on [default: 8080].` */
export function docoptOptions(analysis: Analysis): ReadonlyMap<string, Value> {
  analysis.memo.options ??= readOptions(analysis);
  return analysis.memo.options;
}

function readOptions(analysis: Analysis): ReadonlyMap<string, Value> {
  const usage = docoptUsage(analysis);
  const options = new Map<string, Value>();
  if (!usage) return options;
  const evidence = place(usage.site.scope.file, usage.site.call.at);
  for (const said of usage.text.split(/\n(?=\s*-)/)) {
    const fallback = /\[default:\s*([^\]]*)\]/i.exec(said)?.[1];
    const [names = ""] = said.trim().split(/\s{2,}/);
    const long = /--[\w-]+/.exec(names)?.[0] ?? /^-\w/.exec(names)?.[0];
    if (fallback === undefined || long === undefined) continue;
    options.set(long, known(fallback, evidence, [`flag:${long}`]));
  }
  return options;
}

/** `arguments["--port"].(string)`. */
export function evaluateOption(analysis: Analysis, { index }: Index): Value | null {
  const [name] = index;
  if (name?.kind !== "string" || !name.value.startsWith("-")) return null;
  return docoptOptions(analysis).get(name.value) ?? null;
}
