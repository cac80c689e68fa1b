/** The account that the program looks up by its name when it starts, and ends without. */
import type { Analysis } from "../flow/context.ts";
import { endsProgram } from "../flow/errors.ts";
import { valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { packageOf } from "../flow/types.ts";
import { isKnown } from "../flow/value.ts";

const NAME = /^[a-z_][a-z0-9_-]{0,31}$/;

/** `user.Lookup(cfg.User)`, where code or configuration gives a name; null where any account will do. */
export function accountLookedUp(analysis: Analysis): string | null {
  for (const site of analysis.program.calls.get("Lookup") ?? []) {
    const { call, scope, guards } = site;
    if (packageOf(call.callee, scope) !== "os/user" || isOff(analysis, guards, scope)) continue;
    const value = valueIn(analysis, call.args[0], scope);
    if (isKnown(value) && NAME.test(value.text) && endsProgram(analysis, site)) return value.text;
  }
  return null;
}
