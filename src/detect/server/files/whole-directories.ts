/** Directories most of whose files the program opens one by one: the image has them whole. */
import { posix } from "node:path";
import type { RuntimeFile } from "../../../types/project.ts";
import { ancestors, isWithin } from "../../paths.ts";
import type { ServerInput } from "../analysis.ts";

/** Fewer files of a directory stand for themselves. */
const FEWEST = 3;
/** What has more below it is no directory of pages. */
const MOST = 1000;

/** How many files there are below the directory; Infinity where code is among them, or too much. */
function filesBelow(
  { files, repository }: Pick<ServerInput, "files" | "repository">,
  directory: string,
): number {
  let count = 0;
  const waiting = [directory];
  for (const path of waiting) {
    for (const { name, kind } of files.readDirectory(posix.join(repository.root, path)) ?? []) {
      if (kind === "directory") waiting.push(posix.join(path, name));
      else count += name.endsWith(".go") ? Number.POSITIVE_INFINITY : 1;
    }
    if (count + waiting.length > MOST) return Number.POSITIVE_INFINITY;
  }
  return count;
}

/** The directories around a file that lie in the image as they do in the repository. */
function around({ source, destination, evidence }: RuntimeFile): readonly RuntimeFile[] {
  return ancestors(posix.dirname(source)).flatMap((directory) => {
    const rest = source.slice(directory.length);
    const place = destination.endsWith(rest) ? destination.slice(0, -rest.length) : "";
    return directory === "." || place === "" ? [] : [{ source: directory, destination: place, evidence }];
  });
}

/** The outermost directories of which the program opens at least half of the files, in place of these. */
export function inWholeDirectories(
  input: Pick<ServerInput, "files" | "repository">,
  found: readonly RuntimeFile[],
): readonly RuntimeFile[] {
  const holders = new Map<string, { readonly directory: RuntimeFile; readonly held: RuntimeFile[] }>();
  for (const one of found) {
    for (const directory of around(one)) {
      const key = `${directory.source} ${directory.destination}`;
      const holder = holders.get(key) ?? { directory, held: [] };
      holder.held.push(one);
      holders.set(key, holder);
    }
  }
  const whole = [...holders.values()]
    .filter(({ held }) => held.length >= FEWEST)
    .filter(({ directory, held }) => held.length * 2 >= filesBelow(input, directory.source))
    .map(({ directory }) => directory);
  const outermost = whole.filter(
    (one) => !whole.some((other) => other !== one && isWithin(one.source, other.source)),
  );
  const isHeld = ({ source, destination }: RuntimeFile) =>
    outermost.some((one) => isWithin(source, one.source) && isWithin(destination, one.destination));
  return [...found.filter((one) => !isHeld(one)), ...outermost];
}
