/** Programs that end when there is no `.env` in their working directory; such a file is never put into an image. */
import { posix } from "node:path";
import { inModule } from "../../../own-sources.ts";
import type { GivenSetting, Warning } from "../../../types/project.ts";
import type { ServerInput } from "../analysis.ts";
import type { Analysis } from "../flow/context.ts";
import { endsProgram } from "../flow/errors.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { onEveryWay } from "../flow/every-call.ts";
import { isOff } from "../flow/guards.ts";
import {
  type CallSite,
  type Guard,
  lastName,
  outermostFunction,
  place,
  type Scope,
} from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import { isKnown } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import { EXAMPLE } from "../settings/config-files.ts";
import { cleanPath, fixedPart, inApp, inRepository } from "./paths.ts";

function isDotenv(text: string | null): boolean {
  return text !== null && /(^|\/)\.env(\.[\w-]+)?$/.test(text);
}

/** Whether the path leads to such a file, whatever directory it is joined to: `filepath.Join(root, ".env")`. */
function leadsToDotenv(analysis: Analysis, path: Expression | undefined, scope: Scope): boolean {
  if (isDotenv(valueIn(analysis, path, scope)?.text ?? null)) return true;
  const last = path?.kind === "call" && lastName(path.callee) === "Join" ? path.args.at(-1) : undefined;
  return last !== undefined && isDotenv(textOf(analysis, last, scope));
}

interface Load extends CallSite {
  /** The file as the code names it. */
  readonly text: string;
  /** It may stand in the repository, and does not. */
  readonly absent: boolean;
  /** It only sets variables of the environment. */
  readonly forVariables: boolean;
  /** What it gives comes from nowhere else. */
  readonly alone: boolean;
}

/** The file as the code names it: `.env` unless it gives another name. */
function textOfFile(analysis: Analysis, { call, scope }: CallSite): string {
  const text = call.args[0] && valueIn(analysis, call.args[0], scope)?.text;
  return isDotenv(text ?? null) && text !== undefined ? text : ".env";
}

/** `.env`, `config/.env`: where it has to lie below the working directory; null elsewhere. */
function placeOf(text: string): string | null {
  const clean = cleanPath(text);
  const path = clean && inApp(clean);
  return path === null || /^(\/|\.\.)/.test(path) || fixedPart(path) !== path ? null : path;
}

/** Where the file that is loaded has to lie; null where it is not in sight, or may be committed. */
function wantedAt({ text, absent }: Load): string | null {
  return absent ? null : placeOf(text);
}

/** Calls of a package's function. */
function callsOf({ program }: Analysis, from: RegExp, names: readonly string[]): CallSite[] {
  return names.flatMap((name) =>
    (program.calls.get(name) ?? []).filter(({ call, scope }) => {
      const path = packageOf(call.callee, scope);
      return path !== null && from.test(path);
    }),
  );
}

/** A reader that sets a variable for each line: of a file without lines it sets none. */
function setsVariables({ program }: Analysis, { scope }: CallSite): boolean {
  const outer = outermostFunction(scope);
  return ["NewScanner", "Setenv"].every((name) =>
    (program.calls.get(name) ?? []).some((one) => outermostFunction(one.scope) === outer),
  );
}

/** `godotenv.Load()` without a name or with `.env`, a reader of the program's own, and viper told to read `.env`. */
function loads(input: ServerInput, analysis: Analysis): Load[] {
  const godotenv = callsOf(analysis, /^github\.com\/joho\/godotenv$/, ["Load", "Overload"]).filter(
    ({ call, scope }) => call.args.length === 0 || leadsToDotenv(analysis, call.args[0], scope),
  );
  const own = callsOf(analysis, /^(os|io\/ioutil)$/, ["ReadFile", "Open"]).filter(({ call, scope }) => {
    const [path] = call.args;
    const value = valueIn(analysis, path, scope);
    if (!path || !isKnown(value) || !isDotenv(value.text) || value.others) return false;
    // Of one that reads other files as well, which of them ends the program is not in sight.
    return onEveryWay(analysis, path, scope, (one) => isDotenv(one?.text ?? null));
  });
  // viper looks at variables where it is told so.
  const alone = !["AutomaticEnv", "BindEnv", "MustBindEnv"].some((name) => analysis.program.calls.has(name));
  return [
    ...[...godotenv, ...own].map((site) => ({
      ...site,
      text: textOfFile(analysis, site),
      absent: false,
      alone: false,
      forVariables: godotenv.includes(site) ? site.call.args.length < 2 : setsVariables(analysis, site),
    })),
    ...viperLoads(input, analysis).map((load) => ({ ...load, forVariables: false, alone })),
  ];
}

/** viper that is told to read a `.env`, or an `app.env` which the repository has not. */
function viperLoads(input: ServerInput, analysis: Analysis): Omit<Load, "forVariables" | "alone">[] {
  const { calls, files } = analysis.program;
  // `directory + ".env"` of each of several directories: the working directory is among them.
  const lastOf = (path: Expression | undefined) =>
    path?.kind === "binary" && path.right.kind === "string" ? path.right.value : [];
  const textsOf = (name: string) =>
    (calls.get(name) ?? []).flatMap(
      ({ call: { args }, scope }) => textOf(analysis, args[0], scope) ?? lastOf(args[0]),
    );
  const found: Pick<Load, "text" | "absent">[] = textsOf("SetConfigFile")
    .filter(isDotenv)
    .map((text) => ({ text, absent: false }));
  // Only what viper looks for by a name may be missing, as far as viper is concerned.
  const goesOn = files.some(({ text }) => text.includes("ConfigFileNotFoundError"));
  if (!goesOn && textsOf("SetConfigType").some((type) => /^(dot)?env$/.test(type))) {
    const isThere = (name: string) =>
      analysis.settings
        .configFiles()
        .some(({ path }) => !EXAMPLE.test(path) && posix.basename(path).startsWith(`${name}.`)) ||
      textsOf("AddConfigPath").some((directory) => inRepository(input, posix.join(directory, `${name}.env`)));
    for (const name of textsOf("SetConfigName")) {
      if (isDotenv(name)) found.push({ text: name, absent: false });
      else if (/^\w[\w-]*$/.test(name) && !isThere(name)) found.push({ text: `${name}.env`, absent: true });
    }
  }
  const [one] = found;
  return one ? (calls.get("ReadInConfig") ?? []).map((site) => ({ ...site, ...one })) : [];
}

/**
 * `os.Stat(path)` in the function around, or `if fileExists(".env")`: what is not there is not loaded, unless the program
 * looks only to end.
 */
function looksFirst(analysis: Analysis, { call, scope, guards }: CallSite): boolean {
  const outer = outermostFunction(scope);
  const isAsked = guards.some(({ condition, scope: where }) => {
    const asked = condition.kind === "unary" ? condition.operand : condition;
    return asked.kind === "call" && asked.args.some((one) => isDotenv(textOf(analysis, one, where)));
  });
  if (isAsked) return true;
  return (analysis.program.calls.get("Stat") ?? []).some(
    (one) => outermostFunction(one.scope) === outer && one.call.at < call.at && !endsProgram(analysis, one),
  );
}

const PRODUCTION = /^(prod(uction)?|release|live|docker|container)$/i;

/** `os.Getenv("APP_ENV") != "production"` around the call: the setting that keeps it from running. */
function skippedBy(analysis: Analysis, guards: readonly Guard[]): GivenSetting | null {
  for (const { condition, negated, scope } of guards) {
    if (condition.kind !== "binary" || condition.operator !== (negated ? "==" : "!=")) continue;
    const { left, right } = condition;
    const value = textOf(analysis, right, scope) ?? "";
    const source = valueIn(analysis, left, scope)?.sources.find((one) => one.startsWith("env:"));
    if (source && PRODUCTION.test(value)) return { setBy: source, value };
  }
  return null;
}

/** What the image sets so that no such file is looked for, and where nothing does that the file and a warning. */
export function describeDotenv(
  input: ServerInput,
  analysis: Analysis,
): {
  readonly settings: readonly GivenSetting[];
  readonly file: string | null;
  readonly mayBeEmpty: boolean;
  readonly warnings: readonly Warning[];
} {
  const required = loads(input, analysis).filter(
    (site) =>
      !isOff(analysis, site.guards, site.scope) &&
      !looksFirst(analysis, site) &&
      (site.alone || endsProgram(analysis, site)),
  );
  const settings: GivenSetting[] = [];
  const asked: Load[] = [];
  for (const site of required) {
    const setting = skippedBy(analysis, site.guards);
    if (setting) settings.push(setting);
    else asked.push(site);
  }
  const places = asked.map(wantedAt);
  const file = places.find((path) => path !== null) ?? null;
  const mayBeEmpty =
    file !== null && asked.every(({ forVariables }) => forVariables) && places.every((path) => path === file);
  const [first] = asked;
  if (!first) return { settings, file, mayBeEmpty, warnings: [] };
  const ends = asked.find((load) => endsProgram(analysis, load));
  if (ends) return { settings, file, mayBeEmpty, warnings: [warning(input, ends, mayBeEmpty, false)] };
  // Compose starts nothing where a file that it mounts is not there.
  return { settings, file: null, mayBeEmpty: false, warnings: [warning(input, first, false, true)] };
}

/** @param goesOn the program does without the file, and has no settings then */
function warning({ reach }: ServerInput, load: Load, mayBeEmpty: boolean, goesOn: boolean): Warning {
  const { text, absent, call, scope } = load;
  const path = wantedAt(load);
  const mounted = path === null || goesOn ? "mount one" : "mount one as docker-compose.yml does";
  const left = absent ? "the repository has not" : "the image leaves out";
  const remedy = mayBeEmpty
    ? `: the image has an empty one, and the variables come from the container, as with --env-file ${inModule(reach.module.path, path ?? ".env")}`
    : `, which ${left}; ${mounted}, or let the code ${goesOn ? "look at variables as well" : "go on without it"}`;
  const name = path ?? posix.basename(text);
  const lack = goesOn
    ? `no variable gives the program its settings: it has them from ${name} alone`
    : `the program ends when its working directory has no ${name} file`;
  return {
    code: "dotenv-required",
    message: lack + remedy,
    evidence: place(scope.file, call.at),
    blocksBuild: false,
  };
}
