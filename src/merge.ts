import { diff3Merge, diffComm } from "node-diff3";
import { linesOf, textOf } from "./text.ts";

const YOURS = "<<<<<<< yours";
const MIDDLE = "=======";
const GENERATED = ">>>>>>> create-go-dockerfile";

/** Fewer equal lines than this between two conflicts are shown as part of one. */
const SHORTEST_GAP = 3;

interface Merge {
  /** Canonical; with markers where `conflicts` is not 0. */
  readonly text: string;
  readonly conflicts: number;
}

interface Part {
  readonly yours: readonly string[];
  readonly generated: readonly string[];
  readonly equal: boolean;
}

const marked = ({ yours, generated }: Part): string[] => [YOURS, ...yours, MIDDLE, ...generated, GENERATED];

/** Joins neighbours that are conflicts, or equal lines too few to stand between two. */
function join(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const [index, part] of parts.entries()) {
    const last = joined.at(-1);
    const isInner = last !== undefined && index < parts.length - 1;
    const isGap = part.equal && isInner && part.yours.length < SHORTEST_GAP;
    if (last && !last.equal && (isGap || !part.equal)) {
      joined[joined.length - 1] = {
        yours: [...last.yours, ...part.yours],
        generated: [...last.generated, ...part.generated],
        equal: false,
      };
    } else joined.push(part);
  }
  return joined;
}

/** The parts in which two sides differ, for a conflict no longer than it has to be. */
function compare(yours: readonly string[], generated: readonly string[]): Part[] {
  return join(
    diffComm([...yours], [...generated]).map(({ common, buffer1, buffer2 }) =>
      common
        ? { yours: common, generated: common, equal: true }
        : { yours: buffer1 ?? [], generated: buffer2 ?? [], equal: false },
    ),
  );
}

/**
 * Merges what a person and what this tool made of the same text, line by line. Changes in
 * different places are both taken; where they overlap or touch, both stand between markers.
 *
 * @param yours canonical, as are the others.
 * @param base null when it is not known: then every difference is a conflict.
 */
export function merge(yours: string, base: string | null, generated: string): Merge {
  const regions =
    base === null
      ? [{ conflict: { a: linesOf(yours), b: linesOf(generated) } }]
      : diff3Merge(linesOf(yours), linesOf(base), linesOf(generated));
  const parts = regions.flatMap<Part>(
    ({ ok, conflict }: { ok?: string[]; conflict?: { a: string[]; b: string[] } }) =>
      conflict ? compare(conflict.a, conflict.b) : [{ yours: ok ?? [], generated: ok ?? [], equal: true }],
  );
  return {
    text: textOf(parts.flatMap((part) => (part.equal ? part.yours : marked(part)))),
    conflicts: parts.filter((part) => !part.equal).length,
  };
}

/** Line (from 1) of the first conflict marker that this tool left, null when there is none. */
export function markerLine(text: string): number | null {
  const lines = linesOf(text);
  const index = lines.findIndex((line) => line === YOURS || line === GENERATED);
  return index < 0 ? null : index + 1;
}
