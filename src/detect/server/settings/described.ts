/** Defaults in tables of the code that describe each setting: `{Key: "PORT", DefaultValue: "8080"}`. */
import { field } from "../arguments/literals.ts";
import type { Analysis, Steps } from "../flow/context.ts";
import { evaluate } from "../flow/evaluate.ts";
import { merge, type Value } from "../flow/value.ts";

const NAMES = ["Key", "Name", "Env", "EnvVar", "EnvKey", "EnvName", "Variable"];
const DEFAULTS = ["Default", "DefaultValue", "DefaultVal", "Fallback"];
const VARIABLE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** What the tables give the key; a key that is written as variables are is taken from one. */
export function describedDefaults(analysis: Analysis, key: string, steps: Steps): (Value | null)[] {
  return (analysis.program.composites.get("") ?? []).flatMap(({ composite, type, scope }) => {
    if (type?.kind !== "container") return [];
    return composite.elements.flatMap(({ value }) => {
      const literal = value.kind === "unary" ? value.operand : value;
      if (literal.kind !== "composite") return [];
      const name = field(literal, ...NAMES);
      const fallback = field(literal, ...DEFAULTS);
      if (name?.kind !== "string" || name.value !== key || !fallback) return [];
      const read = VARIABLE.test(key)
        ? [{ text: "", numeric: false, sources: [`env:${key}`], evidence: null }]
        : [];
      return [merge([...read, evaluate(analysis, fallback, { scope, frame: null }, steps)])];
    });
  });
}
