/** Paths below a setting that is a field of a struct and empty unless somebody gives it. */
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { lastName, type Scope } from "../flow/program.ts";
import { typeOf } from "../flow/type-of.ts";
import { findField, structKey } from "../flow/types.ts";
import { isKnown } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import { joinedParts } from "./paths.ts";

/** A text with a tag, by which a library may give it a value, and no more than that. */
function isUnsetField(analysis: Analysis, expression: Expression, scope: Scope): boolean {
  if (expression.kind !== "selector" || valueIn(analysis, expression, scope) !== null) return false;
  const { program } = analysis;
  const owner = typeOf(program, expression.base, scope);
  const key = owner && structKey(program, owner);
  const field = key ? findField(program, key, expression.name)?.field : null;
  return field ? lastName(field.type) === "string" && field.tag !== "" : false;
}

/** `templates` of `filepath.Join(cfg.ParentDir, "templates")`: Go joins nothing with it to itself. */
export function belowUnsetField(analysis: Analysis, expression: Expression, scope: Scope): string | null {
  const [first, ...rest] = joinedParts(expression, scope);
  if (!first || !isUnsetField(analysis, first, scope)) return null;
  const values = rest.map((one) => valueIn(analysis, one, scope));
  return values.length > 0 && values.every(isKnown) ? values.map(({ text }) => text).join("/") : null;
}
