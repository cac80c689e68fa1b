/** Variables by the keys of viper and koanf: those bound to one, and those that stand for every key. */
import type { EnvironmentVariable } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { waysOfCalls } from "../flow/every-call.ts";
import { spread } from "../flow/literals.ts";
import { type CallSite, lastName, place } from "../flow/program.ts";
import { newSteps } from "../flow/steps.ts";
import { structKey } from "../flow/types.ts";
import { isKnown } from "../flow/value.ts";
import { decodedStructs } from "../settings/decoded.ts";
import { automaticVariable, isViper, registeredKeyValue, viperVariable } from "../settings/keys.ts";
import { isFilledElsewhere, isKoanf } from "../settings/koanf.ts";
import { allWays, keysOf, wholeNesting } from "../settings/nesting.ts";
import { readTag } from "../settings/tags.ts";
import { neverValidated } from "../settings/validators.ts";
import { mayNotRun } from "./chosen.ts";
import { keyDemands } from "./viper-demands.ts";

const GETTER =
  /^(Get|Must)?(String|Bool|U?[Ii]nt(8|16|32|64)?|Float64|Duration|Time|SizeInBytes|(String|Int)Slice|Strings|Ints)?$/;

const isKeyed = (analysis: Analysis, { call: { callee }, scope }: CallSite): boolean =>
  isViper(analysis, callee, scope) || isKoanf(analysis, callee, scope);

function defaultOf(analysis: Analysis, key: string): string | null {
  const value = analysis.settings.key(analysis, key, newSteps(analysis));
  return isKnown(value) && value.text !== "" ? value.text : null;
}

/** `viper.BindEnv("db.host")`, `viper.BindEnv("token", "API_TOKEN")`. */
function boundVariables(analysis: Analysis): EnvironmentVariable[] {
  return (analysis.program.calls.get("BindEnv") ?? []).flatMap(({ call, scope }) => {
    const [first, ...others] = call.args;
    const variables = others.flatMap((argument) => textOf(analysis, argument, scope) ?? []);
    const keys = first && others.length === 0 ? spread(first, scope) : call.args.slice(0, 1);
    const evidence = place(scope.file, call.at);
    return keys.flatMap((one) => {
      const key = textOf(analysis, one, scope);
      if (key === null) return [];
      const bound = variables.length > 0 ? variables : [viperVariable(analysis, key)];
      return bound.flatMap((name) =>
        name === null ? [] : [{ name, required: false, default: defaultOf(analysis, key), evidence }],
      );
    });
  });
}

interface KeyRead {
  readonly key: string;
  /** Whether the calls that lead to it are always made. */
  readonly always: boolean;
}

/** The keys that a call reads, in a helper those that its callers hand it. */
function keysRead(analysis: Analysis, { call, scope, guards }: CallSite): readonly KeyRead[] {
  const [key] = call.args;
  if (!key || call.args.length !== 1) return [];
  const here = !mayNotRun(analysis, guards, scope);
  return spread(key, scope)
    .flatMap((one) => waysOfCalls(analysis, one, scope))
    .filter(({ value }) => isKnown(value))
    .map(({ value: { text }, calls }) => ({
      key: text,
      always: here && calls.every((one) => !mayNotRun(analysis, one.guards, one.scope)),
    }));
}

function readVariables(analysis: Analysis): EnvironmentVariable[] {
  const sites = [...analysis.program.calls].flatMap(([name, all]) => (GETTER.test(name) ? all : []));
  const isDemanded = keyDemands(analysis);
  const elsewhere = isFilledElsewhere(analysis);
  return sites
    .filter((site) => isKeyed(analysis, site))
    .flatMap((site) =>
      keysRead(analysis, site).flatMap(({ key, always }) => {
        const name = automaticVariable(analysis, key);
        const evidence = place(site.scope.file, site.call.at);
        const fallback = defaultOf(analysis, key);
        const panics = lastName(site.call.callee).startsWith("Must") && !elsewhere;
        const required = fallback === null && always && (panics || isDemanded(site, key));
        return name === null ? [] : [{ name, required, default: fallback, evidence }];
      }),
    );
}

/**
 * Of the fields of structs, koanf fills all that a variable gives a key, viper those whose keys it knows of: by a
 * default, a bound variable, a file.
 */
function unmarshalledVariables(analysis: Analysis): EnvironmentVariable[] {
  const { program } = analysis;
  const roots = decodedStructs(program, (site) => isKeyed(analysis, site));
  if (roots.size === 0) return [];
  const nesting = wholeNesting(analysis);
  const isNeverValidated = neverValidated(analysis);
  const elsewhere = isFilledElsewhere(analysis);
  return [...program.structs].flatMap(([owner, fields]) => {
    const ways = allWays(nesting, owner).filter((way) => roots.has(way[0]?.owner ?? owner));
    const knowsAll = ways.some((way) => nesting.koanf.has(way[0]?.owner ?? owner));
    return fields.flatMap((site) => {
      const { field, file } = site;
      if (structKey(program, { expression: field.type, file }) !== null) return [];
      const keys = new Set(ways.flatMap((way) => keysOf(nesting, way, site)));
      return [...keys].flatMap((key) => {
        const registered = registeredKeyValue(analysis, key, newSteps(analysis));
        if (!registered && !knowsAll) return [];
        const bound = registered?.sources.find((source) => source.startsWith("env:"));
        const name = automaticVariable(analysis, key) ?? bound?.slice("env:".length) ?? null;
        if (name === null) return [];
        const fallback = defaultOf(analysis, key);
        const demand = readTag(field.tag).required;
        const asked = demand === "validated" && !ways.every((way) => isNeverValidated([...way, site]));
        const required = fallback === null && !elsewhere && (demand === "value" || asked);
        return [{ name, required, default: fallback, evidence: place(file, field.at) }];
      });
    });
  });
}

/** All that either library reads. */
export function keyedVariables(analysis: Analysis): EnvironmentVariable[] {
  return [...boundVariables(analysis), ...readVariables(analysis), ...unmarshalledVariables(analysis)];
}
