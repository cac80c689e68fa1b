/** Paths below the working directory that the program reads, and where in the repository they may be made. */
import { posix } from "node:path";
import type { Evidence, RuntimeFile } from "../../../types/project.ts";
import { baseDirectories, type ServerInput } from "../analysis.ts";
import type { Copy } from "../docker/copies.ts";
import type { OpenedPath } from "./opened-paths.ts";
import { aboveApp, cleanPath, fixedPart, inApp } from "./paths.ts";

export interface DirectoryRead {
  /** As the program sees it from its working directory; absolute elsewhere. */
  readonly path: string;
  /** Paths of the repository, likeliest first, that may be meant. */
  readonly places: readonly string[];
  /** The author's image has it from a stage that makes it, at `places`. */
  readonly made: boolean;
  /** It is opened as a directory. */
  readonly whole: boolean;
  readonly evidence: Evidence;
}

/** What bundlers make by these names, beside all that lies in `public` of their package. */
const BUNDLED = /^(index\.html|assets|static)$/;

/** The directory around a path that a stage makes and the image holds whole: the program opens what it knows of. */
function broughtAround(
  { files, repository }: ServerInput,
  made: readonly Copy[],
  path: string,
): Pick<DirectoryRead, "path" | "places"> | null {
  for (const { relative, source } of made) {
    const isThere = files.facts(posix.join(repository.root, source)) !== null;
    if (relative === null || isThere) continue;
    const asIs = posix.join(repository.root, posix.dirname(source), "public", path);
    // Beside the program anything may lie.
    if (relative === "." && (BUNDLED.test(path) || files.facts(asIs) !== null))
      return { path, places: [posix.join(source, path)] };
    if (path.startsWith(`${relative}/`)) return { path: relative, places: [source] };
  }
  return null;
}

/** @param made what the author's image takes from other stages */
export function directoryReads(
  input: ServerInput,
  opened: readonly OpenedPath[],
  boxes: readonly RuntimeFile[],
  made: readonly Copy[],
): readonly DirectoryRead[] {
  const bases = baseDirectories(input);
  const reads = new Map<string, DirectoryRead>();
  for (const { text, evidence, other = false, whole = false } of opened) {
    const clean = cleanPath(text);
    const fixed = clean === null ? "" : fixedPart(clean);
    const above = fixed.startsWith("..") ? aboveApp(input, fixed) : null;
    const path = above?.destination ?? inApp(fixed);
    const before = reads.get(path);
    if (path === "" || path === "." || path.startsWith("..") || (before && (before.whole || !whole)))
      continue;
    const copy = made.find(({ target, relative }) => relative === path || inApp(target) === path);
    if (copy) reads.set(path, { path, places: [copy.source], made: true, whole: true, evidence });
    else if (!other && (above || !path.startsWith("/"))) {
      const places = above?.places ?? bases.map((base) => posix.join(base, path));
      // Of a directory that a stage makes the program may open what lies inside it.
      const inside = places.filter((place) => made.some(({ source }) => place.startsWith(`${source}/`)));
      const isMade = inside.length > 0;
      const around = isMade ? null : broughtAround(input, made, path);
      if (around) reads.set(around.path, { ...around, made: true, whole: true, evidence });
      else reads.set(path, { path, places: isMade ? inside : places, made: isMade, whole, evidence });
    }
  }
  const found = boxes.map(({ source, destination, evidence }) => ({
    path: destination,
    places: [source],
    made: false,
    whole: true,
    evidence,
  }));
  // A file that a build of Node.js makes beside the program is there for that, whatever way the code comes by its name.
  const beside = made.flatMap(({ source, relative, evidence }) => {
    const isThere = input.files.facts(posix.join(input.repository.root, source)) !== null;
    if (relative === null || isThere || !/\.\w+$/.test(relative) || reads.has(relative)) return [];
    return [{ path: relative, places: [source], made: true, whole: true, evidence }];
  });
  return [...reads.values(), ...found, ...beside];
}
