/** Bounds the work of one evaluation and breaks its cycles. */
import type { Memo } from "./context.ts";

/** Longer chains of values than this are met in no real configuration. */
const DEEPEST = 120;
/** What takes more leads through most of a large program, and to no value. */
const MOST_STEPS = 600;
/** Conditions on the way are evaluations of their own, each of which may ask for more of them. */
const MOST_WITH_OTHERS = 2 * MOST_STEPS;
/** Further out than all that is being followed. */
const OUTSIDE = -1;

/** Something that is being followed. */
interface Followed {
  readonly depth: number;
  readonly outer: Followed | null;
  /** How far out the outermost lies that was asked for again from inside. */
  cut: number;
}

/** What an evaluation and all that begin on its way may take together. */
export interface Budget {
  left: number;
}

export interface Steps {
  left: number;
  readonly budget: Budget;
  readonly active: Map<unknown, Followed>;
  innermost: Followed | null;
}

export function newSteps({ memo }: { readonly memo: Pick<Memo, "underWay"> }): Steps {
  const budget = memo.underWay ?? { left: MOST_WITH_OTHERS };
  return { left: MOST_STEPS, budget, active: new Map(), innermost: null };
}

function cutAt(followed: Followed | null, depth: number): void {
  if (followed && depth < followed.cut) followed.cut = depth;
}

/** Counts a step; false where there were enough of them: what is found on the way holds for this evaluation alone. */
export function mayGoOn(steps: Steps): boolean {
  if (steps.left-- > 0 && steps.budget.left-- > 0 && steps.active.size <= DEEPEST) return true;
  cutAt(steps.innermost, OUTSIDE);
  return false;
}

/** Goes into an expression, a field or a function; false where it is being followed, and this would be a way round. */
export function enter(steps: Steps, one: unknown): boolean {
  const again = steps.active.get(one);
  if (again) {
    cutAt(steps.innermost, again.depth);
    return false;
  }
  const followed = { depth: steps.active.size, outer: steps.innermost, cut: Number.POSITIVE_INFINITY };
  steps.active.set(one, followed);
  steps.innermost = followed;
  return true;
}

/**
 * Comes out of it again. Whether what was found holds wherever it is asked for: each way round that was cut led back to
 * what lies inside of it, as it would from anywhere.
 */
export function leave(steps: Steps, one: unknown): boolean {
  const followed = steps.active.get(one);
  if (!followed) return false;
  steps.active.delete(one);
  steps.innermost = followed.outer;
  if (followed.cut >= followed.depth) return true;
  cutAt(followed.outer, followed.cut);
  return false;
}
