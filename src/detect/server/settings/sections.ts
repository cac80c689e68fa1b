/**
 * Structs that are filled from one section of a file: viper's UnmarshalKey and Sub, koanf's paths, ini's Section, what
 * others get by its name and populate or scan.
 */
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { type CallSite, lastName, type Scope } from "../flow/program.ts";
import { typeOf } from "../flow/type-of.ts";
import { structKey } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";

interface Filled {
  readonly section: Expression;
  readonly target: Expression;
  readonly scope: Scope;
}

/** The section and what is filled from it; null for calls that fill from the whole file. */
function filledBy({ call, scope }: CallSite): Filled | null {
  const { callee, args } = call;
  const [first, second] = args;
  const name = lastName(callee);
  if (first && second && /^Unmarshal(Key|WithConf|Exact)?$/.test(name) && second.kind !== "function")
    return { section: first, target: second, scope };
  const base = callee.kind === "selector" ? callee.base : null;
  if (!first || base?.kind !== "call" || !/^(Sub|Section|Cut|Get|Value)$/.test(lastName(base.callee)))
    return null;
  const [section] = base.args;
  return section ? { section, target: first, scope } : null;
}

function parameterIndex(expression: Expression, scope: Scope): number {
  if (expression.kind !== "name") return -1;
  return scope.node?.parameters.findIndex(({ name }) => name === expression.name) ?? -1;
}

/** `mapTo("server", ServerSetting)`: of a helper that is handed both, what its callers hand it. */
function throughHelper(analysis: Analysis, filled: Filled): Filled[] {
  const { section, target, scope } = filled;
  const [at, of] = [parameterIndex(section, scope), parameterIndex(target, scope)];
  if (at < 0 || of < 0) return [filled];
  return callersOf(analysis, scope).flatMap(({ call, scope: where }) => {
    const [name, struct] = [call.args[at], call.args[of]];
    return name && struct ? [{ section: name, target: struct, scope: where }] : [];
  });
}

/** Sections by the key of the struct that they fill. */
export function filledSections(analysis: Analysis): ReadonlyMap<string, readonly string[]> {
  const sections = new Map<string, string[]>();
  const names = [
    "UnmarshalKey",
    "Unmarshal",
    "UnmarshalWithConf",
    "UnmarshalExact",
    "MapTo",
    "StrictMapTo",
    "Populate",
    "Scan",
  ];
  const sites = names.flatMap((name) => analysis.program.calls.get(name) ?? []);
  const filled = sites.flatMap((site) => filledBy(site) ?? []).flatMap((one) => throughHelper(analysis, one));
  for (const { section, target, scope } of filled) {
    const type = typeOf(analysis.program, target, scope);
    const key = type && structKey(analysis.program, type);
    const name = key ? textOf(analysis, section, scope) : null;
    // `yaml.Unmarshal([]byte(defaults), &conf)` fills it from a text, which is no name.
    if (key && name && !/\s/.test(name)) sections.set(key, [...(sections.get(key) ?? []), name]);
  }
  return sections;
}
