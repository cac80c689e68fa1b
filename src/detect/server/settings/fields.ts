/** What configuration libraries give the fields of a struct. */
import { givenToField } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { type FieldSite, place } from "../flow/program.ts";
import { newSteps } from "../flow/steps.ts";
import { isKnown, known, merge, type Value } from "../flow/value.ts";
import { lookUpKey } from "./config-files.ts";
import { humaSources } from "./humacli.ts";
import { registeredKeyValue } from "./keys.ts";
import { koanfVariable } from "./koanf.ts";
import { allWays, elementOf, keysOf, type Nesting, plain } from "./nesting.ts";
import { kebab, readTag } from "./tags.ts";
import { variablesOf } from "./variables.ts";

/** What koanf's provider for variables gives the field, where koanf fills its struct. */
function koanfVariables(
  analysis: Analysis,
  nesting: Nesting,
  way: readonly FieldSite[],
  site: FieldSite,
): readonly string[] {
  if (!nesting.koanf.has(way[0]?.owner ?? site.owner)) return [];
  return keysOf(nesting, way, site).flatMap((key) => koanfVariable(analysis, key) ?? []);
}

function isAssigned(analysis: Analysis, { owner, field }: FieldSite): boolean {
  return givenToField(analysis, owner, field.name).length > 0;
}

/**
 * Default and sources of a field; null when neither tag nor file speaks of it.
 * @param via of a struct that several fields hold, the one that is meant; null too where the ways tell no difference
 */
export function fieldSettings(
  analysis: Analysis,
  nesting: Nesting,
  owner: string,
  name: string,
  via: FieldSite | null = null,
): Value | null {
  const site = analysis.program.structs.get(owner)?.find(({ field }) => field.name === name);
  // Reflection sets no field that is not exported.
  if (!site || !/^\p{Lu}/u.test(name)) return null;
  const tag = readTag(site.field.tag);
  const evidence = place(site.file, site.field.at);
  const options = humaSources(analysis, site);
  if (options) return known(tag.fallback ?? "", evidence, options);
  const all = allWays(nesting, owner);
  const ways = via ? all.filter((way) => way.includes(via)) : all;
  if (via && (ways.length === 0 || ways.length === all.length)) return null;
  // Which element of a list a variable means is in its name, in a way of each library's own.
  const direct = ways.filter((way) => !way.some(({ field }) => elementOf(field.type) !== plain(field.type)));
  const variables = new Set(
    direct.flatMap((way) => [
      ...variablesOf(nesting.namings, way, site),
      ...koanfVariables(analysis, nesting, way, site),
    ]),
  );
  const kong = [...analysis.program.externalImports.keys()].some((path) => path.includes("alecthomas/kong"));
  const flag = tag.flag ?? (kong && (tag.fallback !== null || tag.variable !== null) ? kebab(name) : null);
  const sources = [...variables].map((variable) => `env:${variable}`);
  if (flag !== null) sources.push(`flag:--${flag}`);
  const said = tag.fallback !== null || sources.length > 0;
  const fallback = tag.fallback ?? resolvedDefault(analysis, tag.flag);
  const fromTag = said ? known(fallback ?? "", evidence, sources) : null;

  // What the code itself assigns has no key of the field's bare name.
  const tagged = tag.keys.length > 0 || said;
  if (
    !tagged &&
    !ways.some((way) => isFilledAt(nesting, way[0]?.owner ?? owner)) &&
    isAssigned(analysis, site)
  )
    return null;
  const files = analysis.settings.configFiles();
  const keys = ways.flatMap((way) => keysOf(nesting, way, site));
  const fromNamed = keys.map((key) => lookUpKey(files, key, true)).find((value) => value !== null) ?? null;
  const fromKeys = direct
    .flatMap((way) => keysOf(nesting, way, site))
    .map((key) => registeredKeyValue(analysis, key, newSteps(analysis)))
    // Files that only lie where such files usually do say nothing of a struct that the code fills itself.
    .filter((value) => !value || isFilled(nesting, owner, ways) || !isFromFiles(value));
  // `serverOptions:` in a file speaks of the type ServerOptions, however its key is put together.
  const ofType = tag.keys.slice(0, 1).map((key) => lookUpKey(files, `${typeOfOwner(owner)}.${key}`));
  return merge([fromNamed, fromTag, ...fromKeys, ...ofType]);
}

/** go-options' Resolve takes the default of the flag over what the struct begins with. */
function resolvedDefault(analysis: Analysis, flag: string | null): string | null {
  if (flag === null || !analysis.program.externalImports.has("github.com/mreiferson/go-options")) return null;
  const value = analysis.settings.flag(analysis, flag, newSteps(analysis));
  return isKnown(value) ? value.text : null;
}

function typeOfOwner(owner: string): string {
  return owner.slice(owner.lastIndexOf(".") + 1);
}

/** Whether a library fills the struct from outside, as far as such calls are in sight. */
function isFilled(nesting: Nesting, owner: string, ways: readonly (readonly FieldSite[])[]): boolean {
  const { decoded, sections } = nesting;
  if (decoded.size + sections.size === 0) return true;
  return ways.some((way) => isFilledAt(nesting, way[0]?.owner ?? owner));
}

function isFilledAt({ decoded, sections }: Nesting, root: string): boolean {
  return decoded.has(root) || sections.has(root);
}

function isFromFiles({ sources }: Value): boolean {
  return sources.length > 0 && sources.every((source) => source.startsWith("file:"));
}
