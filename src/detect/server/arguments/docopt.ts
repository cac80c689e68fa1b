/** Commands of docopt: every way to call the program stands in the text that it prints as help. */
import type { Analysis } from "../flow/context.ts";
import { place } from "../flow/program.ts";
import { docoptUsage } from "../settings/docopt.ts";
import type { Required } from "./required-flags.ts";
import { type Needed, SERVES } from "./serving-command.ts";

/** What stands behind the program's name in each way that does more than to print something. */
function linesOf(text: string): readonly (readonly string[])[] {
  const usage = /usage:([\s\S]*?)(\n\s*\n|\n[ \t]*\w[\w ]*:|$)/i.exec(text)?.[1] ?? "";
  const lines = usage.split("\n").filter((line) => line.trim() !== "");
  return lines.flatMap((line) => {
    const [, ...words] = line.trim().split(/\s+/);
    return /^(-h|--help|--?version|-v|\(-h)$/i.test(words[0] ?? "") ? [] : [words];
  });
}

/** The words before the first option or argument of each way: `shop run [--config <file>]` gives `run`. */
function waysOf(text: string): readonly (readonly string[])[] {
  return linesOf(text).map((words) => {
    const end = words.findIndex((word) => !/^[a-z][\w-]*$/.test(word));
    return words.slice(0, end < 0 ? words.length : end);
  });
}

/** Options with a value that the only way demands, outside of its brackets: `shop [options] -c <file>`. */
export function demandedOptions(analysis: Analysis): readonly Required[] {
  const usage = docoptUsage(analysis);
  const [only, ...others] = usage ? linesOf(usage.text) : [];
  if (!usage || !only || others.length > 0) return [];
  const demanded = only.join(" ").replace(/\[[^\]]*\]|\([^)]*\)/g, "");
  const evidence = place(usage.site.scope.file, usage.site.call.at);
  return [...demanded.matchAll(/(?:^|\s)(--?\w[\w-]*)(?=[ =]<)/g)].map(([, flag = ""]) => ({
    flag,
    evidence,
  }));
}

/** The command that serves, where the program does nothing without one. */
export function docopt(analysis: Analysis): Needed | null {
  const usage = docoptUsage(analysis);
  const ways = usage ? waysOf(usage.text) : [];
  if (!usage || ways.some((words) => words.length === 0)) return null;
  for (const name of SERVES) {
    const found = ways.find((words) => words.length === 1 && words[0] === name);
    if (found) return { words: found, evidence: place(usage.site.scope.file, usage.site.call.at) };
  }
  return null;
}
