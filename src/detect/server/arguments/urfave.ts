/** Subcommands of urfave/cli, and of peterbourgon/ff, which tells them alike. */
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { field, handedOver, listed, literalOf, siteOf } from "../flow/literals.ts";
import { type CompositeSite, lastName, outermostFunction, place, type Scope } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import { lookUp } from "../flow/types.ts";
import type { Composite, Expression } from "../go/ast.ts";
import type { Required } from "./required-flags.ts";
import { best, type Command, type Needed, named, runs, SERVES } from "./serving-command.ts";

/** Whether a file has urfave/cli, by its first name, or minio's copy of it. */
export function usesUrfave({ file }: Scope): boolean {
  return [...file.importPaths].some((path) => /(urfave|codegangsta|minio)\/cli/.test(path));
}

/** `ffcli.Command` of version 3, `ff.Command` of version 4. */
function usesFf({ file }: Scope): boolean {
  return [...file.importPaths].some((path) => /^github\.com\/peterbourgon\/ff(\/v3\/ffcli|\/v4)$/.test(path));
}

/** An App or command, and the list of those right below it. */
interface Above {
  /** Null for `app := cli.NewApp()` and what is assigned to it. */
  readonly composite: Composite | null;
  readonly list: Expression;
  readonly scope: Scope;
}

function literalsOf({ program: { composites } }: Analysis): readonly CompositeSite[] {
  const all = [...(composites.get("App") ?? []), ...(composites.get("Command") ?? [])];
  return all.filter(({ scope }) => usesUrfave(scope) || usesFf(scope));
}

function commandsOf(analysis: Analysis, { list, scope: where }: Omit<Above, "composite">): Command[] {
  return listed(list, where)
    .flatMap((one) => handedOver(analysis, one))
    .flatMap((element) => {
      const literal = literalOf(analysis, element.expression, element.scope);
      const scope = (literal && siteOf(analysis, literal)?.scope) ?? where;
      const name = literal && textOf(analysis, field(literal, "Name"), scope);
      return literal && name ? [{ composite: literal, scope, name, runs: runs(analysis, literal) }] : [];
    });
}

/** Apps (Commands in version 3, and of ff) without an Action and with Commands, of which none is the default. */
function idle(analysis: Analysis): readonly Above[] {
  const all = literalsOf(analysis);
  const given = analysis.program.fieldValues.get("Commands") ?? [];
  const children = new Set(
    all.flatMap(({ composite, scope }) => {
      const list = field(composite, "Commands", "Subcommands");
      return list ? commandsOf(analysis, { list, scope }).map((child) => child.composite) : [];
    }),
  );
  const literals = all.flatMap(({ composite, scope }) => {
    if (children.has(composite) || field(composite, "DefaultCommand")) return [];
    const assigned = given.find(
      ({ base, scope: where }) => base !== null && literalOf(analysis, base, where) === composite,
    );
    const list = field(composite, usesFf(scope) ? "Subcommands" : "Commands") ?? assigned?.value;
    return list && !runs(analysis, composite) ? [{ composite, list, scope }] : [];
  });
  const acts = (analysis.program.fieldValues.get("Action") ?? []).some(
    (one) => one.base !== null && isNewApp(one.base, one.scope),
  );
  const assigned = acts ? [] : given.filter(({ base, scope }) => base !== null && isNewApp(base, scope));
  return [...literals, ...assigned.map(({ value, scope }) => ({ composite: null, list: value, scope }))];
}

/** @param inSight whether the program runs it in sight: else a name has to say that a command serves */
function chosen(analysis: Analysis, above: Omit<Above, "composite">, inSight: boolean): Needed | null {
  const commands = commandsOf(analysis, above);
  const said = (found: Command | null): Needed | null =>
    found && { words: [found.name], evidence: place(found.scope.file, found.composite.at) };
  const own = said(named(commands));
  if (own) return own;
  // `app server run`: of the commands of a command, only where that one has the name of what serves.
  for (const word of SERVES) {
    const outer = commands.find(({ name }) => name === word);
    const list = outer && field(outer.composite, "Commands", "Subcommands");
    const needed = list ? chosen(analysis, { list, scope: outer.scope }, inSight) : null;
    if (needed) return { ...needed, words: [word, ...needed.words] };
  }
  return inSight ? said(best(commands)) : null;
}

export function urfave(analysis: Analysis): Needed | null {
  for (const above of idle(analysis)) {
    const found = chosen(analysis, above, isRun(analysis, above));
    if (found) return found;
  }
  return null;
}

/** What the program runs: `app.Run(os.Args)`. */
function isRun(analysis: Analysis, { composite }: Above): boolean {
  return ["Run", "RunContext", "ParseAndRun"].some((name) =>
    (analysis.program.calls.get(name) ?? []).some(
      ({ call: { callee }, scope }) =>
        callee.kind === "selector" &&
        (composite === null
          ? isNewApp(callee.base, scope)
          : literalOf(analysis, callee.base, scope) === composite),
    ),
  );
}

/** Such an App where nothing tells which of its commands serves: without a word it prints its help. */
export function unnamedUrfave(analysis: Analysis, words: readonly string[]): readonly Required[] {
  if (words.some((word) => !word.startsWith("-"))) return [];
  const [found] = idle(analysis).filter(
    (above) =>
      isRun(analysis, above) &&
      commandsOf(analysis, above).some(({ name }) => !/^(version|help)$/.test(name)),
  );
  return found ? [{ flag: null, evidence: place(found.scope.file, (found.composite ?? found.list).at) }] : [];
}

/** Whether an App that serves by itself runs the function around, or one that calls it. */
export function isInAction(analysis: Analysis, scope: Scope): boolean {
  const around = outermostFunction(scope);
  const callers = callersOf(analysis, around).map((one) => outermostFunction(one.scope));
  return analysis.memo.served.length === 0 && [around, ...callers].some((one) => isAction(analysis, one));
}

/** `&cli.App{Action: run}`, `app.Action = run`. */
function isAction({ program }: Analysis, { node }: Scope): boolean {
  return (program.fieldValues.get("Action") ?? []).some(({ type, base, value, scope }) => {
    const isApp = base ? isNewApp(base, scope) : lastName(type) === "App";
    return isApp && value.kind === "name" && calledFunction(program, value, scope)?.declaration === node;
  });
}

function isNewApp(base: Expression, scope: Scope): boolean {
  return (
    base.kind === "name" &&
    (lookUp(base.name, scope)?.definitions ?? []).some(
      ({ value }) => value?.kind === "call" && lastName(value.callee) === "NewApp",
    )
  );
}
