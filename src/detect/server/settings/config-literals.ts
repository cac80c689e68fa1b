/** Configuration files that the code holds as texts, to write them where there is none or to read them first. */
import type { Reach } from "../../reach.ts";
import type { ConfigFile } from "./config-files.ts";
import { readConfigValues } from "./config-values.ts";

/** A text of several lines that is called a default: `` var defaultConfig = `port = 8080 ... ` ``. */
const TEXTS =
  /\b\w*(?:[Dd]efault\w*[Cc]onf|[Cc]onf\w*[Dd]efault)\w*[ \t]*(?:string[ \t]*)?:?=[ \t]*(?:\[\]byte\()?`([^`]*\n[^`]*)`/g;
/** What is filled in before the text is a configuration. */
const FILLED = /%[\w+]|\{\{/;
/** Fewer are no configuration. */
const FEWEST = 2;

/** A name with the ending that tells the format; null for a text of another kind. */
function nameFor(text: string): string | null {
  if (/^\s*\{/.test(text)) return "literal.json";
  if (/^[ \t]*[\w.-]+[ \t]*=/m.test(text)) return "literal.toml";
  return /^[\w-]+:([ \t]|$)/m.test(text) ? "literal.yaml" : null;
}

function valuesOf(text: string, line: number): ConfigFile["values"] {
  const name = nameFor(text);
  const read = name === null ? [] : [...readConfigValues(name, text)];
  return new Map(
    read
      .filter(([, value]) => !FILLED.test(value.text))
      .map(([key, value]) => [key, { ...value, line: value.line + line }]),
  );
}

/** Each under the path of the file that holds it, with the lines that its values stand in. */
export function configLiterals({ packages }: Reach): readonly ConfigFile[] {
  // Most files have no such text, which is told sooner.
  const files = packages.flatMap((one) => one.files.filter(({ text }) => text.includes("`")));
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(TEXTS)].flatMap((match) => {
      const before = text.slice(0, match.index + match[0].indexOf("`"));
      const values = valuesOf(match[1] ?? "", before.split("\n").length - 1);
      return values.size < FEWEST ? [] : [{ path, named: true, compiled: true, values }];
    }),
  );
}
