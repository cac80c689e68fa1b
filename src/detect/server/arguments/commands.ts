/** Programs of subcommands: the one that serves has to be named (cobra, urfave/cli, kong, os.Args). */

import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { lastName, place, type Scope } from "../flow/program.ts";
import { lookUp } from "../flow/types.ts";
import type { Composite, Expression } from "../go/ast.ts";
import { kebab, tagPairs } from "../settings/tags.ts";
import { docopt } from "./docopt.ts";
import { kingpinCommand } from "./kingpin-commands.ts";
import { libraryCommand } from "./library-commands.ts";
import { field, handedOver, listed, literalOf, spread } from "./literals.ts";
import { switched } from "./switched.ts";
import { tabled } from "./tables.ts";

export interface Needed {
  readonly words: readonly string[];
  readonly evidence: string;
}

/** Best first. */
export const SERVES = [
  "serve",
  "server",
  "serve-http",
  "http",
  "start",
  "run",
  "web",
  "api",
  "daemon",
  "up",
  "listen",
  "service",
  "start-server",
  "run-server",
  "app",
  "standalone",
  "all",
  "agent",
];
/** Never the one that serves. */
const OTHER =
  /^(version|help|completion|migrate\w*|init|config|health\w*|gen\w*|docs?|seed|validate|check|client|worker|user\w*|admin|db|import|export|backup|restore|test|debug|ping|status|stop|create\w*|list|dump|env|revoke|renew|delete|destroy|remove|reset|(un)?install|update|upgrade|scan|lint)$/;

interface Command {
  readonly composite: Composite;
  readonly scope: Scope;
  readonly name: string;
  readonly runs: boolean;
}

function importsCobra(scope: Scope): boolean {
  return [...scope.file.importPaths].some((path) => /(^|\/)cobra$/.test(path));
}

/** A function that does nothing but print how the program is used, and end. */
function onlyHelps(run: Expression): boolean {
  if (run.kind !== "function" || run.body.length === 0) return false;
  const called = run.body.map((one) => {
    const value =
      one.kind === "expression"
        ? one.value
        : one.kind === "return" || one.kind === "assign"
          ? one.values[0]
          : null;
    return value?.kind === "call" ? lastName(value.callee) : "";
  });
  const helps = (name: string) => /^(Help|Usage|ShowAppHelp|ShowAppHelpAndExit)$/.test(name);
  return called.some(helps) && called.every((name) => helps(name) || name === "Exit");
}

/** Whether a command does something by itself: a Run in the literal or assigned to it. */
function runs(analysis: Analysis, composite: Composite): boolean {
  // What is hidden from the help is started by the program itself, such as a plugin.
  if (field(composite, "Hidden")) return false;
  const run = field(composite, "Run", "RunE", "Action");
  if (run) return !onlyHelps(run);
  return ["Run", "RunE", "Action"].some((name) =>
    (analysis.program.fieldValues.get(name) ?? []).some(
      ({ base, scope }) => base !== null && literalOf(analysis, base, scope) === composite,
    ),
  );
}

function cobraCommands(analysis: Analysis): Command[] {
  return (analysis.program.composites.get("Command") ?? [])
    .filter(({ scope }) => importsCobra(scope))
    .map(({ composite, scope }) => ({
      composite,
      scope,
      name: textOf(analysis, field(composite, "Use"), scope)?.split(/\s/)[0] ?? "",
      runs: runs(analysis, composite),
    }));
}

function best(commands: readonly Command[]): Command | null {
  for (const name of SERVES) {
    const found = commands.find((command) => command.name === name && command.runs);
    if (found) return found;
  }
  const left = commands.filter(({ name, runs: does }) => does && name !== "" && !OTHER.test(name));
  return left.length === 1 ? (left[0] ?? null) : null;
}

/** Commands of cobra on which the program calls Execute. */
export function executedLiterals(analysis: Analysis): readonly Composite[] {
  return ["Execute", "ExecuteC", "ExecuteContext", "ExecuteContextC"].flatMap((name) =>
    (analysis.program.calls.get(name) ?? []).flatMap(({ call, scope }) => {
      const root = call.callee.kind === "selector" ? literalOf(analysis, call.callee.base, scope) : null;
      return root ? [root] : [];
    }),
  );
}

/** The command of cobra that runs where no subcommand is named; null where one has to be. */
export function runningRoot(analysis: Analysis): Composite | null {
  return executedLiterals(analysis).find((composite) => runs(analysis, composite)) ?? null;
}

function cobra(analysis: Analysis): Needed | null {
  const commands = cobraCommands(analysis);
  const parents = new Map<Composite, Composite>();
  for (const { call, scope } of analysis.program.calls.get("AddCommand") ?? []) {
    const parent = call.callee.kind === "selector" ? literalOf(analysis, call.callee.base, scope) : null;
    for (const argument of call.args.flatMap((one) => spread(one, scope))) {
      const child = literalOf(analysis, argument, scope);
      if (child && parent) parents.set(child, parent);
    }
  }
  const executed = executedLiterals(analysis);
  const root = commands.find(({ composite }) => executed.includes(composite));
  if (!root || root.runs) return null;
  const path: string[] = [];
  let found = best(commands.filter(({ composite }) => parents.get(composite) === root.composite));
  // `app server start`: the command that serves may be a level lower.
  found ??= best(commands.filter(({ composite }) => parents.has(composite)));
  // A helper that adds them leaves no way to follow: then the name has to say it.
  const known = [...parents.values()].includes(root.composite);
  const loose = ({ name, composite }: Command) => SERVES.includes(name) && !parents.has(composite);
  if (!known) found ??= best(commands.filter(loose));
  const evidence = found ? place(found.scope.file, found.composite.at) : "";
  for (let at: Command | null = found; at && at !== root; ) {
    path.unshift(at.name);
    const parent: Composite | undefined = parents.get(at.composite);
    at = commands.find(({ composite }) => composite === parent) ?? null;
  }
  return path.length > 0 ? { words: path, evidence } : null;
}

/** urfave/cli: an App (Command in version 3) without an Action and with Commands, of which none is the default. */
/** Whether a file has urfave/cli, by its first name, or minio's copy of it. */
export function usesUrfave({ file }: Scope): boolean {
  return [...file.importPaths].some((path) => /(urfave|codegangsta|minio)\/cli/.test(path));
}

function urfave(analysis: Analysis): Needed | null {
  const { composites } = analysis.program;
  const all = [...(composites.get("App") ?? []), ...(composites.get("Command") ?? [])].filter(({ scope }) =>
    usesUrfave(scope),
  );
  const commandsOf = (list: Expression, where: Scope): Command[] =>
    listed(list, where)
      .flatMap((one) => handedOver(analysis, one))
      .flatMap((element) => {
        const literal = literalOf(analysis, element.expression, element.scope);
        const scope = (literal && all.find((one) => one.composite === literal)?.scope) ?? where;
        const name = literal && textOf(analysis, field(literal, "Name"), scope);
        return literal && name ? [{ composite: literal, scope, name, runs: runs(analysis, literal) }] : [];
      });
  const given = analysis.program.fieldValues.get("Commands") ?? [];
  const children = new Set(
    all.flatMap(({ composite, scope }) => {
      const list = field(composite, "Commands", "Subcommands");
      return list ? commandsOf(list, scope).map((child) => child.composite) : [];
    }),
  );
  for (const { composite, scope } of all) {
    if (children.has(composite) || field(composite, "DefaultCommand")) continue;
    const assigned = given.find(
      ({ base, scope: where }) => base !== null && literalOf(analysis, base, where) === composite,
    );
    const list = field(composite, "Commands") ?? assigned?.value;
    const found = list && !runs(analysis, composite) ? best(commandsOf(list, scope)) : null;
    if (found) return { words: [found.name], evidence: place(found.scope.file, found.composite.at) };
  }
  // `app := cli.NewApp()` and what is assigned to it.
  for (const { base, value, scope } of given) {
    if (!base || !isNewApp(base, scope)) continue;
    const acts = (analysis.program.fieldValues.get("Action") ?? []).some(
      (one) => one.base !== null && isNewApp(one.base, one.scope),
    );
    const found = acts ? null : best(commandsOf(value, scope));
    if (found) return { words: [found.name], evidence: place(found.scope.file, found.composite.at) };
  }
  return null;
}

function isNewApp(base: Expression, scope: Scope): boolean {
  return (
    base.kind === "name" &&
    (lookUp(base.name, scope)?.definitions ?? []).some(
      ({ value }) => value?.kind === "call" && lastName(value.callee) === "NewApp",
    )
  );
}

/** kong: fields with a `cmd` tag; one with `default` needs no word. */
function kong(analysis: Analysis): Needed | null {
  if (![...analysis.program.externalImports.keys()].some((path) => path.includes("alecthomas/kong")))
    return null;
  for (const fields of analysis.program.structs.values()) {
    const commands = fields.filter(
      ({ field: one }) => tagPairs(one.tag).has("cmd") || /(^|\s)cmd(\s|$)/.test(one.tag),
    );
    if (commands.length === 0) continue;
    if (commands.some(({ field: one }) => tagPairs(one.tag).has("default"))) return null;
    const named = commands.map((site) => ({
      site,
      name: tagPairs(site.field.tag).get("name") ?? kebab(site.field.name),
    }));
    for (const name of SERVES) {
      const found = named.find((one) => one.name === name);
      if (found) return { words: [name], evidence: place(found.site.file, found.site.field.at) };
    }
  }
  return null;
}

/** The subcommand that serves, when without one the program only prints its help; null otherwise. */
export function neededCommand(analysis: Analysis): Needed | null {
  return (
    libraryCommand(analysis) ??
    cobra(analysis) ??
    urfave(analysis) ??
    kong(analysis) ??
    kingpinCommand(analysis) ??
    docopt(analysis) ??
    switched(analysis) ??
    tabled(analysis)
  );
}
