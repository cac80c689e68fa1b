/** Files of the repository that the sources of a package ask for outside of it: `import en from "../../locales/en.json"`. */
import { dirname, isWithin, join, normalize } from "../paths.ts";
import { everyFileBelow, type Sources } from "../sources.ts";
import { filesAt } from "./author-stage.ts";
import type { NodePackage } from "./package-json.ts";

/** Sources and the settings of what compiles them. */
const SOURCE = /\.(m?[jt]sx?|[cm][jt]s|vue|svelte|astro|css|scss|json)$/;
const LOCK = /(^|\/)package-lock\.json$/;
/** More sources than these take long to read. */
const MOST_SOURCES = 1500;

/** A path that goes up, as far as it has no wildcard. */
const UP = /["'`]((?:\.\/)?\.\.\/[\w./@-]+)/g;
/** What an import may leave out. */
export const ENDINGS = ["", ".ts", ".tsx", ".js", ".jsx", ".mjs", ".vue", ".json"];

/** A path of a command line that goes up: `--schema ../schema.graphql`. */
const UP_OF_COMMAND = /(?<=[\s="'])\.\.\/[\w./@-]+/g;

/** A script that reads files by itself does so from where it is started, which is the package. */
const READS_FILES = /["'`](?:node:)?fs(?:-extra|\/promises)?["'`]/;

/** Sources of the package; none where they are too many to read. */
export function ownSources(sources: Sources, directory: string): readonly string[] {
  const own = everyFileBelow(sources, directory).filter((path) => SOURCE.test(path) && !LOCK.test(path));
  return own.length > MOST_SOURCES ? [] : own;
}

/**
 * @param outputs what the package makes, also outside of it
 * @param commands that make sources of the package
 */
export function askedOutside(
  sources: Sources,
  { directory, lockDirectory }: Pick<NodePackage, "directory" | "lockDirectory">,
  outputs: readonly string[],
  commands: readonly string[],
): readonly string[] {
  if (lockDirectory === ".") return [];
  const isMade = (path: string) => outputs.some((output) => isWithin(path, output));
  const own = ownSources(sources, directory).filter((path) => !isMade(path));
  const named = [
    ...own.flatMap((path) => {
      const text = sources.text(path) ?? "";
      const from = READS_FILES.test(text) ? [dirname(path), directory] : [dirname(path)];
      return [...text.matchAll(UP)].flatMap(([, up = ""]) =>
        from.map((base) => normalize(join(base, up.replace(/\/$/, "")))),
      );
    }),
    ...commands.flatMap((text) =>
      [...text.matchAll(UP_OF_COMMAND)].map(([up]) => normalize(join(directory, up))),
    ),
  ];
  // What lies in the package is copied whole, and what the package lies in is no file of its sources.
  const asked = named.filter((one) => !one.startsWith("..") && !isWithin(one, lockDirectory));
  const files = [...new Set(asked)].flatMap((path) =>
    isWithin(lockDirectory, path)
      ? []
      : ENDINGS.map((ending) => filesAt(sources, path + ending)).find((some) => some.length > 0),
  );
  return [...new Set(files.flatMap((some) => some ?? []))].filter((path) => !isMade(path)).sort();
}
