/** Directories that the program reads when it runs, and that another tool has to make. */
import type { RuntimeFile, Warning } from "../../types/project.ts";
import type { Layout } from "../layout.ts";
import { basename, dirname, isWithin, join, relativeTo } from "../paths.ts";
import type { DirectoryRead } from "../server/files/directory-reads.ts";
import type { Sources } from "../sources.ts";
import { buildLines, commandNaming } from "./commands.ts";
import { isGitIgnored } from "./gitignore.ts";
import { isPlaceholder, MADE, type Match, matchPackage, type NodeBuild } from "./match.ts";

/** What git ignores was made here, and is not there elsewhere. */
function isThere(sources: Sources, path: string): boolean {
  const directory = sources.directory(path);
  const file = sources.directory(dirname(path))?.files.includes(basename(path)) ?? false;
  if (!directory && !file) return false;
  return !isGitIgnored(sources, path) && !(directory && isPlaceholder(sources, path));
}

/** Reads of what the repository does not have. A single name of a file may be anything. */
export function absentReads(sources: Sources, reads: readonly DirectoryRead[]): readonly DirectoryRead[] {
  return reads.filter(
    ({ path, places, whole, made }) =>
      (whole || path.includes("/")) && (made || !places.some((place) => isThere(sources, place))),
  );
}

/** A script that makes what is read, and what has to be where in the image. */
export function matchRead(
  layout: Layout,
  build: NodeBuild,
  { path, places, made, evidence }: DirectoryRead,
): { readonly match: Match; readonly file: RuntimeFile } | null {
  const { found, scripts } = build;
  for (const place of places) {
    const match = matchPackage(layout, build, { path: place, placeholder: false, owner: null });
    // A script that writes beside its own sources makes more than what is read.
    if (match && !isWithin(found.directory, match.made)) {
      const file = { ...fileOf(match, place, path), evidence };
      // What a build file copies to where it is read is taken into the image from where it was made.
      return { match: { ...match, copy: null, outputs: [match.made] }, file };
    }
    const [first] = scripts;
    // The author's image takes it from there, whatever the script seems to write.
    if (made && first && isWithin(place, found.directory) && place !== found.directory) {
      const { script } = first;
      return {
        match: { found, script, prepare: null, copy: null, made: place, outputs: [place] },
        file: { source: place, destination: path, evidence },
      };
    }
  }
  return null;
}

/** The whole of what is made, where that can be: of `dist/index.html` all of `dist`. */
function fileOf(
  { made, copy }: Match,
  place: string,
  path: string,
): Pick<RuntimeFile, "source" | "destination"> {
  if (copy !== null || made === place) return { source: made, destination: path };
  if (isWithin(made, place)) return { source: made, destination: join(path, relativeTo(made, place)) };
  const inner = `/${relativeTo(place, made)}`;
  return path.endsWith(inner)
    ? { source: made, destination: path.slice(0, -inner.length) }
    : { source: place, destination: path };
}

/** One warning for what is served and made by something that cannot be told clearly. */
export function servedWarning(layout: Layout, reads: readonly DirectoryRead[]): readonly Warning[] {
  const lines = reads.some(({ whole }) => whole) ? buildLines(layout) : [];
  for (const { path, places, made, whole, evidence } of reads) {
    const stands = places.some((place) => layout.sources.directory(place) !== null);
    const names = made ? [path, ...places] : [path];
    if (!whole || stands || !names.some((name) => MADE.test(basename(name)))) continue;
    const command = places
      .filter((place) => isGitIgnored(layout.sources, place))
      .map((place) => commandNaming(lines, place))
      .find((found) => found !== null);
    if (!command && !made) continue;
    const [place] = places;
    const hint = command ? `; "${command.text}" (${command.evidence}) seems to make it` : "";
    // What the author's image takes from where it is made, or the program reads above itself, lies there in a checkout.
    const isElsewhere = (made || path.startsWith("/")) && place !== undefined && place !== path;
    const asset = isElsewhere ? ` ${place}:${path}` : "";
    return [
      {
        code: "served-missing",
        message: `the program reads ${path} when it runs, and it is not there${hint}: make it before you build and name it with --assets${asset}`,
        evidence,
        blocksBuild: false,
      },
    ];
  }
  return [];
}
