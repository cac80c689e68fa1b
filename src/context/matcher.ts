import { type IgnorePattern, parseIgnore } from "./patterns.ts";

/** Which patterns matched a directory: its entries inherit that. */
export type Matched = readonly boolean[];

export interface Decision {
  readonly ignored: boolean;
  /** The pattern that decided; null when none matched. */
  readonly by: IgnorePattern | null;
  readonly matched: Matched;
}

/**
 * Decides about `path` from what was decided about its directory (null at the
 * root), as BuildKit does when it walks a context: MatchesUsingParentResults in
 * github.com/moby/patternmatcher. The last pattern that matches wins.
 */
export function decide(patterns: readonly IgnorePattern[], path: string, parent: Matched | null): Decision {
  let by: IgnorePattern | null = null;
  let ignored = false;
  const matched = patterns.map((pattern, index) => {
    const match = parent?.[index] || changes(pattern, ignored, path);
    if (match) {
      ignored = !pattern.negated;
      by = pattern;
    }
    return match;
  });
  return { ignored, by, matched };
}

/** A pattern that could change nothing is not looked at, and so not inherited either. */
function changes({ negated, matches }: IgnorePattern, ignored: boolean, path: string): boolean {
  return negated === ignored && matches(path);
}

/** A pattern that may match files right in a directory; `inherited` when it matched the directory itself. */
interface NearPattern {
  readonly pattern: IgnorePattern;
  readonly inherited: boolean;
}

/** Chosen once for a directory: on a large tree it takes long to ask every pattern about every file. */
export function patternsNear(
  patterns: readonly IgnorePattern[],
  directory: string,
  matched: Matched | null,
): readonly NearPattern[] {
  const inside = directory === "" ? "" : `${directory}/`;
  return patterns.flatMap((pattern, index) => {
    const inherited = matched?.[index] ?? false;
    const { literalPrefix } = pattern;
    const isNear = inherited || literalPrefix.startsWith(inside) || inside.startsWith(literalPrefix);
    return isNear ? [{ pattern, inherited }] : [];
  });
}

/** The decision alone, for a path that nothing lies below. */
export function isLeftOut(near: readonly NearPattern[], path: string): boolean {
  let ignored = false;
  for (const { pattern, inherited } of near) {
    if (inherited || changes(pattern, ignored, path)) ignored = !pattern.negated;
  }
  return ignored;
}

/** Whether something below an ignored directory may be let through again. */
export function mayHoldExceptions(
  patterns: readonly IgnorePattern[],
  directory: string,
  matched: Matched,
): boolean {
  const last = patterns.findLastIndex((pattern, index) => !pattern.negated && matched[index]);
  const inside = `${directory}/`;
  return patterns.some(
    ({ negated, literalPrefix }, index) =>
      index > last && negated && (literalPrefix.startsWith(inside) || inside.startsWith(literalPrefix)),
  );
}

/** Decides about single paths, with the decision about each directory kept. */
export function ignoreMatcher(dockerignore: string): (path: string) => Decision {
  const { patterns } = parseIgnore(dockerignore);
  const directories = new Map<string, Matched>();
  const ofDirectory = (directory: string): Matched | null => {
    if (directory === "") return null;
    const known = directories.get(directory);
    if (known) return known;
    const { matched } = decide(patterns, directory, ofDirectory(parentOf(directory)));
    directories.set(directory, matched);
    return matched;
  };
  return (path) => decide(patterns, path, ofDirectory(parentOf(path)));
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
