/**
 * Defaults in a map of the code: `k.Load(confmap.Provider(defaults, "."), nil)` of koanf, and viper's
 * `v.MergeConfigMap(defaults)`.
 */
import type { Analysis } from "../flow/context.ts";
import { evaluate, textOf } from "../flow/evaluate.ts";
import type { Scope } from "../flow/program.ts";
import type { Steps } from "../flow/steps.ts";
import { lookUp, packageOf } from "../flow/types.ts";
import type { Value } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import { normalizeKey } from "./config-values.ts";

interface Found {
  readonly expression: Expression;
  readonly scope: Scope;
}

/** The literals that an expression or the variable of that name stands for. */
function literals(expression: Expression, scope: Scope): Found[] {
  if (expression.kind !== "name") return [{ expression, scope }];
  return (lookUp(expression.name, scope)?.definitions ?? []).flatMap(({ value, scope: where }) =>
    value?.kind === "composite" ? [{ expression: value, scope: where }] : [],
  );
}

/** The element with that key, its parts joined or one map in another: `"server.port"`, `"server": {"port": 1}`. */
function elementAt(analysis: Analysis, { expression, scope }: Found, key: string): Found | null {
  if (expression.kind !== "composite") return null;
  for (const { key: name, value } of expression.elements) {
    const text = normalizeKey((name && textOf(analysis, name, scope)) ?? "");
    if (text === "") continue;
    if (text === key) return { expression: value, scope };
    const inner = key.startsWith(`${text}.`)
      ? elementAt(analysis, { expression: value, scope }, key.slice(text.length + 1))
      : null;
    if (inner) return inner;
  }
  return null;
}

/** The maps that are handed to either library. */
function handedMaps({ program }: Analysis): Found[] {
  const { calls, externalImports } = program;
  const imports = [...externalImports.keys()];
  const koanf = imports.some((path) => /\/koanf\b.*\/confmap$/.test(path)) ? calls.get("Provider") : null;
  const viper = imports.some((path) => /(^|\/)viper(\/v\d+)?$/.test(path))
    ? calls.get("MergeConfigMap")
    : null;
  const provided = (koanf ?? []).filter(({ call, scope }) =>
    packageOf(call.callee, scope)?.endsWith("/confmap"),
  );
  return [...provided, ...(viper ?? [])].flatMap(({ call, scope }) => {
    const [given] = call.args;
    return given ? literals(given, scope) : [];
  });
}

/** What the maps give the key. */
export function mapDefaults(analysis: Analysis, key: string, steps: Steps): (Value | null)[] {
  return handedMaps(analysis).flatMap((one) => {
    const found = elementAt(analysis, one, normalizeKey(key));
    return found ? [evaluate(analysis, found.expression, { scope: found.scope, frame: null }, steps)] : [];
  });
}
