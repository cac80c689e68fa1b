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

/** Whether the program asks for its first argument, or hands all of them to a library of commands. */
function readsFirstArgument({ program }: Analysis): boolean {
  if (
    [...program.externalImports.keys()].some((path) => /^github\.com\/(mitchellh|hashicorp)\/cli$/.test(path))
  )
    return true;
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

/** `map[string]*cli.Command{"sign": ..., "serve": ...}`, `[]command{{"sign", sign}, {"serve", serve}}`. */
export function tabled(analysis: Analysis): Needed | null {
  for (const { composite, type, scope } of analysis.program.composites.get("") ?? []) {
    const named = composite.elements.flatMap((element) => wordOf(element) ?? []);
    // With an empty name there is one that runs without a word.
    if (named.length < 2 || named.some(({ text }) => text === "")) continue;
    for (const name of SERVES) {
      const found = named.find(({ text }) => text === name);
      const commands = found && (holdsCommands(type) || holdsFunctions(analysis, composite, type));
      if (commands && readsFirstArgument(analysis))
        return { words: [name], evidence: place(scope.file, found.at) };
    }
  }
  return null;
}
