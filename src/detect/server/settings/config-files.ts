/** Configuration files of the repository that the main may read. */
import { posix } from "node:path";
import type { FileSystem } from "../../../system/system.ts";
import { keepsDotenvPrivate } from "../docker/examples.ts";
import { known, type Value } from "../flow/value.ts";
import { type ConfigValue, normalizeKey, readConfigValues } from "./config-values.ts";
import { environmentFiles } from "./environment-files.ts";

export interface ConfigFile {
  /** Relative to the directory that the command was given. */
  readonly path: string;
  /** The code names this file, rather than the file being where such files usually are. */
  readonly named: boolean;
  /** The program holds it, so that nobody puts another one in its place. */
  readonly compiled?: boolean;
  readonly values: ReadonlyMap<string, ConfigValue>;
}

/** Best first. */
export type ConfigFiles = () => readonly ConfigFile[];

const FORMAT = /\.(ya?ml|toml|json|ini|conf|cfg|hcl|properties)$/;
/** Names of files that are there to be copied and changed. */
export const EXAMPLE =
  /\.(example|sample|dist|default|tmpl)$|[._-](example|sample|dist|default)\.|^(example|sample)[._-]/;
const USUAL_NAME =
  /^(config|configuration|conf|app|application|settings?|server|default|local|dev|development)\b/;
const USUAL_DIRECTORIES = ["config", "configs", "conf", "etc", "cfg", "settings"];
/** Where goframe looks beside those. */
const FRAMEWORK_DIRECTORY = "manifest/config";
/** Where what is shipped beside the program lies, among much else. */
const SHIPPED_DIRECTORIES = ["dist", "example", "examples"];
const OTHER_TOOLS =
  /^(package(-lock)?|tsconfig.*|composer|renovate|docker-compose.*|compose.*|\..*|codecov|mkdocs|buf.*|sqlc|skaffold.*|openapi.*|swagger.*|nginx.*)\./;
/** Named in code to be served or built with, not to be read as settings. */
const DOCUMENTS = /(^|\/)(package(-lock)?|openapi[\w.-]*|swagger[\w.-]*)\.(json|ya?ml)$/;
/** A file, below the working directory's `%s/` or not, or a directory of settings below others or above: `app/orders/configs`. */
const LITERAL =
  /["`](?:%s\/)?([\w./-]+(?:\.(?:ya?ml|toml|json|ini|conf|cfg|hcl)|\w\.env|[\w.-]\/(?:configs?|conf|etc|cfg|settings)))["`]/g;
/** Files of variables that viper and others read by keys, and examples of them. */
const ENVIRONMENT =
  /^(app\.env|((app|config)?\.)?env\.(example|sample|dist|template)|example\.env|sample\.env)$/;
const MOST_UNUSUAL = 6;
const LARGEST = 200_000;

/** What viper looks for in each directory that it is given, by the name that it is given. */
const VIPER_DIRECTORY = /\bAddConfigPath\(("[\w./-]+"|\w+)\)/g;
const VIPER_NAME = /\bSetConfigName\(("[\w.-]+"|\w+)\)/;
const VIPER_FORMATS = ["yaml", "yml", "json", "toml", "env", "ini"];

/** viper told to read a `.env`, by a text or a constant, and what follows the reading. */
const DOTENV = /\bSetConfig(?:File|Name)\([\s\S]*"\.env"|"\.env"[\s\S]*\bSetConfig(?:File|Name)\(/;
const ENDS = /\bReadInConfig\(\)[^}]*?(?:\bpanic\w*\(|\.(?:Fatal|Panic)\w*\()/;

/**
 * Whether viper reads a `.env`, of which no image holds the repository's own: "required" where the program ends
 * without, so that one is mounted.
 */
function dotenvUse(sources: readonly string[]): "required" | "optional" | null {
  const readers = sources.filter((text) => text.includes("viper") && DOTENV.test(text));
  if (readers.length === 0) return null;
  return readers.some((text) => ENDS.test(text)) ? "required" : "optional";
}

/** What an argument is: a text, or a name that the file gives one to, as in `const configName = "app"`. */
function textOfArgument(text: string, argument: string): string | undefined {
  if (argument.startsWith('"')) return argument.slice(1, -1);
  return new RegExp(`\\b${argument}\\s+(?:string\\s+)?:?=\\s*"([\\w./-]+)"`).exec(text)?.[1];
}

/** The files and directories that a text of Go names. */
function namedPaths(text: string): readonly string[] {
  const literals = [...text.matchAll(LITERAL)].map(([, path = ""]) => path);
  const directories = [...text.matchAll(VIPER_DIRECTORY)].flatMap(
    ([, argument = ""]) => textOfArgument(text, argument) ?? [],
  );
  const name = textOfArgument(text, VIPER_NAME.exec(text)?.[1] ?? '""');
  // A name that is worked out may be that of any file there.
  if (!name) return [...literals, ...directories];
  const viper = directories.flatMap((directory) =>
    VIPER_FORMATS.map((format) => posix.join(directory, `${name}.${format}`)),
  );
  return [...literals, ...viper];
}

/** `config.yml` of `config.yml.dist` and of `config.example.yml`. */
function withoutEnding(path: string): string {
  return path.replace(EXAMPLE, (ending) => (ending.endsWith(".") ? "." : ""));
}

/** `config.yml`, or a file that is called like the program: `shop.hcl`, `shop.example.hcl`. */
function isUsual(name: string, program: string): boolean {
  return USUAL_NAME.test(name) || (program !== "" && name.startsWith(`${program}.`));
}

/** Less is better: what the code names, then plain names, then examples and tests. */
function rank(path: string, { mainName, program }: { readonly mainName: string; readonly program: string }) {
  const name = posix.basename(path);
  let rank = isUsual(name, program) ? 0 : 4;
  if (name.startsWith("config.") || name.startsWith("app.")) rank -= 1;
  if (EXAMPLE.test(name)) rank += 8;
  if (/test|e2e/.test(name)) rank += 20;
  if (mainName && path.split(/[/.]/).includes(mainName)) rank -= 6;
  return rank;
}

/** Outside the main's module, which is the first place to look in, it is rather another program's. */
function isOutside(path: string, [module = "."]: readonly string[]): boolean {
  return module !== "." && !path.startsWith(`${module}/`);
}

function endings(path: string): number {
  return posix.basename(path).split(".").length;
}

/** @param input `bases`: directories to look in; `sources`: the Go texts in reach; `mainName`: the main's directory; `program`: the module's name. */
export function findConfigFiles(input: {
  readonly files: FileSystem;
  readonly root: string;
  readonly bases: readonly string[];
  readonly sources: readonly string[];
  readonly mainName: string;
  readonly program: string;
  /** Files that the repository's Docker files copy beside the program. */
  readonly copied: readonly string[];
}): readonly ConfigFile[] {
  const { files, root, bases, sources, program, copied } = input;
  const found = new Map<string, boolean>();
  const add = (path: string, named: boolean): void => {
    const normal = posix.normalize(path);
    if (normal.startsWith("..") || found.get(normal) === true) return;
    found.set(normal, named);
  };
  const addAll = (base: string, directory: string): void => {
    const unusual: string[] = [];
    const shipped: string[] = [];
    for (const { name, kind } of files.readDirectory(posix.join(root, base, directory)) ?? []) {
      if (kind === "file" && directory === "" && ENVIRONMENT.test(name)) add(posix.join(base, name), false);
      if (kind !== "file" || !FORMAT.test(withoutEnding(name)) || OTHER_TOOLS.test(name)) continue;
      const usual = isUsual(name.replace(/^(example|sample)[._-]/, ""), program);
      if (usual && SHIPPED_DIRECTORIES.includes(directory)) shipped.push(posix.join(base, directory, name));
      else if (usual) add(posix.join(base, directory, name), false);
      else if (USUAL_DIRECTORIES.includes(posix.basename(directory)))
        unusual.push(posix.join(base, directory, name));
    }
    // Many of them are a collection of examples, of which none says what holds by default.
    for (const some of [unusual, shipped])
      if (some.length <= MOST_UNUSUAL) for (const path of some) add(path, false);
  };
  for (const base of bases) {
    for (const directory of ["", ...USUAL_DIRECTORIES, FRAMEWORK_DIRECTORY, ...SHIPPED_DIRECTORIES])
      addAll(base, directory);
  }
  for (const path of environmentFiles({ ...input, directories: USUAL_DIRECTORIES })) add(path, true);
  const dotenv = dotenvUse(sources);
  for (const base of dotenv ? bases : []) {
    const own = files.readText(posix.join(root, base, ".gitignore")) ?? "";
    if (!keepsDotenvPrivate(own) && files.facts(posix.join(root, base, ".env"))?.kind === "file")
      add(posix.join(base, ".env"), dotenv === "required");
  }
  for (const path of copied) if (FORMAT.test(withoutEnding(path))) add(path, true);
  for (const text of sources) {
    for (const path of namedPaths(text)) {
      if (DOCUMENTS.test(path)) continue;
      for (const base of bases) {
        const candidate = posix.join(base, path);
        if (posix.extname(path) === "") {
          if (!path.startsWith("/") && !candidate.startsWith("..")) addAll(base, path);
          continue;
        }
        if (!candidate.startsWith("..") && files.facts(posix.join(root, candidate))?.kind === "file")
          add(candidate, true);
      }
    }
  }
  return [...found]
    .filter(([path]) => !isShadowed(path, found))
    .sort(([a, namedA], [b, namedB]) => {
      return (
        Number(copied.includes(b)) - Number(copied.includes(a)) ||
        Number(namedB) - Number(namedA) ||
        Number(isOutside(a, bases)) - Number(isOutside(b, bases)) ||
        rank(a, input) - rank(b, input) ||
        // `config.yml` before `config.local.yml`, which an environment chooses.
        endings(a) - endings(b) ||
        (a < b ? -1 : 1)
      );
    })
    .slice(0, 12)
    .flatMap(([path, named]) => {
      const absolute = posix.join(root, path);
      if ((files.facts(absolute)?.bytes ?? LARGEST) >= LARGEST) return [];
      const text = files.readText(absolute);
      return text === null ? [] : [{ path, named, values: readConfigValues(path, text) }];
    });
}

/** `shop_full_example.toml` beside `shop.toml` shows what can be set: the other one is what is given. */
function isShadowed(path: string, all: ReadonlyMap<string, boolean>): boolean {
  const name = posix.basename(path);
  if (!EXAMPLE.test(name) || all.get(path) === true) return false;
  return [...all.keys()].some((other) => {
    const stem = posix.basename(other, posix.extname(path));
    return (
      posix.dirname(other) === posix.dirname(path) &&
      posix.extname(other) === posix.extname(path) &&
      !EXAMPLE.test(posix.basename(other)) &&
      name.startsWith(stem) &&
      /^[._-]/.test(name.slice(stem.length))
    );
  });
}

/**
 * `${PORT:8080}`, `${PORT:-8080}` `$PORT` and gomplate's `{{ getenv "PORT" "8080" }}` in a file take their value from
 * the environment. A `$` within a word, as in generated secrets, is itself.
 */
const PLACEHOLDER =
  /\$\{(\w+)(?::[-=]?([^}]*))?\}|(?<!\w)\$([A-Z]\w+)|\{\{-?\s*(?:getenv|env)\s+"(\w+)"(?:\s+"([^"]*)")?\s*-?\}\}/g;

export function configValue(file: ConfigFile, { text, line, listed }: ConfigValue): Value {
  const { path } = file;
  const sources = file.compiled ? [] : [`file:${path}`];
  const plain = text.replace(
    PLACEHOLDER,
    (_, name?: string, fallback?: string, bare?: string, called?: string, given?: string) => {
      sources.unshift(`env:${name ?? bare ?? called}`);
      // `${ADDR:':8080'}`: what is put in place is read as YAML once more.
      return (fallback ?? given ?? "").replace(/^(['"])(.*)\1$/, "$2");
    },
  );
  const value = known(plain, `${path}:${line}`, sources);
  return listed ? { ...value, listed } : value;
}

/** The value under a key path in the best file that has it. */
export function lookUpKey(
  files: readonly ConfigFile[],
  key: string,
  named: boolean | null = null,
): Value | null {
  const normal = normalizeKey(key);
  for (const file of files) {
    if (named !== null && file.named !== named) continue;
    const value = file.values.get(normal);
    if (value) return configValue(file, value);
  }
  return null;
}
