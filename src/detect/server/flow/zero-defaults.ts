/** Defaults that code gives to fields of structs whose declaration is not in sight. */
import { isStandard } from "../../standard-library.ts";
import type { Expression, Selector } from "../go/ast.ts";
import type { Analysis, Context } from "./context.ts";
import { contextFor } from "./evaluate.ts";
import { evaluateGiven } from "./evaluate-fields.ts";
import { testedForAbsence } from "./fatal.ts";
import { type FieldValue, guardsOf, type Program, type Scope } from "./program.ts";
import type { Steps } from "./steps.ts";
import { typeOf } from "./type-of.ts";
import { lookUp, typeName } from "./types.ts";
import { merge, type Value } from "./value.ts";

function isSameText(a: Expression, b: Expression): boolean {
  if (a.kind === "name") return b.kind === "name" && a.name === b.name;
  return a.kind === "selector" && b.kind === "selector" && a.name === b.name && isSameText(a.base, b.base);
}

/** Whether the value is given only where the field has none. */
function fills(program: Program, { base, value }: FieldValue, name: string): boolean {
  return guardsOf(program, value).some(
    ({ condition, negated }) =>
      !negated &&
      testedForAbsence(condition).some(
        (one) => one.kind === "selector" && one.name === name && base !== null && isSameText(one.base, base),
      ),
  );
}

/** The type by name; of the standard library's, such as a server's, there may be several with a field each. */
function ownType(program: Program, base: Expression, scope: Scope): string | null {
  const type = typeOf(program, base, scope);
  const name = type && typeName(type);
  return name === null || isStandard(name.slice(0, name.lastIndexOf("."))) ? null : name;
}

function isSameVariable(a: Expression, where: Scope, b: Expression, scope: Scope): boolean {
  if (a.kind !== "name" || b.kind !== "name" || a.name !== b.name) return false;
  const [one, other] = [lookUp(a.name, where), lookUp(b.name, scope)];
  if (one === null || other === null) return false;
  return one.parameter || other.parameter
    ? one.parameter === other.parameter
    : one.definitions === other.definitions;
}

/** `if settings.Port == 0 { settings.Port = 9000 }`, for the same variable or another one of that type. */
export function evaluateZeroDefault(
  analysis: Analysis,
  { base, name }: Selector,
  context: Context,
  steps: Steps,
): Value | null {
  const { program } = analysis;
  const filling = (program.fieldValues.get(name) ?? []).filter((one) => fills(program, one, name));
  if (filling.length === 0) return null;
  const type = ownType(program, base, context.scope);
  const given = filling.filter(
    (one) =>
      one.base !== null &&
      (isSameVariable(one.base, one.scope, base, context.scope) ||
        (type !== null && ownType(program, one.base, one.scope) === type)),
  );
  return merge(given.map((one) => evaluateGiven(analysis, one, contextFor(one.scope, context), steps)));
}
