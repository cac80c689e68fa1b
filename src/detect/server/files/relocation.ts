/** Settings that move what the program writes out of its working directory. */
import { namesSecret } from "../../../secret-names.ts";
import type { GivenSetting, RuntimeFile } from "../../../types/project.ts";
import { isKnown, setBy, type Value } from "../flow/value.ts";
import { valueOfFlag } from "../ports/arguments.ts";
import type { OpenedPath } from "./opened-paths.ts";
import { cleanPath, FILE_NAME, STORE_SCHEMES } from "./paths.ts";

/** A file without a directory, as paths and data source names have it: `./shop.db`, `file:shop.db?mode=rwc`. */
const FILE = new RegExp(
  `^((?:(?:file|${STORE_SCHEMES}):)?(?:\\/\\/)?)(?:\\.\\/)?(${FILE_NAME.source})(\\?.*)?$`,
);

/** What is decided already: the arguments that the program is started with, and variables that are set. */
export interface Given {
  readonly words: readonly string[];
  readonly variables: readonly string[];
  /** Settings, as sources of values, of directories in which files of the image lie. */
  readonly holding: ReadonlySet<string>;
}

/** Settings that stand in front of what the program opens and the image holds: moved, they would lead past it. */
export function holdingSettings(
  opened: readonly OpenedPath[],
  held: readonly RuntimeFile[],
): ReadonlySet<string> {
  const isHeld = ({ text }: OpenedPath): boolean => {
    const path = cleanPath(text);
    return held.some(({ destination }) => path === destination || path?.startsWith(`${destination}/`));
  };
  return new Set(opened.filter(isHeld).flatMap(({ below }) => below ?? []));
}

/** Whether a flag or variable that is given decides on the value; libraries read `SHOP_CACHE_PATH` for `-cache-path`. */
export function isGiven(value: Value, { words, variables }: Given): boolean {
  // An empty setting in front of a path is among its parts alone.
  const sources = [value, ...(value.parts ?? [])].flatMap((one) => one.sources);
  return sources.some((source) => {
    const [, kind, name = ""] = /^(env|flag):-*(.*)$/.exec(source) ?? [];
    if (kind === "flag" && valueOfFlag(words, name) !== null) return true;
    const variable = name.replace(/[-.]/g, "_").toUpperCase();
    return variables.some((set) => set === variable || set.endsWith(`_${variable}`));
  });
}

/** The text with its file in the directory, or the directory for the working directory itself; null for others. */
function movedText(text: string, directory: string): string | null {
  if (/^\.\/?$/.test(text)) return directory;
  const [, scheme = "", file = "", options = ""] = FILE.exec(text) ?? [];
  return file === "" ? null : `${scheme}${directory}/${file}${options}`;
}

/** Whether an image may have the setting: `SHOP_KEY_FILE` looks as if it held a secret. */
function mayBeSet(source: string): boolean {
  return (
    source.startsWith("flag:") || (source.startsWith("env:") && !namesSecret(source.slice("env:".length)))
  );
}

/** What moves a path of the working directory into a directory below it; null where no variable or flag does. */
export function relocation(
  value: Value,
  directory: string,
  holding: ReadonlySet<string>,
): GivenSetting | null {
  for (const part of [...(value.parts ?? []), value]) {
    const source = isKnown(part) ? setBy(part) : null;
    const text = movedText(part.text, directory);
    // The value of a whole that is put together is not that of the setting for one of its parts.
    const whole = (part !== value || value.parts === undefined) && !isPartElsewhere(part, source);
    if (whole && text !== null && source !== null && mayBeSet(source) && !holding.has(source))
      return { setBy: source, value: text };
  }
  return null;
}

/** `path = root + "/shop.db"` in place of `path := "./shop.db"`: the setting is one of a directory. */
function isPartElsewhere({ forms }: Value, source: string | null): boolean {
  return forms?.some((form) => form.source === source) ?? false;
}
