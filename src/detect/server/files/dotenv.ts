/** Programs that end when there is no `.env` in their working directory; such a file is never put into an image. */
import { posix } from "node:path";
import type { Warning } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { isFatal } from "../flow/fatal.ts";
import { isOff } from "../flow/guards.ts";
import { type CallSite, type Condition, outermostFunction, place } from "../flow/program.ts";
import { importOf, lookUp } from "../flow/types.ts";

/** Whether the condition tests the error that this call gave, not one that came later. */
function tests({ statement, scope }: Condition, { call }: CallSite): boolean {
  const { condition, init } = statement;
  if (condition?.kind !== "binary" || condition.operator !== "!=" || condition.left.kind !== "name")
    return false;
  if (init?.kind === "assign") return init.values.includes(call);
  const { at } = condition;
  const before = (lookUp(condition.left.name, scope)?.definitions ?? []).filter((one) => one.at < at);
  const last = before.reduce<(typeof before)[number] | null>(
    (best, one) => (best && best.at > one.at ? best : one),
    null,
  );
  return last?.value === call;
}

function isDotenv(text: string | null): boolean {
  return text !== null && /(^|\/)\.env(\.[\w-]+)?$/.test(text);
}

/** `.env`, `.env.development`: the name without its directory. */
function nameOf(analysis: Analysis, { call, scope }: CallSite): string {
  const text = call.args[0] && valueIn(analysis, call.args[0], scope)?.text;
  return isDotenv(text ?? null) && text !== undefined ? posix.basename(text) : ".env";
}

/** `godotenv.Load()` without a name or with `.env`, and viper told to read `.env`. */
function loads(analysis: Analysis): CallSite[] {
  const { calls } = analysis.program;
  const godotenv = [...(calls.get("Load") ?? []), ...(calls.get("Overload") ?? [])].filter(
    ({ call, scope }) => {
      const path = call.callee.kind === "selector" ? importOf(call.callee.base, scope) : null;
      if (path !== "github.com/joho/godotenv") return false;
      return call.args.length === 0 || isDotenv(valueIn(analysis, call.args[0], scope)?.text ?? null);
    },
  );
  const named = (calls.get("SetConfigFile") ?? []).some(({ call, scope }) =>
    isDotenv(textOf(analysis, call.args[0], scope)),
  );
  return named ? [...godotenv, ...(calls.get("ReadInConfig") ?? [])] : godotenv;
}

/** `os.Stat(path)` in the function around: what is not there is not loaded. */
function looksFirst(analysis: Analysis, { call, scope }: CallSite): boolean {
  const outer = outermostFunction(scope);
  return (analysis.program.calls.get("Stat") ?? []).some(
    (one) => outermostFunction(one.scope) === outer && one.call.at < call.at,
  );
}

export function dotenvWarnings(analysis: Analysis): readonly Warning[] {
  const required = loads(analysis).filter(
    (site) =>
      !isOff(analysis, site.guards, site.scope) &&
      !looksFirst(analysis, site) &&
      analysis.program.conditions.some((one) => tests(one, site) && isFatal(one.statement.then, one.scope)),
  );
  return required.slice(0, 1).map((site) => ({
    code: "dotenv-required",
    message: `the program ends when its working directory has no ${nameOf(analysis, site)} file, which the image leaves out; mount one, or let the code go on without it`,
    evidence: place(site.scope.file, site.call.at),
    blocksBuild: false,
  }));
}
