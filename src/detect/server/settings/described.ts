/** Defaults in tables of the code that describe each setting: `{Key: "PORT", DefaultValue: "8080"}`. */
import type { Analysis, Steps } from "../flow/context.ts";
import { evaluate } from "../flow/evaluate.ts";
import { merge, type Value } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";

const NAME = /^(Key|Name|Env(Var|Key|Name)?|Variable)$/;
const DEFAULT = /^(Default(Value|Val)?|Fallback)$/;
const VARIABLE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** The value of the field of that name; null for a literal without it. */
function fieldOf(literal: Expression, name: RegExp): Expression | null {
  if (literal.kind !== "composite") return null;
  return literal.elements.find(({ key }) => key?.kind === "name" && name.test(key.name))?.value ?? null;
}

/** What the tables give the key; a key that is written as variables are is taken from one. */
export function describedDefaults(analysis: Analysis, key: string, steps: Steps): (Value | null)[] {
  return (analysis.program.composites.get("") ?? []).flatMap(({ composite, type, scope }) => {
    if (type?.kind !== "container") return [];
    return composite.elements.flatMap(({ value }) => {
      const literal = value.kind === "unary" ? value.operand : value;
      const name = fieldOf(literal, NAME);
      const fallback = fieldOf(literal, DEFAULT);
      if (name?.kind !== "string" || name.value !== key || !fallback) return [];
      const read = VARIABLE.test(key)
        ? [{ text: "", numeric: false, sources: [`env:${key}`], evidence: null }]
        : [];
      return [merge([...read, evaluate(analysis, fallback, { scope, frame: null }, steps)])];
    });
  });
}
