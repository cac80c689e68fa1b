/** What kong, go-arg and go-flags demand of the command line, by the tags of the struct that they fill. */
import type { Analysis } from "../flow/context.ts";
import { place } from "../flow/program.ts";
import { typeOf } from "../flow/type-of.ts";
import { packageOf, structKey } from "../flow/types.ts";
import { kebab, readTag, tagPairs } from "../settings/tags.ts";
import type { Required } from "./required-flags.ts";

const PARSES = new Map([
  ["github.com/alecthomas/kong", /^(Parse|Must|New)$/],
  ["github.com/alexflint/go-arg", /^(MustParse|Parse)$/],
  ["github.com/jessevdk/go-flags", /^(Parse|ParseArgs|NewParser|NewNamedParser)$/],
]);

interface Filled {
  readonly key: string;
  readonly library: string;
}

/** The structs that one of the libraries fills from the command line. */
function filled({ program }: Analysis): Filled[] {
  const sites = ["Parse", "Must", "New", "MustParse", "ParseArgs", "NewParser"].flatMap(
    (name) => program.calls.get(name) ?? [],
  );
  return sites.flatMap(({ call: { callee, args }, scope }) => {
    const path = packageOf(callee, scope);
    const library = path?.replace(/\/v\d+$/, "") ?? "";
    const [target] = args;
    if (callee.kind !== "selector" || !PARSES.get(library)?.test(callee.name) || !target) return [];
    const type = typeOf(program, target, scope);
    const key = type && structKey(program, type);
    return key ? [{ key, library }] : [];
  });
}

/** Whether the tag says that this is a command: null where it is none, else whether it is the one that runs. */
function commandRuns(analysis: Analysis, name: string, tag: string): boolean | null {
  const pairs = tagPairs(tag);
  const sub = /(?:^|,)subcommand(?::([\w-]+))?/.exec(pairs.get("arg") ?? "");
  const isCommand = sub !== null || pairs.has("cmd") || pairs.has("command");
  if (!isCommand) return null;
  const { served } = analysis.memo;
  const called = sub
    ? (sub[1] ?? name.toLowerCase())
    : (pairs.get("command") ?? pairs.get("name") ?? kebab(name));
  return served.length > 0 ? served.includes(called) : pairs.has("default");
}

function inStruct(analysis: Analysis, { key, library }: Filled, depth: number): Required[] {
  if (depth > 4) return [];
  return (analysis.program.structs.get(key) ?? []).flatMap(({ field, file }) => {
    const inner = structKey(analysis.program, { expression: field.type, file });
    const runs = commandRuns(analysis, field.name, field.tag);
    if (inner !== null) return runs === false ? [] : inStruct(analysis, { key: inner, library }, depth + 1);
    const tag = readTag(field.tag);
    const pairs = tagPairs(field.tag);
    if (tag.variable !== null || tag.fallback !== null || pairs.has("validate")) return [];
    const isKong = library.endsWith("/kong");
    const positional = isKong ? pairs.has("arg") : /(^|,)positional\b/.test(pairs.get("arg") ?? "");
    const must = tag.required || (isKong && positional && !pairs.has("optional"));
    if (!must) return [];
    const long = tag.flag ?? (isKong ? kebab(field.name) : field.name.toLowerCase());
    return [{ flag: positional ? null : `--${long}`, evidence: place(file, field.at) }];
  });
}

export function requiredFields(analysis: Analysis): readonly Required[] {
  return filled(analysis).flatMap((one) => inStruct(analysis, one, 0));
}
