/** Scripts that make the rest of what the program embeds: those of a second front end, or a second one of the first. */
import type { Prebuild } from "../../types/prebuild.ts";
import type { Left } from "./choose.ts";
import type { Match } from "./match.ts";

/** A script and what it makes for the compiler. */
export interface FurtherMatch {
  readonly match: Match;
  readonly outputs: readonly string[];
  /** The embedded paths among them. */
  readonly targets: readonly string[];
}

/** Each script once. One image runs them all, and so they have to share the package manager that it brings. */
export function furtherMatches(first: Match, left: readonly Left[]): readonly FurtherMatch[] {
  const found = new Map<string, FurtherMatch>();
  for (const { target, match } of left) {
    if (match.found.manager !== first.found.manager) continue;
    const key = `${match.found.directory} ${match.script} ${match.copy}`;
    const before = found.get(key);
    found.set(key, {
      match: before?.match ?? match,
      outputs: [...new Set([...(before?.outputs ?? []), ...match.outputs])],
      targets: [...(before?.targets ?? []), target.path],
    });
  }
  return [...found.values()];
}

/** The first step with the others behind it; it has what they make and need beside their packages as its own. */
export function withFurther(first: Prebuild, further: readonly Prebuild[]): Prebuild {
  if (further.length === 0) return first;
  const all = [first, ...further];
  return {
    ...first,
    outputs: [...new Set(all.flatMap(({ outputs }) => outputs))],
    committed: [...new Set(all.flatMap(({ committed }) => committed))],
    further,
  };
}
