/** Commands of kingpin, one of which has to be named unless one of them is the default. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { place, type Scope } from "../flow/program.ts";
import { typeOf } from "../flow/type-of.ts";
import { lookUp, typeName } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";
import { chainOf } from "../settings/kingpin.ts";
import { isKingpin } from "./kingpin.ts";
import type { Required } from "./required-flags.ts";
import { type Needed, SERVES } from "./serving-command.ts";

/** kingpin itself, its `CommandLine`, or an application that `kingpin.New` makes; a command below it is none. */
function isApplication({ program }: Analysis, base: Expression, scope: Scope): boolean {
  if (isKingpin(base, scope)) return true;
  const type = typeOf(program, base, scope);
  if (type && /\/kingpin(\.v\d+|\/v\d+)?\.Application$/.test(typeName(type) ?? "")) return true;
  const found = base.kind === "name" ? (lookUp(base.name, scope)?.definitions ?? []) : [];
  return found.some(({ value, scope: where }) => {
    if (value?.kind === "selector" && value.name === "CommandLine") return isKingpin(value.base, where);
    const made = value?.kind === "call" ? chainOf(value).get("New") : undefined;
    return made?.callee.kind === "selector" && isKingpin(made.callee.base, where);
  });
}

interface Command {
  /** Null where a helper is given it. */
  readonly name: string | null;
  readonly evidence: string;
}

/** Commands right below the program; none where one is the default. */
function commandsOf(analysis: Analysis): readonly Command[] {
  const { calls, externalImports } = analysis.program;
  if (![...externalImports.keys()].some((path) => path.includes("kingpin"))) return [];
  const isDefault = (calls.get("Default") ?? []).some(({ call }) => {
    const links = chainOf(call);
    return links.has("Command") && !links.has("Flag") && !links.has("Arg");
  });
  if (isDefault) return [];
  return (calls.get("Command") ?? []).flatMap(({ call, scope }) => {
    const { callee, args } = call;
    if (callee.kind !== "selector" || args.length !== 2 || !isApplication(analysis, callee.base, scope))
      return [];
    return [{ name: textOf(analysis, args[0], scope), evidence: place(scope.file, call.at) }];
  });
}

/** The command that serves, as in `app.Command("serve", "Serves requests.")`. */
export function kingpinCommand(analysis: Analysis): Needed | null {
  const commands = commandsOf(analysis);
  for (const name of SERVES) {
    const found = commands.find((command) => command.name === name);
    if (found) return { words: [name], evidence: found.evidence };
  }
  return null;
}

/** A command that nothing tells has to be named all the same. */
export function unnamedCommand(analysis: Analysis, words: readonly string[]): readonly Required[] {
  if (words.some((word) => !word.startsWith("-"))) return [];
  const [first] = commandsOf(analysis);
  return first ? [{ flag: null, evidence: first.evidence }] : [];
}
