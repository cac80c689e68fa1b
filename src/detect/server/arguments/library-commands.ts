/** Commands of programs whose whole command line comes from a library, as its documentation says. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { place } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import { packageOf } from "../flow/types.ts";
import { pocketbaseOf } from "../pocketbase.ts";
import { type Needed, named } from "./serving-command.ts";

/** A build of Caddy with modules of its own: https://caddyserver.com/docs/command-line#caddy-run. */
function caddy(analysis: Analysis): Needed | null {
  for (const { call, scope, guards } of analysis.program.calls.get("Main") ?? []) {
    const path = packageOf(call.callee, scope);
    if (path === "github.com/caddyserver/caddy/v2/cmd" && !isOff(analysis, guards, scope))
      return { words: ["run"], evidence: place(scope.file, call.at) };
  }
  return null;
}

function pocketbase(analysis: Analysis): Needed | null {
  const made = pocketbaseOf(analysis);
  return made && { words: ["serve"], evidence: made.evidence };
}

/** google/subcommands: `subcommands.Register(&serve{}, "")`, where the type's method Name gives the word. */
function registered(analysis: Analysis): Needed | null {
  const commands = (analysis.program.calls.get("Register") ?? []).flatMap(({ call, scope }) => {
    const path = packageOf(call.callee, scope);
    const [command] = call.args;
    if (path !== "github.com/google/subcommands" || !command) return [];
    const name = { kind: "selector", base: command, name: "Name", at: call.at } as const;
    const method = calledFunction(analysis.program, name, scope);
    const word = method && textOf(analysis, method.scope.returns[0]?.[0], method.scope);
    return word ? [{ name: word, runs: true, evidence: place(scope.file, call.at) }] : [];
  });
  const serving = named(commands);
  return serving && { words: [serving.name], evidence: serving.evidence };
}

/** The one that serves; null where the program's command line is its own. */
export function libraryCommand(analysis: Analysis): Needed | null {
  return caddy(analysis) ?? pocketbase(analysis) ?? registered(analysis);
}
