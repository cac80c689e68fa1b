/** Keys of viper and koanf: defaults, bound variables and flags, files. */
import { posix } from "node:path";
import { fileOf } from "../../../evidence.ts";
import { isAside } from "../flow/aside.ts";
import { append } from "../flow/assign.ts";
import type { Analysis } from "../flow/context.ts";
import { evaluate, textOf } from "../flow/evaluate.ts";
import { spread } from "../flow/literals.ts";
import { type CallSite, lastName, outermostFunction, type Scope } from "../flow/program.ts";
import { newSteps, type Steps } from "../flow/steps.ts";
import { typeOf } from "../flow/type-of.ts";
import { importOf, lookUp, typeName } from "../flow/types.ts";
import { merge, type Value } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import { EXAMPLE, lookUpKey } from "./config-files.ts";
import { describedDefaults } from "./described.ts";
import { onlyElement } from "./flag-calls.ts";
import { isFilledElsewhere, koanfVariable } from "./koanf.ts";
import { mapDefaults } from "./maps.ts";

function usesViper({ program }: Analysis): boolean {
  return [...program.externalImports.keys()].some((path) => /(^|\/)viper(\/v\d+)?$/.test(path));
}

/** Whether all replacers of the names are seen to be made of texts; otherwise nobody knows what they make of several words. */
function areReplacersKnown(analysis: Analysis): boolean {
  const sites = analysis.program.calls.get("SetEnvKeyReplacer") ?? [];
  return sites.every(({ call: { args: given }, scope }) => {
    const [argument] = given;
    const [definition] = argument?.kind === "name" ? (lookUp(argument.name, scope)?.definitions ?? []) : [];
    const replacer = definition?.value ?? argument;
    const texts = replacer?.kind === "call" ? replacer.args : [];
    const where = definition?.scope ?? scope;
    return texts.every((one) => one.kind !== "call" && textOf(analysis, one, where) !== null);
  });
}

/** `APP_HTTP_PORT` for `http.port` under SetEnvPrefix("app"); null where the code does not show the name. */
export function viperVariable(analysis: Analysis, key: string): string | null {
  // `"tls." + name + ".cert"` while nobody gives the name.
  if (key.split(".").includes("")) return null;
  const [prefix] = analysis.program.calls.get("SetEnvPrefix") ?? [];
  const text = prefix && textOf(analysis, prefix.call.args[0], prefix.scope);
  const replaces = (analysis.program.calls.get("SetEnvKeyReplacer") ?? []).length > 0;
  if (/[.-]|[a-z][A-Z]/.test(key) && !areReplacersKnown(analysis)) return null;
  const name = replaces ? key.replace(/[.-]/g, "_") : key;
  return (text ? `${text}_${name}` : name).toUpperCase();
}

/** Calls of that name by their first argument in lower case, also where a loop goes through a list of keys. */
function callsByKey(analysis: Analysis, name: string): ReadonlyMap<string, readonly CallSite[]> {
  const { keyed } = analysis.memo;
  const seen = keyed.get(name);
  if (seen) return seen;
  const byKey = new Map<string, CallSite[]>();
  // Empty while it is made: keys do not come from keys.
  keyed.set(name, byKey);
  for (const site of analysis.program.calls.get(name) ?? []) {
    const { call, scope } = site;
    const texts = call.args
      .slice(0, 1)
      .flatMap((argument) => spread(argument, scope))
      .flatMap((one) => textOf(analysis, one, scope)?.toLowerCase() ?? []);
    for (const text of new Set(texts)) append(byKey, text, site);
  }
  return byKey;
}

function callsFor(analysis: Analysis, name: string, key: string): readonly CallSite[] {
  return callsByKey(analysis, name).get(key.toLowerCase()) ?? [];
}

/** Calls that give the key a default, without those of the commands beside the one that serves where that has its own. */
function defaultsOf(analysis: Analysis, key: string): readonly CallSite[] {
  const sites = callsFor(analysis, "SetDefault", key);
  const own = sites.length > 1 ? sites.filter(({ scope }) => !isAside(analysis, scope)) : sites;
  return own.length > 0 ? own : sites;
}

/** `viper.Set` and the method; `Set` of headers and the like has other receivers. */
export function isViper({ program }: Analysis, callee: Expression, scope: Scope): boolean {
  if (callee.kind !== "selector") return false;
  const path = importOf(callee.base, scope);
  if (path !== null) return /(^|\/)viper(\/v\d+)?$/.test(path);
  const type = typeOf(program, callee.base, scope);
  return (
    type !== null &&
    /(^|\/)viper(\/v\d+)?\.(Viper|(New|NewWithOptions|GetViper)\(\))$/.test(typeName(type) ?? "")
  );
}

/** What the program itself sets a key of viper to, which hides variables and files unless it does so on a condition. */
function setInCode(analysis: Analysis, key: string, steps: Steps): Value | null {
  return merge(
    callsFor(analysis, "Set", key).map(({ call, scope, guards }) => {
      const [, given] = call.args;
      // What another command sets is not there when the service runs.
      const isSet = guards.length === 0 && !isAside(analysis, scope);
      return given && isSet && isViper(analysis, call.callee, scope)
        ? evaluate(analysis, given, { scope, frame: null }, steps)
        : null;
    }),
  );
}

/** The variable that gives the key without being bound to it: under viper's AutomaticEnv, by koanf's provider. */
export function automaticVariable(analysis: Analysis, key: string): string | null {
  if (!usesViper(analysis) || !analysis.program.calls.has("AutomaticEnv"))
    return koanfVariable(analysis, key);
  if (setInCode(analysis, key, newSteps(analysis))) return null;
  const variable = viperVariable(analysis, key);
  // No shell sets a variable with a dot in its name.
  return variable !== null && /^\w+$/.test(variable) ? variable : null;
}

/** `viper.RegisterAlias("http-port", "port")`: the key that the other one stands for. */
function aliased(analysis: Analysis, key: string): string {
  const names = callsFor(analysis, "RegisterAlias", key).flatMap(({ call, scope }) =>
    isViper(analysis, call.callee, scope) ? (textOf(analysis, call.args[1], scope) ?? []) : [],
  );
  return names[0] ?? key;
}

/** What a key of viper or of a file gives; null when nothing in sight gives it anything. */
export function keyValue(analysis: Analysis, name: string, steps: Steps): Value | null {
  const key = aliased(analysis, name);
  const set = usesViper(analysis) ? setInCode(analysis, key, steps) : null;
  if (set) return set;
  const { value, sources } = registered(analysis, key, steps);
  const variable = automaticVariable(analysis, key);
  // A bound one is the same: what asks whether one variable alone decides counts them.
  if (variable !== null && !sources.includes(`env:${variable}`)) sources.push(`env:${variable}`);
  const isOpen = sources.length === 0 || isFilledElsewhere(analysis);
  if (!value) return isOpen ? null : { text: "", numeric: false, sources, evidence: null };
  return { ...value, sources: [...sources, ...value.sources] };
}

/**
 * What a section of its own gives a key, `http := v.Sub("http")`: others have keys of that name with other defaults.
 */
export function sectionValue(
  analysis: Analysis,
  { section, scope }: { readonly section: Expression; readonly scope: Scope },
  key: string,
  steps: Steps,
): Value | null {
  const [made, ...others] = section.kind === "name" ? (lookUp(section.name, scope)?.definitions ?? []) : [];
  if (section.kind !== "name" || made?.value?.kind !== "call" || others.length > 0) return null;
  const { callee, args } = made.value;
  if (!lastName(callee).includes("Sub")) return null;
  const around = outermostFunction(scope).node;
  const own = callsFor(analysis, "SetDefault", key).find(({ call, scope: where }) => {
    const base = call.callee.kind === "selector" ? call.callee.base : null;
    return base?.kind === "name" && base.name === section.name && outermostFunction(where).node === around;
  });
  const fallback = own?.call.args[1];
  const value = own && fallback && evaluate(analysis, fallback, { scope: own.scope, frame: null }, steps);
  if (!value) return null;
  const name = lastName(callee) === "Sub" ? textOf(analysis, args[0], made.scope) : null;
  const given = name && lookUpKey(analysis.settings.configFiles(), `${name}.${key}`);
  const variable = automaticVariable(analysis, key);
  const sources = variable === null ? value.sources : [`env:${variable}`, ...value.sources];
  return merge([given || null, { ...value, sources, preset: true }]);
}

/** The same for a field that is filled from keys: viper fills only those that it knows of otherwise. */
export function registeredKeyValue(analysis: Analysis, key: string, steps: Steps): Value | null {
  const { value, sources } = registered(analysis, key, steps);
  return value || sources.length > 0 ? keyValue(analysis, key, steps) : null;
}

function registered(
  analysis: Analysis,
  key: string,
  steps: Steps,
): { value: Value | null; sources: string[] } {
  const values: (Value | null)[] = [];
  const sources: string[] = [];
  for (const { call, scope } of defaultsOf(analysis, key)) {
    const [, fallback] = call.args;
    const value = fallback && evaluate(analysis, onlyElement(fallback), { scope, frame: null }, steps);
    if (value) values.push({ ...value, preset: true });
  }
  if (usesViper(analysis)) {
    for (const { call, scope } of callsFor(analysis, "BindEnv", key)) {
      const names = call.args.slice(1).flatMap((argument) => textOf(analysis, argument, scope) ?? []);
      const bound = names.length > 0 ? names : [viperVariable(analysis, key)];
      sources.push(...bound.flatMap((name) => (name === null ? [] : `env:${name}`)));
    }
    for (const { call, scope } of callsFor(analysis, "BindPFlag", key)) {
      const flag = call.args[1];
      const name =
        flag?.kind === "call" && lastName(flag.callee) === "Lookup" && textOf(analysis, flag.args[0], scope);
      if (name) values.push(analysis.settings.flag(analysis, name, steps));
    }
    if ((analysis.program.calls.get("BindPFlags") ?? []).length > 0) {
      values.push(analysis.settings.flag(analysis, key, steps));
    }
  }
  const mapped = [...mapDefaults(analysis, key, steps), ...describedDefaults(analysis, key, steps)];
  values.push(...mapped);
  // What the code registers for a key comes before a text in it, which a command may write for people to change.
  const files = analysis.settings.configFiles().filter(({ compiled }) => !compiled);
  const fromNamed = lookUpKey(files, key, true);
  // Files that only lie where such files usually do are not read where the code has its own.
  const unnamed = mapped.length > 0 ? null : lookUpKey(files, key, false);
  // A default of nothing is one as well: an example that the program does not read shows another.
  const isShown = EXAMPLE.test(posix.basename(fileOf(unnamed?.evidence ?? "")));
  const given = isShown && values.some((value) => value?.preset) ? null : unnamed;
  const ordered = fromNamed ? [fromNamed, ...values] : [...values, given];
  return { value: merge(ordered), sources };
}
