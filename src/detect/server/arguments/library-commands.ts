/** Commands of programs whose whole command line comes from a library, as its documentation says. */
import type { Analysis } from "../flow/context.ts";
import { isOff } from "../flow/guards.ts";
import { place } from "../flow/program.ts";
import { importOf } from "../flow/types.ts";
import { pocketbaseOf } from "../pocketbase.ts";
import type { Needed } from "./serving-command.ts";

/** A build of Caddy with modules of its own: https://caddyserver.com/docs/command-line#caddy-run. */
function caddy(analysis: Analysis): Needed | null {
  for (const { call, scope, guards } of analysis.program.calls.get("Main") ?? []) {
    const path = call.callee.kind === "selector" ? importOf(call.callee.base, scope) : null;
    if (path === "github.com/caddyserver/caddy/v2/cmd" && !isOff(analysis, guards, scope))
      return { words: ["run"], evidence: place(scope.file, call.at) };
  }
  return null;
}

function pocketbase(analysis: Analysis): Needed | null {
  const made = pocketbaseOf(analysis);
  return made && { words: ["serve"], evidence: made.evidence };
}

/** The one that serves; null where the program's command line is its own. */
export function libraryCommand(analysis: Analysis): Needed | null {
  return caddy(analysis) ?? pocketbase(analysis);
}
