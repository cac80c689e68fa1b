/** Configuration files that viper looks for by a name, where the repository has none of that name. */
import { posix } from "node:path";
import { fileOf } from "../../../evidence.ts";
import type { Evidence } from "../../../types/project.ts";
import type { ServerInput } from "../analysis.ts";
import type { Copy } from "../docker/copies.ts";
import type { Analysis } from "../flow/context.ts";
import { endsProgram } from "../flow/errors.ts";
import { valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { type CallSite, place } from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import { isKnown } from "../flow/value.ts";
import type { OpenPort } from "../ports/open-port.ts";
import { EXAMPLE } from "../settings/config-files.ts";
import { inRepository } from "./paths.ts";

interface Searched {
  readonly path: string;
  /** The flag that names another file. */
  readonly flag: string | undefined;
  readonly evidence: Evidence;
}

/** Every text that the calls of viper by that name are given; null where one of them is not in sight. */
function given(analysis: Analysis, name: string): readonly string[] | null {
  const values = (analysis.program.calls.get(name) ?? []).map(({ call, scope }) =>
    valueIn(analysis, call.args[0], scope),
  );
  return values.every(isKnown) ? values.flatMap(({ text, others = [] }) => [text, ...others]) : null;
}

function isRequired(analysis: Analysis, site: CallSite): boolean {
  return !isOff(analysis, site.guards, site.scope) && endsProgram(analysis, site);
}

const FRAME = /^github\.com\/gogf\/gf(\/v\d+)?\/frame\/g$/;
/** Where GoFrame looks, below the working directory: https://goframe.org/en/docs/core/gcfg */
const FRAME_PLACES = /^((manifest\/)?config\/)?config[._-]/;

/** Where the program asks GoFrame for something that its file describes. */
const frameSite = ({ program: { calls } }: Analysis): CallSite | undefined =>
  ["Server", "Cfg", "DB"]
    .flatMap((name) => calls.get(name) ?? [])
    .find(({ call, scope }) => FRAME.test(packageOf(call.callee, scope) ?? ""));

/** Where GoFrame is made to read the file by itself; null for a file that it does not look for. */
export function readByFrame({ reach }: ServerInput, analysis: Analysis, path: string): Evidence | null {
  const inside = posix.relative(reach.module.directory, path);
  const site =
    FRAME_PLACES.test(inside) && /(^|\/)config\.\w+$/.test(inside) ? frameSite(analysis) : undefined;
  return site ? place(site.scope.file, site.call.at) : null;
}

/** What GoFrame looks for by itself and goes on without, on a port that nobody knows: a sample is there alone. */
export function searchedByFrame(
  { reach }: ServerInput,
  analysis: Analysis,
  copies: readonly Copy[],
): Searched | null {
  const site = frameSite(analysis);
  const paths = analysis.settings
    .configFiles()
    .map(({ path }) => posix.relative(reach.module.directory, path))
    .filter((path) => FRAME_PLACES.test(path));
  const sample = paths.find((path) => EXAMPLE.test(posix.basename(path)));
  const held = [...paths, ...copies.map(({ target }) => posix.basename(target))];
  const isThere = held.some((path) => /(^|\/)config\.\w+$/.test(path));
  if (!site || !sample || isThere) return null;
  // `config.toml.example` is one of TOML: under another name it would be read as something else.
  const format = /\.(toml|ya?ml|json|ini|xml)(?=\.|$)/.exec(posix.basename(sample))?.[0] ?? ".yaml";
  const path = posix.join(posix.dirname(sample), `config${format}`);
  return { path, flag: undefined, evidence: place(site.scope.file, site.call.at) };
}

/**
 * What viper fills a struct from, and goes on without: only a sample of it says on which port the program listens, and
 * variables are no help, since viper looks for those of keys that it knows.
 */
export function searchedForPort(
  { reach }: ServerInput,
  analysis: Analysis,
  ports: readonly OpenPort[],
  copies: readonly Copy[],
): Searched | null {
  const { calls } = analysis.program;
  const [site] = calls.get("SetConfigName") ?? [];
  const [name, ...others] = given(analysis, "SetConfigName") ?? [];
  if (!site || name === undefined || others.length > 0 || !/^\w[\w-]*$/.test(name)) return null;
  if (!calls.has("ReadInConfig") || !calls.has("Unmarshal") || !calls.has("AddConfigPath")) return null;
  const [type = "yaml"] = given(analysis, "SetConfigType") ?? [];
  const isOf = (path: string): boolean => posix.basename(path).startsWith(`${name}.`);
  const sample = ports
    .map(({ port }) => fileOf(port.evidence))
    .find((path) => isOf(path) && EXAMPLE.test(posix.basename(path)));
  const held = [
    ...analysis.settings.configFiles().flatMap(({ path }) => (EXAMPLE.test(path) ? [] : [path])),
    ...copies.map(({ target }) => target),
  ];
  if (sample === undefined || held.some(isOf)) return null;
  const directory = posix.relative(reach.module.directory, posix.dirname(sample));
  const path = posix.join(directory, `${name}.${type}`);
  return { path, flag: undefined, evidence: place(site.scope.file, site.call.at) };
}

/** The directory that the words with which the program is started name by a flag, where viper looks in that. */
function directoryOf(analysis: Analysis, words: readonly string[]): string | undefined {
  const [site] = analysis.program.calls.get("AddConfigPath") ?? [];
  const sources = site ? (valueIn(analysis, site.call.args[0], site.scope)?.sources ?? []) : [];
  const at = words.findIndex((word) => sources.includes(`flag:${word.replace(/=.*$/s, "")}`));
  const word = words[at];
  return word?.includes("=") ? word.replace(/^[^=]*=/, "") : at < 0 ? undefined : words[at + 1];
}

/** `yml` of `config.yml.dist`. */
function formatOfSample(analysis: Analysis, name: string): string | undefined {
  const start = `${posix.basename(name)}.`;
  for (const { path } of analysis.settings.configFiles()) {
    const file = posix.basename(path);
    const format = file.startsWith(start) && EXAMPLE.test(file) ? file.slice(start.length) : "";
    const [, known] = /^(ya?ml|toml|json|hcl|ini|properties)\b/.exec(format) ?? [];
    if (known !== undefined) return known;
  }
  return undefined;
}

/** Where the program ends without the file and nothing of that name is there: one that viper would take. */
export function searchedInVain(
  input: ServerInput,
  analysis: Analysis,
  copies: readonly Copy[],
  words: readonly string[],
): Searched | null {
  const { calls, files } = analysis.program;
  const [site] = calls.get("SetConfigName") ?? [];
  if (!site || files.some(({ text }) => text.includes("ConfigFileNotFoundError"))) return null;
  const names = given(analysis, "SetConfigName");
  // A directory that is worked out may be any: then no file of that name is there for it.
  const directories = given(analysis, "AddConfigPath") ?? ["."];
  const types = given(analysis, "SetConfigType") ?? [];
  // A file of variables has a warning of its own.
  if (!names || directories.length === 0 || types.some((one) => /env$/.test(one))) return null;
  const [name = "", ...others] = new Set(names);
  // `config/app` is a name below each of the directories as well.
  if (!/^\w[\w.-]*(\/\w[\w.-]*)*$/.test(name) || others.length > 0) return null;
  const isThere = (path: string): boolean =>
    posix.basename(path).replace(/\.\w+$/, "") === posix.basename(name);
  const held = [
    ...analysis.settings.configFiles().flatMap(({ path }) => (EXAMPLE.test(path) ? [] : [path])),
    ...copies.map(({ target }) => target),
  ];
  const bare = directories.some(
    (directory) => inRepository(input, posix.join(directory, name))?.kind === "file",
  );
  if (bare || held.some(isThere)) return null;
  if (!(calls.get("ReadInConfig") ?? []).some((one) => isRequired(analysis, one))) return null;
  const flag = [...(calls.get("SetConfigFile") ?? []), site]
    .flatMap(({ call, scope }) => valueIn(analysis, call.args[0], scope)?.sources ?? [])
    .find((source) => source.startsWith("flag:"))
    ?.slice("flag:".length);
  const path = posix.join(
    directoryOf(analysis, words) ?? directories[0] ?? ".",
    `${name}.${types[0] ?? formatOfSample(analysis, name) ?? "yaml"}`,
  );
  return { path, flag, evidence: place(site.scope.file, site.call.at) };
}
