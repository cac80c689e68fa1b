/** The driver that a program takes unless it is told another: one that only cgo brings decides. */
import type { BuiltFile, GoPackage } from "../go-source/package.ts";
import { cgoModuleOf } from "./modules.ts";

/** What names SQLite and does it in Go, its copies under other names included. */
const IN_GO = /modernc\.org\/sqlite|glebarez|ncruces\/go-sqlite3|zombiezen|sqlite.*pure|pure.*sqlite|libtnb/i;

const NAME = '"sqlite3?"';

/** Ways in which a setting has that name as its default. */
const DEFAULTS: readonly RegExp[] = [
  // flag.String("driver", "sqlite3", …), viper.SetDefault, getEnv("DB_DRIVER", "sqlite3"); the name of the setting comes before.
  new RegExp(
    `\\b\\w*(?:env|default|string|stringp|stringvarp?)\\w*\\((?:[^"\\n()]*,)?\\s*"[^"\\n]+",\\s*${NAME}`,
    "i",
  ),
  // if driver == "" { driver = "sqlite3" }
  new RegExp(`(\\w[\\w.]*) == "" \\{\\s*\\1 = ${NAME}`),
  // const defaultDriver = "sqlite3"
  new RegExp(
    `\\bdefault(?:\\w*driver|\\w*dialect|\\w*database|\\w*db|\\w*type)\\w*(?: string)? *:?= ${NAME}`,
    "i",
  ),
  // &cli.StringFlag{Name: "db-driver", Aliases: []string{"driver"}, Value: "sqlite3"}
  new RegExp(
    `\\bName:\\s*"[\\w.-]*(?:driver|dialect|database|db|type)"(?:[^{}]|\\{[^{}]*\\})*?\\bValue:\\s*${NAME}`,
    "i",
  ),
  // `env:"DB_DRIVER" envDefault:"sqlite3"`
  new RegExp(`[ \`](?:\\w+-)?(?:default|envDefault):${NAME}`),
];

function takesSqlite({ text }: BuiltFile): boolean {
  const code = text();
  if (!code.includes('"sqlite')) return false;
  const plain = code.replace(/^\s*\/\/.*$/gm, "");
  return DEFAULTS.some((pattern) => pattern.test(plain));
}

/**
 * Whether the program starts with SQLite unless it is told another database, and
 * this module, of those that need cgo, is the only one that brings it.
 */
export function isDefaultDriver(packages: readonly GoPackage[], importPath: string): boolean {
  const files = packages.flatMap((one) => one.files);
  if (!cgoModuleOf(importPath)?.path.includes("sqlite")) return false;
  const inGo = files.some(({ header }) => header.imports.some(({ path }) => IN_GO.test(path)));
  return !inGo && files.some((file) => !file.cgoOffOnly && takesSqlite(file));
}
