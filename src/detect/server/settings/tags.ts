/**
 * What struct tags of configuration libraries say: caarlos0/env, cleanenv, kelseyhightower/envconfig,
 * vrischmann/envconfig, sethvargo/go-envconfig, Netflix/go-env, plaid/go-envvar, kong, go-flags, go-arg, jpillora/opts,
 * ardanlabs/conf, aconfig, configor, fig.
 */
import type { FieldSite } from "../flow/program.ts";
import { unquote } from "../go/tokens.ts";

export interface FieldTag {
  readonly variable: string | null;
  readonly fallback: string | null;
  readonly flag: string | null;
  /** What has to be there: the variable itself, a value from wherever it comes, also once a validator asks; null where nothing has to. */
  readonly required: "variable" | "value" | "validated" | null;
  /** For a struct inside another: what is put before the variables in it. */
  readonly prefix: string;
  /** Names in files: yaml, json, toml, mapstructure and the like. */
  readonly keys: readonly string[];
  /** The fields count as those of the struct around. */
  readonly inline: boolean;
}

const PAIR = /([\w-]+):("(?:[^"\\]|\\.)*")/g;
const KEYS = ["mapstructure", "koanf", "yaml", "toml", "json", "hcl", "ini", "fig", "config", "conf"];

export function tagPairs(tag: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const [, key, value] of tag.matchAll(PAIR)) if (key && value) pairs.set(key, unquote(value));
  return pairs;
}

/** `name,option,key=value`: the options after the name. */
function options(value: string): ReadonlyMap<string, string> {
  return new Map(
    value.split(",").map((part) => {
      const [, key = "", text = ""] = /^([^=:]*)[=:]?(.*)$/s.exec(part.trim()) ?? [];
      return [key.trim(), text];
    }),
  );
}

function firstName(value: string | undefined): string | null {
  const name = value?.split(/[,|]/)[0]?.trim() ?? "";
  return /^[A-Za-z_]\w*$/.test(name) && name !== OPTIONAL ? name : null;
}

const OPTIONAL = "optional";

/** vrischmann/envconfig's `envconfig:"optional"`. */
export function isOptional({ tag }: Pick<FieldSite["field"], "tag">): boolean {
  return (tagPairs(tag).get("envconfig") ?? "").split(",").includes(OPTIONAL);
}

export function readTag(tag: string): FieldTag {
  const pairs = tagPairs(tag);
  const env = pairs.get("env") ?? "";
  const arg = options(pairs.get("arg") ?? "");
  const confTag = pairs.get("conf") ?? "";
  // Other libraries take the tag for a key.
  const conf = options(/:|\b(required|mask|noprint)\b/.test(confTag) ? confTag : "");
  const envOptions = options(env);
  // go-envconfig's default is last and may hold commas.
  const envDefault =
    /,\s*default=(.*)$/.exec(env)?.[1] ?? /^default=(.*)$/.exec(pairs.get("envconfig") ?? "")?.[1];
  const names = KEYS.map((key) => pairs.get(key)?.split(",")[0]?.trim() ?? "").filter(
    (name) => /^[\w.-]+$/.test(name) && name !== "-",
  );
  const proto = /\bname=(\w+)/.exec(pairs.get("protobuf") ?? "")?.[1];
  return {
    variable:
      firstName(env) ??
      firstName(pairs.get("envconfig")) ??
      firstName(pairs.get("envvar")) ??
      firstName(arg.get("env")) ??
      firstName(/(?:^|,)\s*env=(\w+)/.exec(pairs.get("opts") ?? "")?.[1]) ??
      firstName(conf.get("env")),
    fallback:
      pairs.get("envDefault") ??
      pairs.get("env-default") ??
      envDefault ??
      pairs.get("default") ??
      conf.get("default") ??
      null,
    flag:
      pairs.get("long") ??
      pairs.get("name") ??
      longArgument(pairs.get("arg")) ??
      conf.get("flag") ??
      firstFlag(pairs.get("flag")),
    required: requirement(pairs, [envOptions, arg, conf]),
    prefix:
      pairs.get("envPrefix") ??
      pairs.get("env-prefix") ??
      /\bprefix=(\w+)/.exec(env)?.[1] ??
      // go-flags puts its delimiter after it.
      (pairs.has("env-namespace") ? `${pairs.get("env-namespace")}_` : ""),
    keys: [...new Set(proto ? [...names, proto] : names)],
    inline: /,\s*(squash|inline)/.test(tag),
  };
}

/** go-options' and sflags' `flag:"data-path"`, where a letter may follow. */
function firstFlag(value: string | undefined): string | null {
  return /^[a-z][\w.-]+/.exec(value ?? "")?.[0] ?? null;
}

function requirement(
  pairs: ReadonlyMap<string, string>,
  options: readonly ReadonlyMap<string, string>[],
): FieldTag["required"] {
  const isOn = (key: string) => /^(true|yes|1|)$/.test(pairs.get(key) ?? "no");
  if (options.some((one) => one.has("required") || one.has("notEmpty"))) return "variable";
  if (isOn("required") || isOn("envRequired")) return "variable";
  // go-envvar goes without none that has no default.
  if (pairs.has("envvar") && !pairs.has("default")) return "variable";
  // cleanenv and validators look at the field once everything was read.
  if (isOn("env-required")) return "value";
  return /\brequired\b/.test(pairs.get("validate") ?? "") ? "validated" : null;
}

function longArgument(arg: string | undefined): string | null {
  return (
    arg
      ?.split(",")
      .find((part) => part.trim().startsWith("--"))
      ?.trim()
      .slice(2) ?? null
  );
}

/** `HTTPPort` -> `HTTP_PORT`. */
export function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toUpperCase();
}

/** `HTTPPort` -> `http-port`, as kong names flags. */
export function kebab(name: string): string {
  return snake(name).toLowerCase().replaceAll("_", "-");
}

/** The variable that a field's tag names, or tells jpillora/opts to derive: `opts:"help=where to listen, env"`. */
export function variableOf({ name, tag }: Pick<FieldSite["field"], "name" | "tag">): string | null {
  const derives = /(?:^|,)\s*env\s*(?:,|$)/.test(tagPairs(tag).get("opts") ?? "");
  return readTag(tag).variable ?? (derives ? snake(name) : null);
}

/** What each field gives to a derived name; an embedded struct gives nothing. */
export function outerNames(fields: readonly Pick<FieldSite, "field">[], split: boolean): readonly string[] {
  return fields
    .filter(({ field }) => !field.embedded)
    .map(({ field }) => {
      const named = /envconfig:"(?!optional\b|default=)(\w+)/.exec(field.tag)?.[1];
      return named ?? (split || /split_words:"true"/.test(field.tag) ? snake(field.name) : field.name);
    });
}
