/** Follows fields of the instances that a call hands over: others of that type may hold another value. */
import type { Selector } from "../go/ast.ts";
import { callersOf, givenToField } from "./callers.ts";
import { likelyFirst } from "./conditional.ts";
import type { Analysis, Context } from "./context.ts";
import { evaluateGiven } from "./evaluate-fields.ts";
import { givenToInstance, instanceOf } from "./instances.ts";
import { isQueried } from "./queried.ts";
import type { Steps } from "./steps.ts";
import { typeOf } from "./type-of.ts";
import { findField, lookUp, structKey } from "./types.ts";
import { isKnown, merge, UNKNOWN, type Value } from "./value.ts";

/** More callers are a helper's, of which none decides. */
const MOST_CALLERS = 8;

/** Null where the instance, or what it is given, is not in sight; then what any of that type is given counts. */
export function evaluateInstanceField(
  analysis: Analysis,
  key: string,
  selector: Selector,
  context: Context,
  steps: Steps,
): Value | null {
  const own = context.frame
    ? evaluateOwn(analysis, key, selector, context, steps)
    : evaluateHandedOver(analysis, key, selector, context, steps);
  return own ?? evaluateKept(analysis, key, selector, context, steps);
}

function evaluateOwn(
  analysis: Analysis,
  key: string,
  selector: Selector,
  context: Context,
  steps: Steps,
): Value | null {
  const instance = instanceOf(analysis, selector.base, context);
  if (!instance) return null;
  const given = givenToInstance(analysis, instance, selector.name);
  if (given.length === 0) return isQueried(analysis, instance) ? UNKNOWN : null;
  const ways = given.map((one) => ({
    expression: one.value,
    value: evaluateGiven(analysis, one, one.context, steps),
  }));
  // What stands in for an empty address says nothing of one that is not in sight, and neither do other instances.
  const [first] = ways;
  if (!first?.value) return UNKNOWN;
  const site = findField(analysis.program, key, selector.name);
  const value = merge([
    site && analysis.settings.field(analysis, site.owner, selector.name),
    ...likelyFirst(analysis, ways, context, steps),
  ]);
  return isKnown(value) ? value : null;
}

/** `s.config.Addr`, where the maker of the server keeps the parameter that it is handed: `&server{config: c}`. */
function evaluateKept(
  analysis: Analysis,
  key: string,
  selector: Selector,
  { scope }: Context,
  steps: Steps,
): Value | null {
  const { base } = selector;
  if (base.kind !== "selector") return null;
  const { program } = analysis;
  const type = typeOf(program, base.base, scope);
  const owner = type && structKey(program, type);
  const site = owner ? findField(program, owner, base.name) : null;
  const [only, ...others] = site ? givenToField(analysis, site.owner, base.name) : [];
  if (only?.value.kind !== "name" || others.length > 0) return null;
  const kept = { ...selector, base: only.value };
  return evaluateHandedOver(analysis, key, kept, { scope: only.scope, frame: null }, steps);
}

/** `c.Addr` of a parameter: what the callers have in the literals that they hand over, as far as those are in sight. */
function evaluateHandedOver(
  analysis: Analysis,
  key: string,
  selector: Selector,
  { scope }: Context,
  steps: Steps,
): Value | null {
  const { base } = selector;
  const found = base.kind === "name" ? lookUp(base.name, scope) : null;
  const node = found?.scope.node;
  if (!found?.parameter || node?.kind !== "declaration" || found.parameter === node.receiver) return null;
  const callers = callersOf(analysis, found.scope);
  if (callers.length > MOST_CALLERS) return null;
  const values = callers.map(({ call, scope: where }) => {
    const frame = { node, args: call.args, context: { scope: where, frame: null } };
    return evaluateOwn(analysis, key, selector, { scope, frame }, steps);
  });
  return merge(values);
}
