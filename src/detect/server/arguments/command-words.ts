/** Which of the words that the program is started with name a command: a flag may take the next one as its value. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { field } from "../flow/literals.ts";
import { lastName } from "../flow/program.ts";
import { flagArguments } from "../settings/flag-calls.ts";
import { chainOf } from "../settings/kingpin.ts";
import { spelledOut } from "../settings/shorthands.ts";
import { readTag } from "../settings/tags.ts";

interface Flag {
  readonly name: string | null | undefined;
  /** Given by its name alone: `-debug serve` is started with a command. */
  readonly isSwitch: boolean;
}

function ofCalls(analysis: Analysis): Flag[] {
  return [...analysis.program.calls].flatMap(([called, sites]) =>
    sites.flatMap(({ call, scope }): Flag[] => {
      const flag = flagArguments(call);
      // What implements flag.Value may say that it is a switch.
      if (flag && called !== "Var")
        return [{ name: textOf(analysis, flag.name, scope), isSwitch: called.startsWith("Bool") }];
      const begun = chainOf(call).get("Flag");
      if (!begun || begun === call || !/^(Bool|String|Int|Uint|Duration|Enum|File|Existing)/.test(called))
        return [];
      return [{ name: textOf(analysis, begun.args[0], scope), isSwitch: called.startsWith("Bool") }];
    }),
  );
}

function ofLiterals(analysis: Analysis): Flag[] {
  return [...analysis.program.composites].flatMap(([type, sites]) =>
    (/^\w+Flag$/.test(type) ? sites : []).map(({ composite, scope }) => ({
      name: textOf(analysis, field(composite, "Name"), scope)?.split(",")[0],
      isSwitch: /^(Bool|Generic)/.test(type),
    })),
  );
}

function ofTags({ program }: Analysis): Flag[] {
  return [...program.structs.values()].flat().map(({ field: { tag, type } }) => ({
    name: readTag(tag).flag?.replace(/^-+/, ""),
    isSwitch: !/^(string|u?int\d*|float\d*|Duration)$/.test(lastName(type)),
  }));
}

/** Names of flags that always take a value. */
function valued(analysis: Analysis): ReadonlySet<string> {
  const all = [...ofCalls(analysis), ...ofLiterals(analysis), ...ofTags(analysis)];
  const switches = new Set(all.flatMap(({ name, isSwitch }) => (name && isSwitch ? [name] : [])));
  return new Set(all.flatMap(({ name }) => (name && !switches.has(name) ? [name] : [])));
}

const COMMAND = /^[a-z][\w-]*$/;
const FLAG = /^--?([A-Za-z][\w.-]*)$/;

/** Words without a dash that may name a command: `serve` of `--mode live serve`. */
export function commandWords(analysis: Analysis, words: readonly string[]): readonly string[] {
  const mayBe = (word: string, at: number) => COMMAND.test(word) && FLAG.test(words[at - 1] ?? "");
  const flags = words.some(mayBe) ? valued(analysis) : new Set<string>();
  const spelled = flags.size > 0 ? spelledOut(analysis, words) : words;
  return words.filter((word, at) => {
    const flag = FLAG.exec(spelled[at - 1] ?? "")?.[1];
    return COMMAND.test(word) && !(flag !== undefined && flags.has(flag));
  });
}
