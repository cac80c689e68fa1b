/** Code of subcommands that runs beside the service at most. */
import { commandAround, isOtherCommand } from "../arguments/kingpin.ts";
import type { Composite, Expression, Field, FunctionDeclaration } from "../go/ast.ts";
import { kebab, tagPairs } from "../settings/tags.ts";
import { append } from "./assign.ts";
import { callersOf } from "./callers.ts";
import { isBesideServed, OF_COMMANDS } from "./command-tables.ts";
import type { Analysis } from "./context.ts";
import { textOf } from "./evaluate.ts";
import { literalOf } from "./literals.ts";
import { type CompositeSite, lastName, outermostFunction, type Program, type Scope } from "./program.ts";
import { calledFunction } from "./type-of.ts";
import { structKey, type TypeAt } from "./types.ts";

/** Subcommands whose code runs beside the service at most: its paths and ports are not the service's. */
const ASIDE =
  /^(version|help|completion|docs?|gen\w*|man|manual|migrate\w*|seed|import|export|backup|restore|dump|validate|test|bench\w*|users?|admin|client|upgrade|update|init|create\w*|add|rm|remove|ls|list|find|hash\w*|config|debug|healthcheck|health)$/;

const MAY_SERVE =
  /^(serve\w*|server|start|run|web(?!hook)\w*|http|daemon|api|app|all|up|listen|standalone|root)$/;

/** Fields of a command with what it does. */
export const RUNS = ["Run", "RunE", "Action", "Exec"];

/** A command that has others below it only prepares them. */
function isLeaf(command: Composite | null): boolean {
  return !command?.elements.some(
    ({ key }) => key?.kind === "name" && /^(Persistent\w+|Commands|Subcommands)$/.test(key.name),
  );
}

/** `arg:"subcommand:agent"` of go-arg, `cmd:""` of kong: the name of the subcommand; null for any other field. */
function subcommandOf({ name, tag }: Field): { readonly name: string; readonly optional: boolean } | null {
  const pairs = tagPairs(tag);
  const ofArg = /(?:^|,)subcommand(?::(\w[\w-]*))?/.exec(pairs.get("arg") ?? "");
  if (ofArg) return { name: ofArg[1] ?? name.toLowerCase(), optional: true };
  if (!pairs.has("cmd") && !/(^|\s)cmd(\s|$)/.test(tag)) return null;
  return { name: pairs.get("name") ?? kebab(name), optional: false };
}

/** Whether a field with the tag of a subcommand has this type. */
export function isTaggedCommand(program: Program, type: TypeAt): boolean {
  const key = structKey(program, type);
  if (key === null) return false;
  return [...program.structs.values()].some((fields) =>
    fields.some(
      ({ field, file }) =>
        subcommandOf(field) !== null && structKey(program, { expression: field.type, file }) === key,
    ),
  );
}

/** Structs whose methods run for a subcommand that the service is not started with. */
export function asideCommands(analysis: Analysis): ReadonlySet<string> {
  analysis.memo.aside ??= findAsideCommands(analysis);
  return analysis.memo.aside;
}

function findAsideCommands(analysis: Analysis): ReadonlySet<string> {
  const { program, memo } = analysis;
  const found = new Set(namedBeside(analysis));
  for (const fields of program.structs.values()) {
    const commands = fields.flatMap(({ field, file }) => {
      const command = subcommandOf(field);
      const key = command && structKey(program, { expression: field.type, file });
      return command && key ? [{ ...command, key, default: tagPairs(field.tag).has("default") }] : [];
    });
    const named = commands.some((one) => memo.served.includes(one.name));
    // With kong some command always runs, so unless one is known to be it any may be.
    const decided = named || commands.some((one) => one.optional || one.default);
    for (const one of commands) {
      const runs = named ? memo.served.includes(one.name) : one.default;
      if (!runs && (decided || ASIDE.test(one.name))) found.add(one.key);
    }
  }
  return found;
}

/** `func (web) Name() string { return "web" }`: commands that tell their word, where another one tells that which is given. */
function namedBeside(analysis: Analysis): readonly string[] {
  const { program, memo } = analysis;
  const [first] = memo.served;
  if (first === undefined) return [];
  const commands = program.methodsNamed("Name").flatMap(({ declaration: { receiver }, scope }) => {
    if (!receiver || !OF_COMMANDS.test(scope.file.package.directory)) return [];
    const word = textOf(analysis, scope.returns[0]?.[0], scope);
    const key = structKey(program, { expression: receiver.type, file: scope.file });
    return word && key ? [{ word, key }] : [];
  });
  return commands.some(({ word }) => word === first)
    ? commands.flatMap(({ word, key }) => (word === first ? [] : key))
    : [];
}

/** `lint.Action(func(*kingpin.ParseContext) error { ... })` of a command that the service is not started with. */
function isInOtherAction(analysis: Analysis, scope: Scope): boolean {
  const words = commandAround(analysis, scope);
  if (words === null) return false;
  return analysis.memo.served.length > 0
    ? isOtherCommand(analysis, words)
    : ASIDE.test(words.split(" ")[0] ?? "");
}

/** Whether the code stands in the function of a subcommand that does not serve. */
export function isAside(analysis: Analysis, scope: Scope): boolean {
  if (isBesideServed(analysis, scope) || isInOtherAction(analysis, scope)) return true;
  const declared = outermostFunction(scope);
  const receiver = declared.node?.kind === "declaration" ? declared.node.receiver : null;
  if (receiver) {
    const aside = asideCommands(analysis);
    const key =
      aside.size > 0 && structKey(analysis.program, { expression: receiver.type, file: declared.file });
    if (key && aside.has(key)) return true;
  }
  const areAside = (commands: readonly CommandAt[]) =>
    commands.map(({ composite, scope: where }) => isAsideCommand(analysis, composite, where));
  if (areAside(literalsAround(scope)).includes(true)) return true;
  const commands = commandsRunning(analysis, declared);
  return (
    commands.length > 0 &&
    !areAside(commands).includes(false) &&
    // `Run: func(...) { migrate(); serve() }`: the service does it as well.
    !callersOf(analysis, declared).some((caller) => isInService(analysis, caller.scope))
  );
}

type CommandAt = Pick<CompositeSite, "composite" | "scope">;

/** The literals around with a function literal that the code stands in, each with where it stands itself. */
function literalsAround(scope: Scope): readonly CommandAt[] {
  const found: CommandAt[] = [];
  for (let outer: Scope | null = scope; outer; outer = outer.parent)
    if (outer.fieldOf && outer.parent) found.push({ composite: outer.fieldOf, scope: outer.parent });
  return found;
}

/** Whether the code is what a command runs that is not aside. */
function isInService(analysis: Analysis, scope: Scope): boolean {
  return literalsAround(scope).some(
    ({ composite, scope: where }) =>
      composite.elements.some(({ key }) => key?.kind === "name" && RUNS.includes(key.name)) &&
      !isAsideCommand(analysis, composite, where),
  );
}

/** `[]cli.Flag{&cli.StringFlag{...}}`, and what `append(commonFlags, &cli.StringFlag{...})` adds. */
function listedFlags(list: Expression | undefined): readonly Expression[] {
  const plain = (value: Expression) => (value.kind === "unary" ? value.operand : value);
  if (list?.kind === "composite") return list.elements.map(({ value }) => plain(value));
  if (list?.kind !== "call" || lastName(list.callee) !== "append") return [];
  const [before, ...added] = list.args;
  return [...listedFlags(before), ...added.map(plain)];
}

/** `Flags: []cli.Flag{&cli.StringFlag{...}}` with that flag in it. */
function listsFlag({ composite }: Pick<CompositeSite, "composite">, flag: Expression): boolean {
  const listed = composite.elements.find(({ key }) => key?.kind === "name" && key.name === "Flags")?.value;
  return listedFlags(listed).includes(flag);
}

/** Those of several flags of one name that the command lists whose Action the code stands in. */
export function flagsAround<Flag extends { readonly expression: Expression }>(
  scope: Scope,
  flags: readonly Flag[],
): readonly Flag[] {
  const around = literalsAround(scope);
  return flags.filter(({ expression }) => around.some((one) => listsFlag(one, expression)));
}

/** A flag of such a subcommand: `migrateCmd.Flags().Int("port", 5432, "")`, or one that its literal lists. */
export function isAsideFlag(analysis: Analysis, flag: Expression, scope: Scope): boolean {
  if (isAside(analysis, scope)) return true;
  const commands = analysis.program.composites.get("Command") ?? [];
  const set = flag.kind === "call" && flag.callee.kind === "selector" ? flag.callee.base : null;
  const owner =
    set?.kind === "call" && set.callee.kind === "selector" && /^(Local)?Flags$/.test(set.callee.name)
      ? literalOf(analysis, set.callee.base, scope)
      : null;
  const site = commands.find((one) => one.composite === owner || listsFlag(one, flag));
  return site !== undefined && isAsideCommand(analysis, site.composite, site.scope);
}

/** The commands that run a declared function. */
export function commandsRunning(analysis: Analysis, { node }: Scope): readonly CompositeSite[] {
  analysis.memo.commands ??= commandsByFunction(analysis);
  return node?.kind === "declaration" ? (analysis.memo.commands.get(node) ?? []) : [];
}

/** Commands that are given a function by its name, also through a helper: `RunE: runServe`, `RunE: withStore(runServe)`. */
function commandsByFunction({ program }: Analysis): ReadonlyMap<FunctionDeclaration, CompositeSite[]> {
  const found = new Map<FunctionDeclaration, CompositeSite[]>();
  for (const site of program.composites.get("Command") ?? []) {
    for (const { key, value } of site.composite.elements) {
      if (key?.kind !== "name" || !RUNS.includes(key.name)) continue;
      for (const one of value.kind === "call" ? [value.callee, ...value.args] : [value]) {
        const run = calledFunction(program, one, site.scope)?.declaration;
        if (run) append(found, run, site);
      }
    }
  }
  return found;
}

/** What a command says of itself when it is none to run a service with. */
const FOR_DEVELOPMENT = /\bdevelopment only\b|\bonly for development\b/i;

function isAsideCommand(analysis: Analysis, command: Composite, scope: Scope): boolean {
  const given = (names: RegExp) =>
    command.elements.find(({ key }) => key?.kind === "name" && names.test(key.name));
  const name = given(/^(Use|Name)$/);
  if (!name) return false;
  const about = given(/^(Short|Long|Usage|Description)$/);
  if (about && FOR_DEVELOPMENT.test(textOf(analysis, about.value, scope) ?? "")) return true;
  const text = textOf(analysis, name.value, scope)?.split(/\s/)[0] ?? "";
  const { served, root, besideCommands } = analysis.memo;
  if (besideCommands) return true;
  // What no help names is there for the program itself, such as the child that it starts for each job.
  const hidden = given(/^Hidden$/)?.value;
  const isHidden = hidden?.kind === "name" && hidden.name === "true";
  if (isHidden && !served.includes(text) && !MAY_SERVE.test(text)) return true;
  // A root that runs by itself may hand on to the command that serves.
  const other =
    served.length > 0 ? !served.includes(text) : root !== null && command !== root && !MAY_SERVE.test(text);
  return ASIDE.test(text) || (other && isLeaf(command));
}
