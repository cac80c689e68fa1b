/** Files that the program would write into the working directory itself, which holds it. */
import type { RuntimeFile } from "../../../types/project.ts";
import { valueOfFlag } from "../ports/arguments.ts";
import { cleanPath, FILE_NAME, inApp, type WrittenPath } from "./paths.ts";

const BESIDE = new RegExp(`^${FILE_NAME.source}$`);

/** Keys that a server makes for itself have no extension as a rule: `id_rsa`, `shop-hostkey`. */
const KEY = /^[\w.-]*(?:key|_(?:rsa|ed25519|ecdsa))$/;

/** A database goes on from what the image brings of it; of settings it is not told which of the two would hold. */
const DATABASE = /\.(db\d?|sqlite\d?|duckdb|b?bolt)$/;

/** The name of a file that is to lie in the working directory; null for others, and for settings that the image brings. */
export function fileBeside({ text, directory }: WrittenPath, held: readonly RuntimeFile[]): string | null {
  const path = cleanPath(text);
  const name = path && inApp(path);
  if (directory || name === null || !(BESIDE.test(name) || KEY.test(name))) return null;
  return !DATABASE.test(name) && held.some(({ destination }) => destination === name) ? null : name;
}

/** A file of the program's own right in its user's home, which is the working directory of our image: `~/.shop.yml`. */
export function fileAtHome({ text, directory }: WrittenPath, importPath: string): string | null {
  const name = /^~\/([^/]+)$/.exec(text)?.[1] ?? "";
  if (directory || !BESIDE.test(name)) return null;
  const letters = (word: string) => word.replace(/[\W_]/g, "").toLowerCase();
  const own = importPath.split("/").slice(1).map(letters);
  return own.some((word) => word.length > 2 && letters(name).startsWith(word)) ? name : null;
}

/** The same where a flag that the program is started with names a database: of a file in another directory nothing is told. */
export function givenBeside(
  one: WrittenPath,
  words: readonly string[],
  held: readonly RuntimeFile[],
): string | null {
  const flags = one.value.sources.flatMap((source) => /^flag:-*(.+)$/.exec(source)?.[1] ?? []);
  const texts = flags.flatMap((flag) => valueOfFlag(words, flag) ?? []);
  const files = texts.flatMap((text) => fileBeside({ ...one, text }, held) ?? []);
  return files.find((file) => DATABASE.test(file)) ?? null;
}
