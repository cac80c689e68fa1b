/** Variables that koanf's environment provider makes keys of: `env.Provider("SHOP_", ".", func(s string) string {...})`. */
import type { Analysis } from "../flow/context.ts";
import { evaluate, textOf } from "../flow/evaluate.ts";
import { field, literalOf } from "../flow/literals.ts";
import { type CallSite, isNil, type Scope } from "../flow/program.ts";
import { newSteps } from "../flow/steps.ts";
import { typeOf } from "../flow/type-of.ts";
import { packageOf, typeName } from "../flow/types.ts";
import { isKnown } from "../flow/value.ts";
import type { Call, Expression } from "../go/ast.ts";
import { decodedStructs } from "./decoded.ts";

const TYPE = /\/koanf(\/v\d+)?\.(Koanf|(New|NewWithConf)\(\))$/;
const PROVIDER = /\/koanf\b.*\/providers\/env(\/v\d+)?$/;

/** `k.String("http.port")`, `k.Unmarshal("", &config)`. */
export function isKoanf({ program }: Analysis, callee: Expression, scope: Scope): boolean {
  if (callee.kind !== "selector") return false;
  const type = typeOf(program, callee.base, scope);
  return type !== null && TYPE.test(typeName(type) ?? "");
}

/** Providers of what the code, the command line, the environment or a file says. */
const SEEN = /\/providers\/(env|file|fs|structs|basicflag|posflag|cliflagv?\d*)(\/v\d+)?$/;

/** Whether it is filled from a source that is not in sight as well: a database, a store of settings. */
export function isFilledElsewhere(analysis: Analysis): boolean {
  return (analysis.program.calls.get("Load") ?? []).some(({ call, scope }) => {
    const [provider] = call.args;
    if (provider?.kind !== "call" || !isKoanf(analysis, call.callee, scope)) return false;
    const path = packageOf(provider.callee, scope) ?? "";
    const [given] = provider.args;
    const isMap =
      path.endsWith("/confmap") && given !== undefined && literalOf(analysis, given, scope) !== null;
    return !isMap && !SEEN.test(path);
  });
}

/** The structs that it fills. */
export function koanfStructs(analysis: Analysis): ReadonlySet<string> {
  return decodedStructs(analysis.program, ({ call, scope }) => isKoanf(analysis, call.callee, scope));
}

interface Provider {
  /** What it takes of the environment. */
  readonly prefix: string;
  /** Makes a key of a variable's name; null where the name is the key. */
  readonly rename: Expression | null;
  readonly scope: Scope;
}

/** Its second version takes prefix and function as fields of its options. */
function readProvider(analysis: Analysis, { call: { args }, scope }: CallSite): Provider | null {
  const [first, options, function_] = args;
  const isSecond = options?.kind === "composite";
  const given = isSecond ? field(options, "Prefix") : first;
  const rename = (isSecond ? field(options, "TransformFunc") : function_) ?? null;
  const prefix = given ? textOf(analysis, given, scope) : "";
  return prefix === null ? null : { prefix, rename: rename && isNil(rename) ? null : rename, scope };
}

function providers(analysis: Analysis): readonly Provider[] {
  const sites = ["Provider", "ProviderWithValue"].flatMap((name) => analysis.program.calls.get(name) ?? []);
  return sites
    .filter(({ call, scope }) => PROVIDER.test(packageOf(call.callee, scope) ?? ""))
    .flatMap((site) => readProvider(analysis, site) ?? []);
}

/** The key that the provider makes of a variable's name; null where the code does not show it. */
function keyMadeOf(analysis: Analysis, { rename, scope }: Provider, name: string): string | null {
  if (!rename) return name;
  const call: Call = { kind: "call", callee: rename, args: [{ kind: "string", value: name, at: 0 }], at: 0 };
  const value = evaluate(analysis, call, { scope, frame: null }, newSteps(analysis));
  return isKnown(value) ? value.text : null;
}

/** The variable that gives koanf a key; null where none does, or the code does not show its name. */
export function koanfVariable(analysis: Analysis, key: string): string | null {
  const wanted = key.toLowerCase();
  for (const provider of providers(analysis)) {
    const word = key.toUpperCase();
    const names = [word.replaceAll(".", "_"), word.replaceAll(".", "__"), key];
    const name = names
      .flatMap((one) => [provider.prefix + one, one])
      .filter((one) => /^\w+$/.test(one) && one.startsWith(provider.prefix))
      // What fills structs takes no notice of capitals.
      .find((one) => keyMadeOf(analysis, provider, one)?.toLowerCase() === wanted);
    if (name !== undefined) return name;
  }
  return null;
}
