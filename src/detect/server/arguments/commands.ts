/** Programs of subcommands: the one that serves has to be named (cobra, urfave/cli, kong, os.Args). */
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { HOLDS } from "../flow/counts.ts";
import { textOf } from "../flow/evaluate.ts";
import { free, holds } from "../flow/guards.ts";
import { commandsBehind, field, literalOf, spread } from "../flow/literals.ts";
import { type CallSite, type Guard, isMain, lastName, place, type Scope } from "../flow/program.ts";
import type { Composite } from "../go/ast.ts";
import { kebab, tagPairs } from "../settings/tags.ts";
import { docopt } from "./docopt.ts";
import { gcmd } from "./gcmd.ts";
import { kingpinCommand } from "./kingpin-commands.ts";
import { libraryCommand } from "./library-commands.ts";
import type { Required } from "./required-flags.ts";
import { best, type Command, type Needed, named, OTHER, runs, SERVES } from "./serving-command.ts";
import { switched } from "./switched.ts";
import { tabled } from "./tables.ts";
import { urfave, usesUrfave } from "./urfave.ts";

function importsCobra(scope: Scope): boolean {
  return [...scope.file.importPaths].some((path) => /(^|\/)cobra$/.test(path));
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

/** `len(args) > 1`. */
function asksForWords({ condition, negated }: Guard): boolean {
  if (negated || condition.kind !== "binary" || !/^>=?$/.test(condition.operator)) return false;
  const { left } = condition;
  const [list] = left.kind === "call" && lastName(left.callee) === "len" ? left.args : [];
  return list !== undefined && /^args$/i.test(lastName(list));
}

/** `if len(args) > 1 { switch args[1] { case "gateway": root.Execute() } }`: without these words something else runs. */
function isForSomeWords(guards: readonly Guard[]): boolean {
  return guards.length > 1 && guards.some(asksForWords);
}

interface Execution {
  readonly root: Composite;
  readonly forWords: boolean;
  readonly site: CallSite;
}

/** `if os.Getenv("CALLED_AS") == "ask-pass" { ask.Execute() }`: a program of its own in the same file. */
function isForNobody(analysis: Analysis, guards: readonly Guard[]): boolean {
  return guards.some(
    ({ condition, negated, scope, early }) => !early && holds(analysis, condition, free(scope)) === negated,
  );
}

/** What starts a command of cobra, ParseAndRun one of peterbourgon/ff. */
const EXECUTES = ["Execute", "ExecuteC", "ExecuteContext", "ExecuteContextC", "ParseAndRun"];
/** The same of an App of urfave/cli, or of a Command of its version 3. */
const RUNS_APP = ["Run", "RunContext"];

/** Commands that the program starts, and whether it does so for some words alone. */
function executions(analysis: Analysis): readonly Execution[] {
  return [...EXECUTES, ...RUNS_APP].flatMap((name) =>
    (analysis.program.calls.get(name) ?? []).flatMap((site) => {
      const { call, scope, guards } = site;
      if (RUNS_APP.includes(name) && !usesUrfave(scope)) return [];
      const root = call.callee.kind === "selector" ? literalOf(analysis, call.callee.base, scope) : null;
      const forWords = isForSomeWords(guards);
      return root && (forWords || !isForNobody(analysis, guards)) ? [{ root, forWords, site }] : [];
    }),
  );
}

const STARTS = ["Start", "Run", "Serve", "Listen", "ListenAndServe", "ListenAndServeTLS"];

const inMainAlways = ({ scope, guards }: CallSite) =>
  isMain(scope) && guards.every(({ early }) => early === true);

/** Whether main starts something behind that call by itself: `cli.Setup()`, which reads flags alone, then `server.Start()`. */
function startsBehind(analysis: Analysis, site: CallSite): boolean {
  const calls = isMain(site.scope) ? [site] : callersOf(analysis, site.scope);
  const starts = STARTS.flatMap((name) => analysis.program.calls.get(name) ?? []).filter(inMainAlways);
  return calls.some((one) => inMainAlways(one) && starts.some(({ call: { at } }) => at > one.call.at));
}

/** Those that run whatever the program is started with. */
export function executedLiterals(analysis: Analysis): readonly Composite[] {
  return executions(analysis).flatMap(({ root, forWords }) => (forWords ? [] : [root]));
}

/** Whether what serves is no command: those are there for whoever names one. */
export function servesBesideCommands(analysis: Analysis): boolean {
  const all = executions(analysis);
  return all.length > 0 && all.every(({ forWords }) => forWords);
}

/** The command that runs, or behind which the program goes on, where no subcommand is named; null where one has to be. */
export function runningRoot(analysis: Analysis): Composite | null {
  const always = executions(analysis).filter(({ forWords }) => !forWords);
  const found = always.find(({ root, site }) => runs(analysis, root) || startsBehind(analysis, site));
  return found?.root ?? null;
}

/** `Args: cobra.MinimumNArgs(1)`, `Args: func(_ *cobra.Command, args []string) error { if len(args) < 1 { return errors.New("which?") } ... }`. */
function asksForWord(root: Composite): boolean {
  const check = field(root, "Args");
  if (check?.kind === "call" && /^(MinimumN|Exact)Args$/.test(lastName(check.callee)))
    return check.args[0]?.kind === "number" && Number(check.args[0].text) > 0;
  const [first] = check?.kind === "function" ? check.body : [];
  if (first?.kind !== "if" || first.condition?.kind !== "binary") return false;
  const { operator, left, right } = first.condition;
  const counts = left.kind === "call" && lastName(left.callee) === "len" && right.kind === "number";
  return counts && (HOLDS[operator]?.(0, Number(right.text)) ?? false);
}

/** The command that is executed among them. */
function rootOf(analysis: Analysis, commands: readonly Command[]): Command | undefined {
  const executed = executedLiterals(analysis);
  return commands.find(({ composite }) => executed.includes(composite));
}

/** The root where it needs one of the commands below it and nothing tells which: without a word it prints its help. */
export function unnamedCobra(analysis: Analysis, words: readonly string[]): readonly Required[] {
  const { calls } = analysis.program;
  if (words.some((word) => !word.startsWith("-")) || calls.has("SetArgs")) return [];
  const commands = cobraCommands(analysis);
  const root = rootOf(analysis, commands);
  const others = commands.filter((one) => one !== root && one.runs && one.name !== "version");
  if (!root || runningRoot(analysis) || others.length === 0 || !calls.has("AddCommand")) return [];
  return [{ flag: null, evidence: place(root.scope.file, root.composite.at) }];
}

/** Whether words begin with none of the commands of cobra, all of which are in sight: they start another program. */
export function startsAnother(analysis: Analysis, [first = ""]: readonly string[]): boolean {
  const commands = cobraCommands(analysis);
  const root = rootOf(analysis, commands);
  if (!/^[a-z][\w-]*$/.test(first) || !root || root.runs) return false;
  const added = (analysis.program.calls.get("AddCommand") ?? []).flatMap(({ call, scope }) =>
    call.args.flatMap((one) => spread(one, scope)).map((one) => literalOf(analysis, one, scope)),
  );
  const isOther = ({ name, composite }: Command) =>
    name !== "" && name !== first && field(composite, "Aliases") === undefined;
  return added.length > 0 && !added.includes(null) && commands.every(isOther);
}

/** Whether a root that runs does what another of its commands does than the one that serves: `client`, say. */
function standsFor(root: Command, commands: readonly Command[], served: Command): boolean {
  const runOf = ({ composite }: Command) => lastName(field(composite, "Run", "RunE") ?? null);
  const same = commands.filter((one) => runOf(root) !== "" && runOf(one) === runOf(root));
  return same.length > 0 && !same.includes(served);
}

function cobra(analysis: Analysis): Needed | null {
  const commands = cobraCommands(analysis);
  const parents = new Map<Composite, Composite>();
  for (const { call, scope } of analysis.program.calls.get("AddCommand") ?? []) {
    const above = call.callee.kind === "selector" ? commandsBehind(analysis, call.callee.base, scope) : [];
    // What a helper adds to every command is below none in particular.
    const parent = above.length === 1 ? above[0] : undefined;
    for (const argument of call.args.flatMap((one) => spread(one, scope))) {
      const child = literalOf(analysis, argument, scope);
      // `acl.cmd.AddCommand(sub.cmd)` of a field that holds each in turn: none stands below itself.
      if (child && parent && child !== parent) parents.set(child, parent);
    }
  }
  const root = rootOf(analysis, commands);
  if (!root) return null;
  const path: string[] = [];
  const below = (above: Composite) => commands.filter(({ composite }) => parents.get(composite) === above);
  const first = below(root.composite);
  let found = named(first);
  const goesOn = root.runs ? !asksForWord(root.composite) : runningRoot(analysis) === root.composite;
  if (goesOn && !(found && standsFor(root, first, found))) return null;
  // `app server start`: the command that serves may be a level lower.
  for (const word of found ? [] : SERVES)
    found ??= named(first.filter(({ name }) => name === word).flatMap(({ composite }) => below(composite)));
  found ??= best(first);
  // `up` of `migrate up` is no service.
  const others = commands.filter(({ name }) => OTHER.test(name)).map(({ composite }) => composite);
  const isBelow = ({ composite }: Command) => {
    const parent = parents.get(composite);
    return parent !== undefined && !others.includes(parent);
  };
  found ??= best(commands.filter(isBelow));
  // A helper that adds them leaves no way to follow: then the name has to say it.
  const known = [...parents.values()].includes(root.composite);
  const loose = ({ name, composite }: Command) => SERVES.includes(name) && !parents.has(composite);
  if (!known) found ??= best(commands.filter(loose));
  const evidence = found ? place(found.scope.file, found.composite.at) : "";
  // Where fields are mistaken for one another, commands may stand below each other in a circle.
  for (let at: Command | null = found; at && at !== root && path.length < commands.length; ) {
    path.unshift(at.name);
    const parent: Composite | undefined = parents.get(at.composite);
    at = commands.find(({ composite }) => composite === parent) ?? null;
  }
  return path.length > 0 ? { words: path, evidence } : null;
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
    gcmd(analysis) ??
    kingpinCommand(analysis) ??
    docopt(analysis) ??
    switched(analysis) ??
    tabled(analysis)
  );
}
