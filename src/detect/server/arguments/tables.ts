/** Programs that keep their subcommands in a table by name, of their own or of mitchellh/cli. */
import type { Analysis } from "../flow/context.ts";
import { lastName, place } from "../flow/program.ts";
import type { Composite, Element, Expression } from "../go/ast.ts";
import { type Needed, SERVES } from "./serving-command.ts";

/** `map[string]*Command`, `map[string]func(args []string) error`. */
function holdsCommands(type: Expression | null): boolean {
  if (type?.kind !== "container") return false;
  const element = type.element.kind === "unary" ? type.element.operand : type.element;
  return /^(Command|Cmd|SubCommand|Subcommand|CommandFactory|CommandFunc|RunFunc)$/i.test(lastName(element));
}

/** Whether it hands all of its arguments to a library that starts nothing without a word. */
function leavesToLibrary({ program }: Analysis): boolean {
  return [...program.externalImports.keys()].some((path) =>
    /^github\.com\/(mitchellh|hashicorp)\/cli$/.test(path),
  );
}

/** Whether the program asks for its first argument, or such a library does. */
function readsFirstArgument(analysis: Analysis): boolean {
  if (leavesToLibrary(analysis)) return true;
  const { program } = analysis;
  const asked = (program.calls.get("Arg") ?? []).some(
    ({ call }) => call.args[0]?.kind === "number" && call.args[0].text === "0",
  );
  const texts = program.files.map(({ text }) => text);
  const handed = texts.some((text) => /\(os\.Args\[1:\]\)/.test(text));
  return (
    asked ||
    texts.some((text) => /\bos\.Args\[(1|len\(os\.Args\)-1)\]/.test(text)) ||
    (handed && texts.some((text) => /\bargs\[0\]/.test(text)))
  );
}

/** `map[string]func(){"web": web}`: of functions alone only where the program does not go on without a word. */
function holdsFunctions({ program }: Analysis, { elements }: Composite, type: Expression | null): boolean {
  if (type?.kind !== "container" || type.element.kind !== "unknown") return false;
  if (!elements.every(({ value }) => value.kind === "name" || value.kind === "function")) return false;
  return program.files.some(({ text }) => /\blen\(os\.Args\)\s*(<=\s*1|<\s*2|==\s*1)\b/.test(text));
}

/** The word of a command: the key in a map, the first text of a literal in a list. */
function wordOf({ key, value }: Element): { readonly text: string; readonly at: number } | null {
  if (key?.kind === "string") return { text: key.value, at: key.at };
  const [first] = key === null && value.kind === "composite" ? value.elements : [];
  return first?.value.kind === "string" ? { text: first.value.value, at: first.value.at } : null;
}

/** What says something about the program and ends. */
const TELLS = /^(version|help|completion)$/;

/** The command that is all that the program does, whatever it is called: `{"inject": ..., "version": ...}`. */
function onlyOne<One extends { readonly text: string }>(named: readonly One[]): One | undefined {
  const [only, ...others] = named.filter(({ text }) => !TELLS.test(text));
  return others.length === 0 ? only : undefined;
}

/** `map[string]*cli.Command{"sign": ..., "serve": ...}`, `[]command{{"sign", sign}, {"serve", serve}}`. */
export function tabled(analysis: Analysis): Needed | null {
  for (const { composite, type, scope } of analysis.program.composites.get("") ?? []) {
    const named = composite.elements.flatMap((element) => wordOf(element) ?? []);
    // With an empty name there is one that runs without a word.
    if (named.length < 2 || named.some(({ text }) => text === "")) continue;
    const serving = SERVES.flatMap((name) => named.find(({ text }) => text === name) ?? []);
    // A program of its own may well serve without a word.
    const only = leavesToLibrary(analysis) ? onlyOne(named) : undefined;
    for (const found of [...serving, only]) {
      const commands = found && (holdsCommands(type) || holdsFunctions(analysis, composite, type));
      if (commands && readsFirstArgument(analysis))
        return { words: [found.text], evidence: place(scope.file, found.at) };
    }
  }
  return null;
}
