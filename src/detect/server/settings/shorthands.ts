/** Letters that stand for flags: `-p` for `--port`, of pflag, urfave/cli, go-flags and kong. */

import { isOfOtherCommand } from "../arguments/flag-owner.ts";
import { append } from "../flow/assign.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { field } from "../flow/literals.ts";
import type { CallSite } from "../flow/program.ts";
import { flagArguments } from "./flag-calls.ts";
import { readTag, tagPairs } from "./tags.ts";

type Pair = readonly [letter: string | null | undefined, name: string | null | undefined, site?: CallSite];

function ofCalls(analysis: Analysis): Pair[] {
  return [...analysis.program.calls.values()].flat().flatMap((site): Pair[] => {
    const { call, scope } = site;
    const flag = flagArguments(call);
    if (!flag?.shorthand) return [];
    return [[textOf(analysis, flag.shorthand, scope), textOf(analysis, flag.name, scope), site]];
  });
}

/** `Aliases: []string{"p"}`. */
function ofLiterals(analysis: Analysis): Pair[] {
  return [...analysis.program.composites].flatMap(([type, sites]) =>
    (type.endsWith("Flag") ? sites : []).flatMap(({ composite, scope }) => {
      const aliases = field(composite, "Aliases");
      const name = textOf(analysis, field(composite, "Name"), scope);
      if (aliases?.kind !== "composite") return [];
      return aliases.elements.map(({ value }): Pair => [textOf(analysis, value, scope), name]);
    }),
  );
}

function ofTags({ program }: Analysis): Pair[] {
  return [...program.structs.values()].flat().flatMap(({ field }): Pair[] => {
    const letter = tagPairs(field.tag).get("short");
    return letter === undefined ? [] : [[letter, readTag(field.tag).flag?.replace(/^-+/, "")]];
  });
}

/**
 * The names of flags by their letter; a letter that stands for several of them is left out, unless all but one are those
 * of other commands.
 * @param words those that the program is started with, commands among them
 */
function shorthands(analysis: Analysis, words: readonly string[]): ReadonlyMap<string, string> {
  const pairs = new Map<string, Pair[]>();
  for (const pair of [...ofCalls(analysis), ...ofLiterals(analysis), ...ofTags(analysis)]) {
    const [letter, name] = pair;
    if (letter?.length === 1 && name) append(pairs, letter, pair);
  }
  const namesOf = (of: readonly Pair[]) => [...new Set(of.flatMap(([, name]) => name ?? []))];
  const isOwn = ([, , site]: Pair) => site === undefined || !isOfOtherCommand(analysis, site, words);
  return new Map(
    [...pairs].flatMap(([letter, all]) => {
      const named = namesOf(all);
      const [name, ...others] = named.length > 1 ? namesOf(all.filter(isOwn)) : named;
      return name !== undefined && others.length === 0 ? [[letter, name] as const] : [];
    }),
  );
}

/** `-p`, `-p80` and `-p=80`. */
const SHORT = /^-([A-Za-z])((?:[=:\d].*)?)$/;

/** The words with the names of flags in place of their letters: `-p 80` says `--port 80`, `-p80` says `--port=80`. */
export function spelledOut(analysis: Analysis, words: readonly string[]): readonly string[] {
  if (!words.some((word) => SHORT.test(word))) return words;
  const letters = shorthands(analysis, words);
  return words.map((word) => {
    const [, letter = "", value = ""] = SHORT.exec(word) ?? [];
    const name = letters.get(letter);
    if (name === undefined) return word;
    return value === "" ? `--${name}` : `--${name}=${value.replace(/^=/, "")}`;
  });
}
