/** Defaults in tables of the code that describe each setting: `{Key: "PORT", DefaultValue: "8080"}`. */

import { append } from "../flow/assign.ts";
import type { Analysis } from "../flow/context.ts";
import { evaluate } from "../flow/evaluate.ts";
import { type Element, field } from "../flow/literals.ts";
import type { CompositeSite } from "../flow/program.ts";
import type { Steps } from "../flow/steps.ts";
import { merge, type Value } from "../flow/value.ts";

/** Also as fields that only their own package sees. */
const both = (names: readonly string[]) =>
  names.flatMap((one) => [one, one.charAt(0).toLowerCase() + one.slice(1)]);
const NAMES = both(["Key", "Name", "Env", "EnvVar", "EnvKey", "EnvName", "Variable"]);
const DEFAULTS = both(["Default", "DefaultValue", "DefaultVal", "Fallback"]);
const VARIABLE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** `[]setting{{Key: "PORT"}}`, and the same of a type that is a list by another name. */
function isTable({ composite: { elements }, type }: CompositeSite): boolean {
  const [first] = elements;
  return (
    type?.kind === "container" ||
    (first?.key === null && first.value.kind === "composite" && first.value.type === null)
  );
}

/** The defaults in all tables, by key. */
function tables({ program, memo }: Analysis): ReadonlyMap<string, readonly Element[]> {
  let of = 0;
  for (const sites of program.composites.values()) of += sites.length;
  // There are more of them once packages are read on demand.
  if (memo.described?.of === of) return memo.described.byKey;
  const byKey = new Map<string, Element[]>();
  for (const site of [...program.composites.values()].flat()) {
    const { composite, scope } = site;
    if (!isTable(site)) continue;
    for (const { value } of composite.elements) {
      const literal = value.kind === "unary" ? value.operand : value;
      const name = literal.kind === "composite" ? field(literal, ...NAMES) : undefined;
      const expression = literal.kind === "composite" ? field(literal, ...DEFAULTS) : undefined;
      if (name?.kind === "string" && expression) append(byKey, name.value, { expression, scope });
    }
  }
  memo.described = { of, byKey };
  return byKey;
}

/** What the tables give the key; a key that is written as variables are is taken from one. */
export function describedDefaults(analysis: Analysis, key: string, steps: Steps): (Value | null)[] {
  const read = VARIABLE.test(key)
    ? [{ text: "", numeric: false, sources: [`env:${key}`], evidence: null }]
    : [];
  return (tables(analysis).get(key) ?? []).map(({ expression, scope }) =>
    merge([...read, evaluate(analysis, expression, { scope, frame: null }, steps)]),
  );
}
