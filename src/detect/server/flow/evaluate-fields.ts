/** Follows fields of structs and variables of packages. */

import type { Composite, Expression, Selector } from "../go/ast.ts";
import { givenToSelected } from "./callers.ts";
import type { Analysis, Context } from "./context.ts";
import { contextFor, evaluate, evaluateDefinitions } from "./evaluate.ts";
import { evaluateCall } from "./evaluate-calls.ts";
import { evaluateHeldField } from "./evaluate-held.ts";
import { evaluateInstanceField } from "./evaluate-instances.ts";
import { givenTo, givenToForeign } from "./given.ts";
import { knownConstant } from "./known-constants.ts";
import { literalOf } from "./literals.ts";
import { partOfParsed } from "./parsed-urls.ts";
import { type FieldValue, lastName, place } from "./program.ts";
import { enter, leave, type Steps } from "./steps.ts";
import { calledFunction, typeOf } from "./type-of.ts";
import { findField, importOf, lookUp, structKey, type TypeAt, typeName } from "./types.ts";
import { known, merge, type Value } from "./value.ts";
import { evaluateZeroDefault } from "./zero-defaults.ts";

/** What `base.name` stands for: a package's variable or the field of a struct. */
export function evaluateSelector(
  analysis: Analysis,
  expression: Selector,
  context: Context,
  steps: Steps,
): Value | null {
  const { program } = analysis;
  const path = importOf(expression.base, context.scope);
  if (path !== null) {
    const constant = knownConstant(path, expression.name);
    if (constant !== null) return known(constant, place(context.scope.file, expression.at));
    const definitions = program.packages.get(path)?.values.get(expression.name);
    return merge([
      definitions ? evaluateDefinitions(analysis, definitions, context, steps) : null,
      ...givenFromOutside(analysis, path, expression.name, context, steps),
    ]);
  }
  if (expression.name === "HomeDir" && isAccount(expression.base, context))
    return known("~", place(context.scope.file, expression.at));
  // Which element of a list or map is meant decides, and that is not in sight.
  if (expression.base.kind === "index") return null;
  const type = typeOf(program, expression.base, context.scope);
  const key = type && structKey(program, type);
  if (key) {
    const own =
      evaluateHeldField(analysis, key, expression, context, steps) ??
      evaluateInstanceField(analysis, key, expression, context, steps);
    // What an instance leaves empty, code may fill afterwards: a variable that is not set, then a default.
    if (own?.text === "") return merge([own, evaluateZeroDefault(analysis, expression, context, steps)]);
    if (own) return own;
    const maker = makerOf(analysis, expression.base, context) ?? context;
    return evaluateField(analysis, key, expression.name, maker, steps);
  }
  const found = type
    ? (partOfParsed(analysis, expression, context, steps) ??
      evaluateForeign(analysis, type, expression, context, steps))
    : evaluateUntypedField(analysis, expression.name, context, steps);
  return found ?? evaluateZeroDefault(analysis, expression, context, steps);
}

/** What os/user's Current gives: the account that the program runs as. */
function isAccount(base: Expression, { scope }: Context): boolean {
  const given = base.kind === "name" ? (lookUp(base.name, scope)?.definitions ?? []) : [];
  return given.some(
    ({ value, scope: where }) =>
      value?.kind === "call" &&
      value.callee.kind === "selector" &&
      value.callee.name === "Current" &&
      importOf(value.callee.base, where) === "os/user",
  );
}

/** Of a field that several places fill, none decides: `a.url` of an address that is a server's here and a client's there. */
function isGivenOnce(analysis: Analysis, base: Expression, { scope }: Context): boolean {
  return base.kind !== "selector" || givenToSelected(analysis, base, scope).length <= 1;
}

/** Of `env.Get("PORT").String()`, the call that makes what the method is called on: it decides on the fields. */
function makerOf({ program }: Analysis, base: Expression, context: Context): Context | null {
  const { frame } = context;
  if (!frame?.receiver || base.kind !== "name" || frame.node.kind !== "declaration") return null;
  const { receiver: made } = frame;
  if (frame.node.receiver?.name !== base.name || made.kind !== "call") return null;
  const maker = calledFunction(program, made.callee, frame.context.scope);
  if (!maker) return null;
  const inner = { node: maker.declaration, args: made.args, context: frame.context };
  return { scope: context.scope, frame: inner };
}

export function evaluateGiven(
  analysis: Analysis,
  { value, result }: Pick<FieldValue, "value" | "result">,
  inner: Context,
  steps: Steps,
): Value | null {
  if (value.kind === "call" && result > 0) return evaluateCall(analysis, value, inner, steps, result);
  return evaluate(analysis, value, inner, steps);
}

/** `flag.StringVar(&server.Root, ...)`: what other packages give to a variable of this one. */
export function givenFromOutside(
  analysis: Analysis,
  path: string,
  name: string,
  context: Context,
  steps: Steps,
): readonly (Value | null)[] {
  return (analysis.program.fieldValues.get(`${path}.${name}`) ?? []).map((given) =>
    evaluateGiven(analysis, given, contextFor(given.scope, context), steps),
  );
}

/** A field of a literal of another module's type: `&url.URL{Host: address}`. */
function evaluateElement(
  analysis: Analysis,
  literal: Composite,
  name: string,
  context: Context,
  steps: Steps,
): Value | null {
  const given = literal.elements.find(({ key }) => key?.kind === "name" && key.name === name)?.value;
  const sites = analysis.program.composites.get(lastName(literal.type)) ?? [];
  const scope = sites.find(({ composite }) => composite === literal)?.scope;
  return given && scope ? evaluate(analysis, given, contextFor(scope, context), steps) : null;
}

/** A field of another module's struct: of its literal in sight, or as the code in reach fills it in one place. */
function evaluateForeign(
  analysis: Analysis,
  type: TypeAt,
  { base, name }: Selector,
  context: Context,
  steps: Steps,
): Value | null {
  if (!isGivenOnce(analysis, base, context)) return null;
  const literal = literalOf(analysis, base, context.scope);
  if (literal) return evaluateElement(analysis, literal, name, context, steps);
  const owner = typeName(type);
  const given = owner === null ? null : givenToForeign(analysis, owner, name);
  return given && evaluateGiven(analysis, given, contextFor(given.scope, context), steps);
}

/** A field of a value whose type is not in sight, when only one struct in reach has a field of that name. */
function evaluateUntypedField(
  analysis: Analysis,
  name: string,
  context: Context,
  steps: Steps,
): Value | null {
  const [owner, ...others] = analysis.program.owners.get(name) ?? [];
  return owner === undefined || others.length > 0
    ? null
    : evaluateField(analysis, owner, name, context, steps);
}

/** Struct tags and files, then whatever the code gives to the field. */
export function evaluateField(
  analysis: Analysis,
  key: string,
  name: string,
  context: Context,
  steps: Steps,
): Value | null {
  const { program, settings } = analysis;
  const site = findField(program, key, name);
  if (!site) return null;
  const memoKey = `${site.owner}.${name}`;
  const seen = context.frame === null ? analysis.memo.fields.get(memoKey) : undefined;
  if (seen !== undefined) return seen;
  if (!enter(steps, site)) return null;
  const { leftOpen } = analysis.memo;
  const given = givenTo(analysis, site);
  const value = merge([
    settings.field(analysis, site.owner, name),
    ...given.map((one) => evaluateGiven(analysis, one, contextFor(one.scope, context), steps)),
  ]);
  const isWhole = leave(steps, site) && analysis.memo.leftOpen === leftOpen;
  if (context.frame === null && isWhole) analysis.memo.fields.set(memoKey, value);
  return value;
}
