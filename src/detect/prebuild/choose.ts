/** The one script of a package.json that makes most of what a program embeds and reads. */
import type { RuntimeFile } from "../../types/project.ts";
import type { Layout } from "../layout.ts";
import { isWithin } from "../paths.ts";
import type { DirectoryRead } from "../server/files/directory-reads.ts";
import type { GenerateLine } from "./commands.ts";
import { type Match, matchPackage, nodeBuilds, type Target } from "./match.ts";
import type { ScriptCall } from "./script-calls.ts";
import { matchRead } from "./served.ts";

/** What is embedded and the script that makes it. */
export interface Left {
  readonly target: Target;
  readonly match: Match;
}

export interface Choice {
  /** Null where no script makes any of it. */
  readonly match: Match | null;
  /** What it makes for the compiler. */
  readonly outputs: readonly string[];
  /** What it makes for the image. */
  readonly served: readonly RuntimeFile[];
  /** The paths, embedded or read, that need nobody else. */
  readonly covered: ReadonlySet<string>;
  readonly placeholder: boolean;
  /** Embedded paths that another script makes. */
  readonly left: readonly Left[];
}

/**
 * The first script that fits decides; what others make is left.
 * @param calls of scripts, by the repository's own build, the likelier ones first
 * @param generated the directives of the packages in reach
 */
export function chooseBuild(
  layout: Layout,
  targets: readonly Target[],
  absent: readonly DirectoryRead[],
  calls: readonly ScriptCall[],
  generated: readonly GenerateLine[],
): Choice {
  const builds = targets.length > 0 || absent.length > 0 ? nodeBuilds(layout, calls, generated) : [];
  let first: Match | null = null;
  const candidates = () => (first ? builds.filter(({ found }) => found === first?.found) : builds);
  const isOther = ({ script }: Match) => first !== null && first.script !== script;
  const outputs = new Set<string>();
  const isMade = (path: string) => [...outputs].some((output) => isWithin(path, output));
  const covered = new Set<string>();
  let placeholder = false;
  for (const target of targets) {
    if (isMade(target.path)) {
      covered.add(target.path);
      continue;
    }
    for (const build of candidates()) {
      const match = matchPackage(layout, build, target);
      if (!match || isOther(match)) continue;
      first ??= match;
      for (const output of match.outputs) outputs.add(output);
      covered.add(target.path);
      placeholder ||= target.placeholder;
      break;
    }
  }
  const served: RuntimeFile[] = [];
  for (const read of absent) {
    // What is embedded is in the program already: the directory is for development.
    if (read.places.some((place) => covered.has(place) || isMade(place))) continue;
    for (const build of candidates()) {
      const found = matchRead(layout, build, read);
      if (!found || isOther(found.match) || isMade(found.file.source)) continue;
      first ??= found.match;
      covered.add(read.path);
      if (!served.some(({ destination }) => isWithin(found.file.destination, destination)))
        served.push(found.file);
      break;
    }
  }
  const left = targets.flatMap((target) => {
    if (first === null || covered.has(target.path) || isMade(target.path)) return [];
    const match = builds.map((build) => matchPackage(layout, build, target)).find((one) => one !== null);
    return match ? [{ target, match }] : [];
  });
  return { match: first, outputs: [...outputs], served, covered, placeholder, left };
}
