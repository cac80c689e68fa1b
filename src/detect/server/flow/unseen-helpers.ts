/** Helpers that are not in sight and say by their names that they read the environment. */
import type { Call, Expression } from "../go/ast.ts";
import type { Analysis, Context } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import { environment } from "./known-calls.ts";
import { lastName, place } from "./program.ts";
import type { Steps } from "./steps.ts";
import { isKnown, type Value } from "./value.ts";

const VARIABLE = /^[A-Z][A-Z0-9_]{1,60}$/;

/** The default that a helper is given, also behind whether the variable is required: `env.String("ADDR", false, ":80", "help")`. */
export function helperFallback({ callee, args }: Call): Expression | undefined {
  const [, second, third] = args;
  const isSwitch = second?.kind === "name" && /^(true|false)$/.test(second.name);
  const least = /bool/i.test(lastName(callee)) ? 4 : 3;
  if (!isSwitch || args.length < least) return second;
  return second.name === "false" ? third : undefined;
}

/** `env.Get("PORT", "8080")`, `env.Bind(&port, "PORT")`; null for what does not read the environment. */
export function evaluateHelper(analysis: Analysis, call: Call, context: Context, steps: Steps): Value | null {
  const [target, variable] = call.args;
  if (target?.kind === "unary" && target.operator === "&" && variable) {
    const bound = evaluate(analysis, variable, context, steps);
    const named = isKnown(bound) && VARIABLE.test(bound.text) && bound.text.length > 3;
    return named ? environment(analysis, bound, place(context.scope.file, call.at), null) : null;
  }
  const name = lastName(call.callee);
  const base = call.callee.kind === "selector" ? lastName(call.callee.base) : "";
  if (!/env/i.test(name) && !/env/i.test(base)) return null;
  const key = target ? evaluate(analysis, target, context, steps) : null;
  if (!isKnown(key) || !VARIABLE.test(key.text)) return null;
  const given = helperFallback(call);
  const fallback = given ? evaluate(analysis, given, context, steps) : null;
  return environment(analysis, key, place(context.scope.file, call.at), fallback);
}
