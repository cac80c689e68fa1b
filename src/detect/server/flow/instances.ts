/** The literal that a variable or parameter stands for, where several of one struct type are made. */
import type { Composite, Expression, Parameter, Selector } from "../go/ast.ts";
import { overwrites } from "./bindings.ts";
import { ownerOf } from "./callers.ts";
import type { Analysis, Context } from "./context.ts";
import { contextFor } from "./evaluate.ts";
import { overrideOf } from "./overrides.ts";
import { type Definition, type FieldValue, isNil, type Program, type Scope } from "./program.ts";
import { calledFunction } from "./type-of.ts";
import { importOf, lookUp, structKey } from "./types.ts";

type Holder = Parameter | readonly Definition[];

/** What is given to a field, and the variable or parameter of which it is one. */
export interface HeldGiven {
  readonly given: FieldValue;
  readonly holder: Holder;
  readonly isParameter: boolean;
}

export interface Instance {
  readonly composite: Composite;
  /** Where the literal stands, as the calls that are followed lead there. */
  readonly context: Context;
  /** The variables and parameters that held it on the way. */
  readonly holders: readonly Holder[];
}

/** What is given to a field of one instance. */
export interface Given {
  readonly value: Expression;
  readonly result: number;
  readonly context: Context;
}

const DEEPEST = 12;

/** The one literal that the expression is in the calls that are being followed; null where it is not in sight. */
export function instanceOf(
  analysis: Analysis,
  expression: Expression,
  context: Context,
  result = 0,
  depth = 0,
): Instance | null {
  if (depth > DEEPEST) return null;
  const follow = (inner: Expression, where: Context, index = 0) =>
    instanceOf(analysis, inner, where, index, depth + 1);
  switch (expression.kind) {
    case "composite":
      return { composite: expression, context, holders: [] };
    case "unary":
      return /^[&*]$/.test(expression.operator) ? follow(expression.operand, context) : null;
    case "name": {
      const found = lookUp(expression.name, context.scope);
      if (!found) return null;
      const { definitions } = found;
      if (found.parameter) {
        const passed = definitions.length === 0 ? handedOver(expression.name, found.scope, context) : null;
        return passed && heldBy(follow(passed.expression, passed.context), found.parameter);
      }
      const only = theOne(definitions, expression.at);
      if (!only?.value) return null;
      return heldBy(follow(only.value, contextFor(only.scope, context), only.result), definitions);
    }
    case "selector": {
      if (importOf(expression.base, context.scope) !== null) return null;
      const [only, ...others] = givenToSelected(analysis, expression, context, depth + 1);
      return only && others.length === 0 ? follow(only.value, only.context, only.result) : null;
    }
    case "call": {
      const called = calledFunction(analysis.program, expression.callee, context.scope);
      if (!called) return null;
      const { scope, declaration: node } = called;
      const receiver = expression.callee.kind === "selector" ? { receiver: expression.callee.base } : {};
      const inner = { scope, frame: { node, args: expression.args, ...receiver, context } };
      const returned = scope.returns.flatMap((values) => values[result] ?? []).filter((one) => !isNil(one));
      const [only] = returned;
      return only && returned.length === 1 ? follow(only, inner) : null;
    }
    default:
      return null;
  }
}

function heldBy(instance: Instance | null, holder: Holder): Instance | null {
  return instance && { ...instance, holders: [...instance.holders, holder] };
}

/** The only definition; of several blocks with a variable of that name the last one before its use. */
function theOne(definitions: readonly Definition[], at: number): Definition | undefined {
  if (definitions.length > 1 && definitions.every(({ defines }) => defines))
    return definitions.findLast((one) => one.at <= at);
  return definitions.length === 1 ? definitions[0] : undefined;
}

/** The argument of the call that is being followed, or what its method is called on. */
export function handedOver(
  name: string,
  { node }: Scope,
  context: Context,
): { readonly expression: Expression; readonly context: Context } | null {
  for (let { frame } = context; frame; frame = frame.context.frame) {
    if (frame.node !== node) continue;
    const isReceiver = node.kind === "declaration" && node.receiver?.name === name;
    const index = node.parameters.findIndex((parameter) => parameter.name === name);
    const expression = isReceiver ? frame.receiver : frame.args[index];
    return expression ? { expression, context: frame.context } : null;
  }
  return null;
}

/** What the instance that is selected from is given for the field. */
function givenToSelected(
  analysis: Analysis,
  { base, name }: Selector,
  context: Context,
  depth = 0,
): readonly Given[] {
  const instance = instanceOf(analysis, base, context, 0, depth);
  return instance ? givenToInstance(analysis, instance, name) : [];
}

function keyOf({ program }: Analysis, { composite: { type }, context }: Instance): string | null {
  return type && structKey(program, { expression: type, file: context.scope.file });
}

/** What the literal of the instance itself gives the field. */
export function elementOf(analysis: Analysis, instance: Instance, name: string): Expression | null {
  return givenInLiteral(analysis.program, instance.composite, keyOf(analysis, instance), name);
}

/**
 * What a literal gives a field, by its name or by its place.
 * @param key of the struct that the literal makes
 */
export function givenInLiteral(
  { structs }: Program,
  { elements }: Composite,
  key: string | null,
  name: string,
): Expression | null {
  const named = elements.find((one) => one.key?.kind === "name" && one.key.name === name);
  if (named || elements.some(({ key }) => key)) return named?.value ?? null;
  // `Server{":8080", mux}`: without names the fields stand in their order.
  const fields = (key && structs.get(key)) || [];
  return elements[fields.findIndex(({ field }) => field.name === name)]?.value ?? null;
}

/** What is given to fields of that name by variables and parameters: `server.Addr = address`. */
function givenToHeld({ program, memo }: Analysis, name: string): readonly HeldGiven[] {
  const values = program.fieldValues.get(name) ?? [];
  const seen = memo.holders.get(name);
  // Packages that are read on demand bring further ones.
  if (seen?.of === values.length) return seen.held;
  const held = values.flatMap((given) => {
    const found = given.base?.kind === "name" ? lookUp(given.base.name, given.scope) : null;
    if (!found) return [];
    return { given, holder: found.parameter ?? found.definitions, isParameter: found.parameter !== null };
  });
  memo.holders.set(name, { of: values.length, held });
  return held;
}

/** What an instance is given for the field, by its literal and by the variables that held it. */
export function givenToInstance(analysis: Analysis, instance: Instance, name: string): readonly Given[] {
  const { context, holders } = instance;
  const key = keyOf(analysis, instance);
  const element = elementOf(analysis, instance, name);
  const own: FieldValue[] = [];
  // A function that is handed some instance may be handed this one.
  const others: FieldValue[] = [];
  for (const { given, holder, isParameter } of givenToHeld(analysis, name)) {
    if (holders.includes(holder)) own.push(given);
    else if (isParameter && ownerOf(analysis, given) === key) others.push(given);
  }
  if (!element && own.length === 0) return [];
  const assigned = [...own, ...others].map((one) => {
    const over = overrideOf(analysis, one, context);
    const where = over ?? contextFor(one.scope, context);
    return { value: one.value, result: one.result, context: where, first: over !== null };
  });
  const kept = element && !own.some(({ value }) => overwrites(value));
  const before = assigned.filter(({ first }) => first);
  const after = assigned.filter(({ first }) => !first);
  return kept ? [...before, { value: element, result: 0, context }, ...after] : [...before, ...after];
}
