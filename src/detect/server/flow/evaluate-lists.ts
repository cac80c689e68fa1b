/** The elements of a list, of which the first stands for all. */

import type { Call, Composite, Expression, Index } from "../go/ast.ts";
import { argumentsFor, givenToSelected } from "./callers.ts";
import type { Analysis, Context } from "./context.ts";
import { contextFor, evaluate, evaluateDefinitions } from "./evaluate.ts";
import { literalOf, siteOf } from "./literals.ts";
import { lastName, type Scope } from "./program.ts";
import { mayGoOn, type Steps } from "./steps.ts";
import { typeOf } from "./type-of.ts";
import { elementType, lookUp, packageOf } from "./types.ts";
import { isKnown, mapText, merge, type Value } from "./value.ts";

const ADDRESS = /^(\d{2,5}|[^\s/]*:\d{1,5})$/;

/** What a loop yields first, and what stands at 0; which other element is meant is not in sight. */
export function evaluateIndex(
  analysis: Analysis,
  { base, index }: Index,
  context: Context,
  steps: Steps,
): Value | null {
  const [place] = index;
  const name = place && keyOf(analysis, place, context, steps);
  if (name) return evaluateEntry(analysis, base, name, context, steps);
  const first = place === undefined || (place.kind === "number" && place.text === "0");
  if (!first) return null;
  // `strings.Split(path, "?")[0]` takes a text apart.
  const part = place && base.kind === "call" ? splitHead(analysis, base, context, steps) : null;
  if (part) return part;
  const head = headOfList(analysis, base, place === undefined, context, steps);
  // One of many keys or files says nothing of the others; one of many addresses is enough.
  return head && ADDRESS.test(head.text) ? head : null;
}

/** `settings["addr"]`, also by a constant or what a call hands over. */
function keyOf(analysis: Analysis, place: Expression, context: Context, steps: Steps): string | null {
  if (place.kind === "string") return place.value;
  if (place.kind !== "name" && place.kind !== "selector") return null;
  const key = evaluate(analysis, place, context, steps);
  return isKnown(key) && /^[A-Za-z]/.test(key.text) ? key.text : null;
}

/** A name of the package or of another one: a parameter stands for a key and a value of each call. */
function isConstant(key: Expression, scope: Scope): boolean {
  if (key.kind === "name")
    return lookUp(key.name, scope)?.definitions === scope.file.package.values.get(key.name);
  return key.kind === "string" || packageOf(key, scope) !== null;
}

/** `settings["addr"]` of a map that a literal makes, or of what the code puts there. */
function evaluateEntry(
  analysis: Analysis,
  base: Expression,
  name: string,
  context: Context,
  steps: Steps,
): Value | null {
  const literal = literalOf(analysis, base, context.scope);
  const entry = literal?.elements.find(({ key }) => key?.kind === "string" && key.value === name);
  const site = literal && siteOf(analysis, literal);
  if (entry && site) return evaluate(analysis, entry.value, contextFor(site.scope, context), steps);
  const isOwn = base.kind === "name";
  const put = (analysis.program.entryValues.get(lastName(base)) ?? []).filter(
    ({ key, scope }) =>
      (!isOwn || scope.file.package === context.scope.file.package) &&
      isConstant(key, scope) &&
      keyOf(analysis, key, { scope, frame: null }, steps) === name,
  );
  return evaluateDefinitions(analysis, put, context, steps);
}

function headOfList(
  analysis: Analysis,
  base: Expression,
  looped: boolean,
  context: Context,
  steps: Steps,
  depth = 0,
): Value | null {
  if (!mayGoOn(steps)) return null;
  const head = base.kind === "call" ? splitHead(analysis, base, context, steps) : null;
  if (head) return head;
  const follow: Follow = (inner, where) => headOfList(analysis, inner, looped, where, steps, depth + 1);
  const passed = depth > 4 ? [] : passedHeads(analysis, base, context, steps, follow);
  // Of several lists that are handed on, one literal is none that can be stated.
  const own = passed.length > 0 ? null : literalOf(analysis, base, context.scope);
  const heads = [own, ...assignedLists(analysis, base, context)].map(
    (literal) => literal && headOf(analysis, literal, context, steps),
  );
  if (depth > 0 && new Set(heads.flatMap((one) => one?.text ?? [])).size > 1) return null;
  // The characters of a text are no elements: only what a file or a flag holds as a list.
  const value = looped ? evaluate(analysis, base, context, steps) : null;
  const isList = value?.sources.some((source) => /^(file|flag):/.test(source)) || givesList(base, context);
  const ofTag = !isList && value !== null && isListField(analysis, base, context);
  const listed = isList ? value : ofTag ? mapText(value, firstOf) : null;
  return merge([listed, ...heads, ...handedHeads(analysis, base, looped, context, steps, depth), ...passed]);
}

type Follow = (list: Expression, context: Context) => Value | null;

/** The heads of lists that a variable or a field is given, `proxy{addrs: cfg.Listen}`, and what is appended to it. */
function passedHeads(
  analysis: Analysis,
  base: Expression,
  context: Context,
  steps: Steps,
  follow: Follow,
): (Value | null)[] {
  if (base.kind === "selector") {
    return givenToSelected(analysis, base, context.scope).flatMap(({ value, scope }) =>
      /^(name|selector)$/.test(value.kind) ? [follow(value, contextFor(scope, context))] : [],
    );
  }
  if (base.kind !== "name") return [];
  return (lookUp(base.name, context.scope)?.definitions ?? []).flatMap(({ value, scope }) => {
    if (!value) return [];
    const where = contextFor(scope, context);
    if (value.kind === "selector") return [follow(value, where)];
    const [list, added] = value.kind === "call" && lastName(value.callee) === "append" ? value.args : [];
    const same = list?.kind === "name" && list.name === base.name;
    return same && added ? [evaluate(analysis, added, where, steps)] : [];
  });
}

/** A field that holds a list: what its tag gives is one as a text, `envDefault:":80,:81"` or `default:"[\":80\"]"`. */
function isListField({ program }: Analysis, base: Expression, { scope }: Context): boolean {
  const type = base.kind === "selector" ? typeOf(program, base, scope) : null;
  return type !== null && elementType(program, type) !== null;
}

function firstOf(list: string): string {
  return list.replace(/^\["?|"?\]$/g, "").split(/"?,\s*"?/)[0] ?? "";
}

/** `viper.GetStringSlice("listen")`, by itself or as what a variable holds. */
function givesList(base: Expression, { scope }: Context): boolean {
  const definitions = base.kind === "name" ? (lookUp(base.name, scope)?.definitions ?? []) : [];
  return [base, ...definitions.map(({ value }) => value)].some(
    (one) => one?.kind === "call" && /^(Get)?String(Slice|Array)$/.test(lastName(one.callee)),
  );
}

/** The heads of the lists that calls hand to a parameter. */
function handedHeads(
  analysis: Analysis,
  base: Expression,
  looped: boolean,
  context: Context,
  steps: Steps,
  depth: number,
): (Value | null)[] {
  const found = base.kind === "name" ? lookUp(base.name, context.scope) : null;
  const node = found?.parameter ? found.scope.node : null;
  if (!found?.parameter || !node || depth > 4) return [];
  const index = node.parameters.indexOf(found.parameter);
  return argumentsFor(analysis, found.scope, index, context).map(({ argument, result, context: where }) =>
    argument && result === 0 ? headOfList(analysis, argument, looped, where, steps, depth + 1) : null,
  );
}

/** `strings.Split(addresses, ",")`. */
function splitHead(analysis: Analysis, call: Call, context: Context, steps: Steps): Value | null {
  const { callee, args } = call;
  const path = packageOf(callee, context.scope);
  const [text, separator] = args;
  if (path !== "strings" || lastName(callee) !== "Split" || !text || separator?.kind !== "string")
    return null;
  const value = evaluate(analysis, text, context, steps);
  return isKnown(value) ? mapText(value, (one) => one.split(separator.value)[0] ?? "") : null;
}

/** `config.Listen = []string{":8080"}` for the field that is read. */
function assignedLists(analysis: Analysis, base: Expression, { scope }: Context): Composite[] {
  if (base.kind !== "selector") return [];
  return givenToSelected(analysis, base, scope).flatMap(({ value }) =>
    value.kind === "composite" ? [value] : [],
  );
}

function headOf(analysis: Analysis, literal: Composite, context: Context, steps: Steps): Value | null {
  const [first] = literal.elements;
  if (!first || first.key || literal.type?.kind !== "container") return null;
  const site = siteOf(analysis, literal);
  return site ? evaluate(analysis, first.value, contextFor(site.scope, context), steps) : null;
}
