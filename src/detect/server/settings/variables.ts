/** The variables of the fields of structs, as tags name them or libraries derive them. */
import type { EnvironmentVariable } from "../../../types/project.ts";
import { mayNotRun } from "../environment/chosen.ts";
import { asideCommands } from "../flow/aside.ts";
import { fillings } from "../flow/bindings.ts";
import { givenToField } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { type FieldSite, place } from "../flow/program.ts";
import { structKey } from "../flow/types.ts";
import { isUnused } from "../flow/unused.ts";
import { isKnown } from "../flow/value.ts";
import { type ConfigFile, lookUpKey } from "./config-files.ts";
import { type Naming, type Namings, namingsOf } from "./namings.ts";
import { allWays, keysOf, wholeNesting } from "./nesting.ts";
import { isReadable } from "./readable.ts";
import { isOptional, outerNames, readTag, snake, variableOf } from "./tags.ts";
import { neverValidated } from "./validators.ts";

function nameBy(
  { prefix, style, whole, derives }: Naming,
  way: readonly FieldSite[],
  site: FieldSite,
): string | null {
  const variable = variableOf(site.field) ?? (derives ? snake(site.field.name) : null);
  if (whole && variable !== null) return variable;
  if (style === "tags" || (variable !== null && prefix === "")) {
    const inner = way.map((one) => readTag(one.field.tag).prefix).join("");
    return variable === null ? null : prefix + inner + variable;
  }
  if (/\b(ignored:"true"|(envconfig|conf):"-")/.test(site.field.tag)) return null;
  const words = style === "words";
  // The name that a tag of ardanlabs/conf gives stands for those of the structs around as well.
  const outer = words && variable !== null ? [] : outerNames(way, words);
  // envconfig takes the tag's name alone as well, which is what its author means where prefix or struct are part of it.
  const isWhole = [prefix, ...outer].some((name) =>
    `${variable}_`.toUpperCase().startsWith(`${name.toUpperCase()}_`),
  );
  if (style === "joined" && variable !== null && isWhole) return variable.toUpperCase();
  const own = variable === null ? outerNames([site], words) : [variable];
  return [...(prefix ? [prefix] : []), ...outer, ...own].join("_").toUpperCase();
}

/** The environment variables of a field at the end of a way, one for each call that fills it. */
export function variablesOf(namings: Namings, way: readonly FieldSite[], site: FieldSite): readonly string[] {
  return namingsOf(namings, way[0]?.owner ?? site.owner).flatMap((naming) => nameBy(naming, way, site) ?? []);
}

/** As good as no value to a library that requires one. */
const EMPTY = /^(|0|false)$/;

/** Those keys, and the same in a section that is called like the struct, as code by reflection reads it. */
function keysIn(keys: readonly string[], owner: string): readonly string[] {
  const section = owner.replace(/^.*\./, "");
  return [...keys, ...keys.map((key) => `${section}.${key.replace(/^.*\./, "")}`)];
}

/** What a file gives the field. */
function fileValue(keys: readonly string[], files: readonly ConfigFile[]): string | null {
  for (const key of keys) {
    const value = lookUpKey(files, key);
    if (value && !EMPTY.test(value.text) && value.sources.every((one) => one.startsWith("file:")))
      return value.text;
  }
  return null;
}

/**
 * What the code puts into the field before the library fills the rest, `config{Size: 10}`, or afterwards where it
 * is still empty, `setDefaultInt(&c.Size, 10)`: that is something in any case, and "" where it cannot be told.
 */
function codeValue(analysis: Analysis, { owner, field }: FieldSite): string | null {
  let filled: string | null = null;
  for (const { type, value, scope } of givenToField(analysis, owner, field.name)) {
    const fills = value.kind === "call" && fillings(value).length > 0;
    if ((!type && !fills) || isUnused(analysis, scope)) continue;
    const given = valueIn(analysis, value, scope);
    if (isKnown(given) && !EMPTY.test(given.text) && given.sources.length === 0) return given.text;
    if (fills && !isKnown(given)) filled = "";
  }
  return filled;
}

/** Whether the struct is filled only where a setting chooses what it is the configuration of: `case "aws":`. */
function isFilledByChoice(analysis: Analysis, namings: readonly Naming[]): boolean {
  return namings.every(({ filled }) => filled !== null && mayNotRun(analysis, filled.guards, filled.scope));
}

/**
 * Variables that struct tags name, or that a library derives from the fields of a struct it fills.
 *
 * @param held the configuration files that the image holds
 */
export function fieldVariables(analysis: Analysis, held: readonly ConfigFile[]): EnvironmentVariable[] {
  const { program } = analysis;
  const nesting = wholeNesting(analysis);
  const { namings, idle } = nesting;
  const aside = asideCommands(analysis);
  const isNeverValidated = neverValidated(analysis);
  const found: EnvironmentVariable[] = [];
  for (const [owner, fields] of program.structs) {
    for (const site of fields) {
      if (structKey(program, { expression: site.field.type, file: site.file }) !== null) continue;
      const { required, fallback } = readTag(site.field.tag);
      const variable = variableOf(site.field);
      const ways = allWays(nesting, owner).filter((way) => !idle.has(way[0]?.owner ?? owner));
      for (const way of ways.slice(0, 3)) {
        // A library derives names for what it is seen to fill, where it can read a text into the field.
        const derived = fallback !== null || required !== null || isReadable(program, site);
        if (variable === null && !(derived && namings.has(way[0]?.owner ?? owner))) continue;
        const elsewhere =
          required === "value" || required === "validated"
            ? (fileValue(keysIn(keysOf(nesting, way, site), owner), held) ?? codeValue(analysis, site))
            : null;
        // What a command demands that the service is not started with.
        const isAside = [owner, ...way.map((one) => one.owner)].some((one) => aside.has(one));
        const asked = required !== "validated" || !isNeverValidated([...way, site]);
        const own = namingsOf(namings, way[0]?.owner ?? owner);
        const mixed = own.some((naming) => naming.mixed);
        const demands = own.some((naming) => naming.demands) && !isOptional(site.field);
        const isDemanded =
          (required !== null || demands) &&
          fallback === null &&
          elsewhere === null &&
          !mixed &&
          !isAside &&
          asked;
        for (const name of variablesOf(namings, way, site))
          found.push({
            name,
            required: isDemanded && !isFilledByChoice(analysis, own),
            default: (fallback ?? elsewhere) || null,
            evidence: place(site.file, site.field.at),
          });
      }
    }
  }
  return found;
}
