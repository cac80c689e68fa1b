/** Calls that read a configuration file, and end the program where there is none. */
import { posix } from "node:path";
import { isConfigFlag } from "../arguments/config-flag.ts";
import type { Analysis } from "../flow/context.ts";
import { endsProgram } from "../flow/errors.ts";
import { valueIn } from "../flow/evaluate.ts";
import { namesIn } from "../flow/names.ts";
import { type CallSite, lastName, type Scope } from "../flow/program.ts";
import { lookUp, packageOf } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";
import { libraryReads } from "./library-readers.ts";

/** A database of places by address, which its licence keeps out of repositories, and the packages that read it. */
export const PLACES = /\.mmdb$/;
const PLACE_READERS = /^github\.com\/oschwald\/(maxminddb|geoip2)-golang(\/v\d+)?$/;

/** Where engines put secrets, and nobody else puts anything. */
export const SECRETS = /^\/run\/secrets\/./;

/** Packages that read any file. */
const READERS = /^(os|io\/ioutil|github\.com\/ilyakaznacheev\/cleanenv)$/;
const CONFIGURES = /^[\w.-]*(config|conf|settings?)[\w-]*\.\w+$/i;
/** Formats that people write by hand, and what programs put data into as well. */
const WRITTEN = /\.(ya?ml|toml|ini|hcl|json|conf|cfg|properties)$/;
/** What makes a file that is read later. */
const MAKES = ["WriteFile", "Create"];
/** Functions of other modules that take a file and give settings, whichever module that is. */
const LOADS =
  /^(Must)?(Load|Read|Parse|Open|New)(From|Config|Conf|Settings|Yaml|YAML|TOML|JSON)*(File|Config)$|^MustLoad$/;

interface Read {
  readonly site: CallSite;
  readonly path: Expression | undefined;
  /** The code asks whether it is there, only to end without it. */
  readonly demanded: boolean;
}

/** `flag:-config`: then `/etc/shop/shop.conf` need not have a name that speaks of configuration. */
function isOfConfigFlag(source: string): boolean {
  return source.startsWith("flag:") && isConfigFlag(source.slice("flag:".length).replace(/^-+/, ""));
}

/** Readers of any file, of one that looks like configuration. */
function ofFiles(analysis: Analysis): Read[] {
  return ["ReadFile", "Open", "OpenFile", "ReadConfig"]
    .flatMap((name) => analysis.program.calls.get(name) ?? [])
    .flatMap((site) => {
      // `os.O_RDONLY`: a file that is not there is not made.
      const [, flags] = site.call.args;
      if (lastName(site.call.callee) === "OpenFile" && (!flags || /\bO_CREATE\b/.test(namesIn(flags))))
        return [];
      const from = packageOf(site.call.callee, site.scope);
      if (from === null) return [];
      const path = site.call.args[0];
      const value = valueIn(analysis, path, site.scope);
      const name = posix.basename(value?.text ?? "");
      const isConfig =
        CONFIGURES.test(name) ||
        SECRETS.test(value?.text ?? "") ||
        (value?.sources.some(isOfConfigFlag) ?? false) ||
        isWrittenByHand(analysis, path, site.scope);
      const reads = PLACE_READERS.test(from) ? PLACES.test(name) : READERS.test(from) && isConfig;
      return reads ? [{ site, path, demanded: false }] : [];
    });
}

/** A text, or a name that stands for one alone: what is handed over is often read only where that is chosen. */
function textItself(path: Expression | undefined, scope: Scope): string | null {
  if (path?.kind === "string") return path.value;
  const found = path?.kind === "name" ? lookUp(path.name, scope) : null;
  const [only, ...others] = found && !found.parameter ? found.definitions : [];
  return only?.value?.kind === "string" && others.length === 0 ? only.value.value : null;
}

/** Whether the code itself names a file that people write, and does not make it. */
function isWrittenByHand(analysis: Analysis, path: Expression | undefined, scope: Scope): boolean {
  const text = textItself(path, scope) ?? "";
  const name = posix.basename(text);
  if (!WRITTEN.test(name) || /^\w+:\/\//.test(text)) return false;
  return !MAKES.flatMap((call) => analysis.program.calls.get(call) ?? []).some(
    ({ call, scope: where }) => posix.basename(valueIn(analysis, call.args[0], where)?.text ?? "") === name,
  );
}

/** Whether the program opens a file of that name which need not be there: it is its own, and no configuration. */
export function isOpenedOrMade(analysis: Analysis, name: string): boolean {
  return (analysis.program.calls.get("OpenFile") ?? []).some(({ call: { args }, scope }) => {
    const makes = args[1] !== undefined && /\bO_CREATE\b/.test(namesIn(args[1]));
    return makes && posix.basename(valueIn(analysis, args[0], scope)?.text ?? "") === name;
  });
}

/** Of any other module, by the name of the function and that of the file. */
function ofOthers(analysis: Analysis): Read[] {
  const { program } = analysis;
  return [...program.calls].flatMap(([name, sites]) =>
    LOADS.test(name)
      ? sites.flatMap((site) => {
          const from = packageOf(site.call.callee, site.scope);
          const [path] = site.call.args;
          if (from === null || program.packages.has(from) || READERS.test(from)) return [];
          return isWrittenByHand(analysis, path, site.scope) ? [{ site, path, demanded: false }] : [];
        })
      : [],
  );
}

/** `k.Load(file.Provider("shop.yml"), yaml.Parser())` of koanf. */
function ofProviders({ program }: Analysis): Read[] {
  return (program.calls.get("Load") ?? []).flatMap((site) => {
    const [provider] = site.call.args;
    if (provider?.kind !== "call") return [];
    const from = packageOf(provider.callee, site.scope) ?? "";
    const isFile = /\/knadh\/koanf\b.*\/file$/.test(from) && lastName(provider.callee) === "Provider";
    return isFile ? [{ site, path: provider.args[0], demanded: false }] : [];
  });
}

/** `if _, err := os.Stat(path); os.IsNotExist(err) { log.Fatal("no database") }`, of a file of any kind. */
function askedFor({ program }: Analysis): Read[] {
  return (program.calls.get("Stat") ?? []).flatMap((site) =>
    packageOf(site.call.callee, site.scope) === "os"
      ? [{ site, path: site.call.args[0], demanded: true }]
      : [],
  );
}

/** Readers of configuration files where a failure ends the program. */
export function readFatally(analysis: Analysis): Read[] {
  const ofLibraries = libraryReads(analysis).map((read) => ({ ...read, demanded: false }));
  const others = [ofFiles, ofProviders, ofOthers, askedFor].flatMap((find) => find(analysis));
  const all = [...ofLibraries, ...others];
  // `MustLoad` ends it by itself.
  return all.filter(({ site }) => /^Must/.test(lastName(site.call.callee)) || endsProgram(analysis, site));
}
