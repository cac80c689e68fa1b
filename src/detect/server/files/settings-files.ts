/** Configuration files: those that the image needs, and those that the program looks for in vain. */
import { posix } from "node:path";
import { fileOf } from "../../../evidence.ts";
import type { Evidence, RuntimeFile, Warning, Write } from "../../../types/project.ts";
import { baseDirectories, type ServerInput } from "../analysis.ts";
import { isConfigFlag } from "../arguments/config-flag.ts";
import { isOfOtherSet } from "../arguments/flag-sets.ts";
import type { Copy } from "../docker/copies.ts";
import type { Analysis } from "../flow/context.ts";
import { endsProgram } from "../flow/errors.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { type CallSite, place } from "../flow/program.ts";
import { importOf } from "../flow/types.ts";
import { isKnown, known, type Value } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import type { OpenPort } from "../ports/open-port.ts";
import { EXAMPLE } from "../settings/config-files.ts";
import { docoptOptions } from "../settings/docopt.ts";
import { flagArguments } from "../settings/flag-calls.ts";
import { readTag } from "../settings/tags.ts";
import { isOpenedOrMade, PLACES, readFatally, SECRETS } from "./config-readers.ts";
import { readInVain } from "./empty-handed.ts";
import { cleanPath, inRepository } from "./paths.ts";
import { readByFrame, searchedByFrame, searchedForPort, searchedInVain } from "./searched-config.ts";

const FORMAT = /\.(ya?ml|toml|json|ini|conf|cfg|hcl)$/;

/** Files that decide on a port or that a framework reads: however they are found, they have to be there. */
export function portFiles(
  input: ServerInput,
  analysis: Analysis,
  ports: readonly OpenPort[],
  found: readonly RuntimeFile[],
): RuntimeFile[] {
  const whole = analysis.settings
    .configFiles()
    .filter(({ path, compiled }) => !compiled && FORMAT.test(path) && !EXAMPLE.test(path));
  return whole.flatMap(({ path, named }) => {
    const decided = ports.find(({ port }) => fileOf(port.evidence) === path);
    const evidence = decided?.port.evidence ?? readByFrame(input, analysis, path);
    if (evidence === null || found.some(({ source }) => path === source || path.startsWith(`${source}/`)))
      return [];
    const bases = baseDirectories(input).filter((base) => !posix.relative(base, path).startsWith(".."));
    for (const base of bases) {
      const inside = posix.relative(base, path);
      const file = analysis.program.files.find(({ text }) => text.includes(`${inside}"`));
      const at = file?.text.indexOf(`${inside}"`) ?? 0;
      if (file) return [{ source: path, destination: inside, evidence: place(file, at) }];
    }
    const [base] = bases;
    if (named || base === undefined) return [];
    return [{ source: path, destination: posix.relative(base, path), evidence }];
  });
}

/** What people read and programs write by themselves. */
const LEFT_BEHIND = /\.(md|log|lock|pid|sock|tmp|bak)$/;
/** `var/shop.db` below the working directory: libraries that are told by name open it where no call is in sight. */
const DATABASE = /^(?:\.\/)?(?:[\w-][\w.-]*\/)+[\w.-]+\.(?:db|sqlite3?|bolt)$/;

/** Directories of databases that the image's configuration files name. */
export function configuredDatabases(analysis: Analysis, held: readonly RuntimeFile[]): readonly Write[] {
  return analysis.settings.configFiles().flatMap(({ path, values }) => {
    if (!held.some(({ source }) => source === path)) return [];
    return [...values.values()].flatMap(({ text, line }) => {
      const directory = DATABASE.test(text) ? posix.normalize(posix.dirname(text)) : ".";
      return directory === "." ? [] : [{ path: directory, file: null, evidence: `${path}:${line}` }];
    });
  });
}

/** What every container has, and what Kubernetes puts there. */
const THERE =
  /^\/(proc|sys|dev)\/|^\/etc\/(hosts|hostname|resolv\.conf|passwd|group)$|^\/(var\/)?run\/secrets\/kubernetes\.io\//;

const IN_HOME = /^~(?=\/|$)/;

/** Whether every text that the value may be is a file's path, and none of these files is there. */
function isMissing(input: ServerInput, { value, read, demanded }: Named): boolean {
  if (!isKnown(value)) return false;
  return [value.text, ...(value.others ?? [])].every((text) => {
    // In the home alone `~/shop.conf` is often left out, unless the program is seen to end without it.
    if (IN_HOME.test(text)) return read && FORMAT.test(value.text);
    const path = cleanPath(text);
    if (path === null || path.startsWith("..") || THERE.test(path)) return false;
    if (SECRETS.test(path)) return read;
    const named = demanded && /\w\.|\.\w/.test(posix.basename(path)) && !LEFT_BEHIND.test(path);
    if (!named && !FORMAT.test(path) && !PLACES.test(path)) return false;
    // What a flag names there may go unread where nobody puts it.
    return path.startsWith("/")
      ? read && (demanded || FORMAT.test(path))
      : inRepository(input, path) === null;
  });
}

/** Whether the code asks if the file is there, or goes on without it: then it may be missing. */
function isOptional(analysis: Analysis, path: string): boolean {
  const { program } = analysis;
  if (program.files.some(({ text }) => text.includes("ConfigFileNotFoundError"))) return true;
  return (program.calls.get("Stat") ?? []).some((site) => {
    const asked = valueIn(analysis, site.call.args[0], site.scope);
    const isOfIt =
      asked !== null &&
      [asked.text, ...(asked.others ?? [])].some((one) => posix.basename(one) === posix.basename(path));
    // `log.Fatal("no configuration")` is what follows as well.
    return isOfIt && !endsProgram(analysis, site);
  });
}

interface Named {
  readonly value: Value | null;
  readonly evidence: Evidence;
  readonly off: boolean;
  /** It is seen to be read, and a failure ends the program. */
  readonly read: boolean;
  /** A file of any kind that the code asks for, and ends without. */
  readonly demanded?: boolean;
}

/** Options of docopt for a configuration file, and fields with a tag for one: `long:"conf" default:"shop.yml"`. */
function describedFiles(analysis: Analysis): readonly Named[] {
  const options = [...docoptOptions(analysis)].flatMap(([name, value]) =>
    isConfigFlag(name.replace(/^-+/, ""))
      ? [{ value, evidence: value.evidence ?? "", off: false, read: false }]
      : [],
  );
  const fields = [...analysis.program.structs.values()].flat().flatMap(({ field, file }) => {
    const { flag, fallback } = readTag(field.tag);
    if (flag === null || fallback === null || !isConfigFlag(flag)) return [];
    const evidence = place(file, field.at);
    return [{ value: known(fallback, evidence, [`flag:--${flag}`]), evidence, off: false, read: false }];
  });
  return [...options, ...fields];
}

/** Middleware of fiber that ends the program where the description that it shows is not there. */
const SHOWS = /^github\.com\/gofiber\/contrib\/(v\d+\/)?swagger(\/v\d+)?$/;

/** Descriptions of an API as it is handed them: `swagger.Config{FilePath: "./docs/swagger.json"}`. */
function shownDescriptions(analysis: Analysis): readonly Named[] {
  return (analysis.program.fieldValues.get("FilePath") ?? []).flatMap(({ value, type, scope }) => {
    const path = type?.kind === "selector" ? importOf(type.base, scope) : null;
    if (path === null || !SHOWS.test(path)) return [];
    const evidence = place(scope.file, value.at);
    return [{ value: valueIn(analysis, value, scope), evidence, off: false, read: true }];
  });
}

/**
 * Settings that name a file which the repository does not have, only an example of it at most.
 * @param held what the image has, also of files that lie elsewhere in the repository
 */
export function missingConfig(
  input: ServerInput,
  analysis: Analysis,
  copies: readonly Copy[],
  held: readonly RuntimeFile[],
  given: readonly string[],
  ports: readonly OpenPort[],
): readonly Warning[] {
  const { calls } = analysis.program;
  // `f.StringSlice("config", []string{"config.toml"}, "")` names one as well.
  const kinds = ["String", "StringSlice", "StringArray"];
  const definers = kinds.flatMap((kind) => ["", "Var", "P", "VarP"].map((ending) => kind + ending));
  const flags = definers.flatMap((name) =>
    (calls.get(name) ?? []).filter(({ call, scope }) =>
      isConfigFlag(textOf(analysis, flagArguments(call)?.name, scope)),
    ),
  );
  const named = (
    { call, scope, guards }: CallSite,
    expression: Expression | undefined,
    read = false,
  ): Named => {
    const value = valueIn(analysis, expression, scope);
    return { value, evidence: place(scope.file, call.at), off: isOff(analysis, guards, scope), read };
  };
  // viper opens the file that it is told of only then: it may be handed the text of one that is embedded.
  const readsConfigFile = calls.has("ReadInConfig") || calls.has("MergeInConfig");
  const values = [
    ...flags.map((site) => named(site, site.call)),
    // Those of Google's clients are credentials, which hardly a repository has.
    ...[...(readsConfigFile ? ["SetConfigFile"] : []), "WithCredentialsFile"]
      .flatMap((name) => calls.get(name) ?? [])
      .map((site) => named(site, site.call.args[0])),
    ...readFatally(analysis).map(({ site, path, demanded }) => ({ ...named(site, path, true), demanded })),
    ...readInVain(analysis).map(({ site, value }) => ({ ...named(site, undefined, true), value })),
    ...describedFiles(analysis),
    ...shownDescriptions(analysis),
  ];
  // `-config` and `--config` are one flag to Go's own package and to urfave/cli.
  const nameOf = (word: string) => /^-+([^=]+)/.exec(word)?.[1];
  const isGiven = (flag: string | undefined) =>
    flag !== undefined && given.some((word) => nameOf(word) === nameOf(flag));
  for (const one of values) {
    const { value, evidence, off } = one;
    if (value === null || off || isOfOtherSet(analysis, value) || !isMissing(input, one)) continue;
    const flags = value.sources.flatMap((source) => /^flag:(.+)/.exec(source)?.[1] ?? []);
    const flag = flags.find((other) => !isGiven(other));
    if (flags.length > 0 && flag === undefined) continue;
    // The home of the image's user is its working directory.
    const path = cleanPath(value.text.replace(IN_HOME, "/app"));
    if (
      path === null ||
      copies.some(({ relative, target }) => relative === path || target === path) ||
      held.some(({ destination }) => destination === path) ||
      (!one.demanded && isOptional(analysis, path)) ||
      (!one.read && isOpenedOrMade(analysis, posix.basename(path)))
    )
      continue;
    // Below a directory that a flag gives it has another path than by default.
    return [missing(flags.some(isGiven) ? posix.basename(path) : path, flag, evidence)];
  }
  const searched =
    searchedInVain(input, analysis, copies, given) ??
    searchedByFrame(input, analysis, copies) ??
    searchedForPort(input, analysis, ports, copies);
  return searched && !isGiven(searched.flag)
    ? [missing(searched.path, searched.flag, searched.evidence)]
    : [];
}

function missing(path: string, flag: string | undefined, evidence: Evidence): Warning {
  const message = `the program looks for ${path}, which is not in the repository and so not in the image: mount it${flag === undefined ? "" : ` or name another with ${flag}`}`;
  return { code: "config-missing", message, evidence, blocksBuild: false };
}
