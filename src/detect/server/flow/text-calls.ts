/** Functions of `strings`, `net` and `path` that take a text apart or write it in another way. */
import { posix } from "node:path";
import { isKnown, mapText, type Value } from "./value.ts";

type Part = (text: string, other: string) => string;

/** The characters of the set, for a regular expression. */
const anyOf = (characters: string): string => `[${characters.replace(/[\]\\^-]/g, "\\$&")}]+`;

const trim = (pattern: (set: string) => string): Part => {
  return (text, set) => (set === "" ? text : text.replace(new RegExp(pattern(anyOf(set)), "g"), ""));
};

function cut(text: string, separator: string): readonly [before: string, after: string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}

function hostPort(text: string): readonly [host: string, port: string] {
  const colon = text.lastIndexOf(":");
  return colon < 0 ? ["", ""] : [text.slice(0, colon).replace(/^\[|\]$/g, ""), text.slice(colon + 1)];
}

/** As Go has it: of `.env` the whole name. */
const extension: Part = (text) => /\.[^./]*$/.exec(text)?.[0] ?? "";

/** What each result is of the first argument, and of the second. */
const PARTS: Readonly<Record<string, readonly Part[]>> = {
  "strings.Cut": [(text, separator) => cut(text, separator)[0], (text, separator) => cut(text, separator)[1]],
  "strings.TrimPrefix": [(text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text)],
  "strings.TrimSuffix": [
    (text, suffix) => (suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text),
  ],
  "strings.TrimLeft": [trim((set) => `^${set}`)],
  "strings.TrimRight": [trim((set) => `${set}$`)],
  "strings.Trim": [trim((set) => `^${set}|${set}$`)],
  "strings.ToUpper": [(text) => text.toUpperCase()],
  "strings.ToLower": [(text) => text.toLowerCase()],
  "path.Base": [(text) => posix.basename(text)],
  "path/filepath.Base": [(text) => posix.basename(text)],
  "path.Ext": [extension],
  "path/filepath.Ext": [extension],
  "net.SplitHostPort": [(text) => hostPort(text)[0], (text) => hostPort(text)[1]],
};

/** Questions about a text. */
const TESTS: Readonly<Record<string, (text: string, other: string) => boolean>> = {
  "strings.HasPrefix": (text, other) => text.startsWith(other),
  "strings.HasSuffix": (text, other) => text.endsWith(other),
  "strings.Contains": (text, other) => text.includes(other),
};

/** Whether the name is that of a function that asks something about a text. */
export function asksText(name: string | null): boolean {
  return name !== null && TESTS[name] !== undefined;
}

/**
 * @param name import path and name of the function
 * @param result which of its results
 * @param argument the value of an argument by its index
 * @returns null for every other function, and for an argument that cannot be told
 */
export function takenApart(
  name: string,
  result: number,
  argument: (index: number) => Value | null,
): Value | null {
  const part = PARTS[name]?.[result];
  const test = TESTS[name];
  if (test) {
    const [one, other] = [argument(0), argument(1)];
    return isKnown(one) && isKnown(other) ? mapText(one, (text) => String(test(text, other.text))) : null;
  }
  const text = part ? argument(0) : null;
  if (!part || !text) return null;
  if (part.length < 2) return mapText(text, (one) => part(one, ""));
  const other = argument(1);
  return isKnown(other) ? mapText(text, (one) => part(one, other.text)) : null;
}

/**
 * The directory that a path names a file in; null for a file of the working directory, whose setting is
 * about the file.
 */
export function directoryPart(path: Value | null): Value | null {
  const isBelow = isKnown(path) && posix.dirname(posix.normalize(path.text)) !== ".";
  return isBelow ? mapText(path, posix.dirname) : null;
}
