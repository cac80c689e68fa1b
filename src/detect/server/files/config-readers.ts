/** Calls that read a configuration file, and end the program where there is none. */
import { posix } from "node:path";
import { isConfigFlag } from "../arguments/config-flag.ts";
import type { Analysis } from "../flow/context.ts";
import { endsProgram } from "../flow/errors.ts";
import { valueIn } from "../flow/evaluate.ts";
import type { CallSite } from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";

/** A database of places by address, which its licence keeps out of repositories, and the packages that read it. */
export const PLACES = /\.mmdb$/;
const PLACE_READERS = /^github\.com\/oschwald\/(maxminddb|geoip2)-golang(\/v\d+)?$/;

/** Packages that read any file. */
const READERS = /^(os|io\/ioutil|github\.com\/ilyakaznacheev\/cleanenv)$/;
const CONFIGURES = /^[\w.-]*(config|conf|settings?)[\w-]*\.\w+$/i;

/** Functions of libraries that read nothing but configuration, and the argument that is the file. */
const LIBRARIES: Readonly<Record<string, readonly (readonly [from: RegExp, argument: number])[]>> = {
  DecodeFile: [[/^github\.com\/BurntSushi\/toml$/, 0]],
  LoadFile: [[/^github\.com\/pelletier\/go-toml$/, 0]],
  Load: [
    [/^(gopkg\.in|github\.com\/go-ini)\/ini(\.v1)?$/, 0],
    [/^github\.com\/jinzhu\/configor$/, 1],
  ],
  MapTo: [[/^(gopkg\.in|github\.com\/go-ini)\/ini(\.v1)?$/, 1]],
  LoadConfigFile: [[/^github\.com\/unknwon\/goconfig$/i, 0]],
  ReadFileInto: [[/^(gopkg\.in\/gcfg\.v1|github\.com\/go-gcfg\/gcfg)/, 1]],
  GetConf: [[/^github\.com\/tkanos\/gonfig$/, 0]],
};

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
  return ["ReadFile", "Open", "ReadConfig"]
    .flatMap((name) => analysis.program.calls.get(name) ?? [])
    .flatMap((site) => {
      const from = packageOf(site.call.callee, site.scope);
      if (from === null) return [];
      const path = site.call.args[0];
      const value = valueIn(analysis, path, site.scope);
      const name = posix.basename(value?.text ?? "");
      const isConfig = CONFIGURES.test(name) || (value?.sources.some(isOfConfigFlag) ?? false);
      const reads = PLACE_READERS.test(from) ? PLACES.test(name) : READERS.test(from) && isConfig;
      return reads ? [{ site, path, demanded: false }] : [];
    });
}

/** Those of libraries. */
function ofLibraries({ program }: Analysis): Read[] {
  return Object.entries(LIBRARIES).flatMap(([name, libraries]) =>
    (program.calls.get(name) ?? []).flatMap((site) => {
      const from = packageOf(site.call.callee, site.scope) ?? "";
      const argument = libraries.find(([path]) => path.test(from))?.[1];
      return argument === undefined ? [] : [{ site, path: site.call.args[argument], demanded: false }];
    }),
  );
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
  return [...ofFiles(analysis), ...ofLibraries(analysis), ...askedFor(analysis)].filter(({ site }) =>
    endsProgram(analysis, site),
  );
}
