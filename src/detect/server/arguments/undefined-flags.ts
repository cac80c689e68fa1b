/** Flags with which an author's image starts a program that no longer defines them: it ends at once. */
import type { Evidence, Warning } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { goFlags } from "./leading-flags.ts";

/** Other ways to a command line, and modules that add flags of their own to it. */
const OTHERS =
  /pflag|cobra|\/cli(\/|$)|kingpin|go-flags|kong|go-arg|docopt|getopt|subcommands|\/ff(\/|$)|[/.]flags?(\/|$)|[gk]log(\/|$)|klog\/v\d|envflag|iniflags|namsral/;

/** The flags that the program defines; null where not all of them are in sight. */
function definedFlags(analysis: Analysis): ReadonlySet<string> | null {
  const { program } = analysis;
  if ([...program.externalImports.keys()].some((path) => OTHERS.test(path))) return null;
  if (program.files.some(({ text }) => /\bos\.Args\b|\bflag\.(NewFlagSet|CommandLine)\b/.test(text)))
    return null;
  const names = goFlags(analysis);
  return names.length > 0 && !names.includes(null) ? new Set(names.filter((name) => name !== null)) : null;
}

/**
 * The words without flags that the program does not define, and without the values behind these.
 * @param words as the author's image gives them
 */
export function definedOnly(
  analysis: Analysis,
  words: readonly string[],
  evidence: Evidence,
): { readonly words: readonly string[]; readonly warnings: readonly Warning[] } {
  const defined = definedFlags(analysis);
  if (defined === null) return { words, warnings: [] };
  const kept: string[] = [];
  const unknown: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const [, name, value] = /^(--?[A-Za-z][\w.-]*)(=.*)?$/s.exec(word) ?? [];
    if (name === undefined || defined.has(name.replace(/^-+/, "")) || /^-+(h|help)$/.test(name)) {
      kept.push(word);
      continue;
    }
    unknown.push(name);
    if (value === undefined && !(words[at + 1] ?? "-").startsWith("-")) at++;
  }
  const message = `the author's image starts the program with ${unknown.join(", ")}, which its code does not define: left out`;
  return {
    words: kept,
    warnings: unknown.length > 0 ? [{ code: "flag-undefined", message, evidence, blocksBuild: false }] : [],
  };
}
