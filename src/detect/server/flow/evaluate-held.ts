/** Follows fields of a struct that several fields hold: `cfg.HTTP.Port` beside `cfg.Admin.Port`. */

import type { Expression, Selector } from "../go/ast.ts";
import { callersOf, givenToField } from "./callers.ts";
import type { Analysis, Context } from "./context.ts";
import { contextFor } from "./evaluate.ts";
import { evaluateGiven } from "./evaluate-fields.ts";
import { handedOver } from "./instances.ts";
import { literalOf } from "./literals.ts";
import type { FieldSite, FieldValue } from "./program.ts";
import type { Steps } from "./steps.ts";
import { typeOf } from "./type-of.ts";
import { findField, importOf, lookUp, structKey } from "./types.ts";
import { isKnown, merge, type Value } from "./value.ts";

const DEEPEST = 6;

/** Null where it makes no difference which of them holds it, or that is not in sight; then what any is given counts. */
export function evaluateHeldField(
  analysis: Analysis,
  key: string,
  { base, name }: Selector,
  context: Context,
  steps: Steps,
): Value | null {
  if (!analysis.settings.isShared(analysis, key)) return null;
  const via = holderOf(analysis, base, context);
  const site = via && findField(analysis.program, key, name);
  if (!via || !site) return null;
  const { settings } = analysis;
  const said = settings.field(analysis, site.owner, name, via);
  // What fills the struct whichever field holds it says more than what is given in one place.
  if (said === null && settings.field(analysis, site.owner, name) !== null) return null;
  const value = merge([
    said,
    ...givenThrough(analysis, via, site).map((one) =>
      evaluateGiven(analysis, one, contextFor(one.scope, context), steps),
    ),
  ]);
  return isKnown(value) && value.text !== "" ? value : null;
}

/** The field that holds the struct: `HTTP` of `cfg.HTTP`, also where a variable or a parameter stands for it. */
function holderOf(analysis: Analysis, expression: Expression, context: Context, depth = 0): FieldSite | null {
  if (depth > DEEPEST) return null;
  const follow = (inner: Expression, where: Context) => holderOf(analysis, inner, where, depth + 1);
  if (expression.kind === "unary") return follow(expression.operand, context);
  if (expression.kind === "selector") {
    if (importOf(expression.base, context.scope) !== null) return null;
    const type = typeOf(analysis.program, expression.base, context.scope);
    const owner = type && structKey(analysis.program, type);
    const site = owner ? findField(analysis.program, owner, expression.name) : null;
    // `&server{cfg: cfg.HTTP}`: the server's field says less than what it is given.
    const [only, ...others] = site ? givenToField(analysis, site.owner, expression.name) : [];
    const given = only && others.length === 0 ? follow(only.value, contextFor(only.scope, context)) : null;
    return given ?? site;
  }
  if (expression.kind !== "name") return null;
  const found = lookUp(expression.name, context.scope);
  if (found?.parameter) {
    const passed = handedOver(expression.name, found.scope, context);
    if (passed) return follow(passed.expression, passed.context);
    const index = found.scope.node?.parameters.indexOf(found.parameter) ?? -1;
    const [caller, ...callers] = callersOf(analysis, found.scope);
    const argument = callers.length === 0 ? caller?.call.args[index] : undefined;
    return caller && argument ? follow(argument, { scope: caller.scope, frame: null }) : null;
  }
  const [only, ...others] = found?.definitions ?? [];
  return only?.value && others.length === 0 ? follow(only.value, contextFor(only.scope, context)) : null;
}

/** What the code gives the field in the one that holds it: `HTTP: Server{Port: 80}`, `cfg.HTTP.Port = 80`. */
function givenThrough(
  analysis: Analysis,
  via: FieldSite,
  { field, owner }: FieldSite,
): readonly FieldValue[] {
  const literals = givenToField(analysis, via.owner, via.field.name).flatMap(
    ({ value, scope }) => literalOf(analysis, value, scope) ?? [],
  );
  return givenToField(analysis, owner, field.name).filter(({ base, value, scope }) =>
    base
      ? base.kind === "selector" && holderOf(analysis, base, { scope, frame: null }) === via
      : literals.some(({ elements }) => elements.some((one) => one.value === value)),
  );
}
