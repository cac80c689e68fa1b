/** Subcommands of urfave/cli, and of peterbourgon/ff, which tells them alike. */

import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { lastName, outermostFunction, place, type Scope } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import { lookUp } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";
import { field, handedOver, listed, literalOf } from "./literals.ts";
import { best, type Command, type Needed, named, runs, SERVES } from "./serving-command.ts";

/** Whether a file has urfave/cli, by its first name, or minio's copy of it. */
export function usesUrfave({ file }: Scope): boolean {
  return [...file.importPaths].some((path) => /(urfave|codegangsta|minio)\/cli/.test(path));
}

/** `ffcli.Command` of version 3, `ff.Command` of version 4. */
function usesFf({ file }: Scope): boolean {
  return [...file.importPaths].some((path) => /^github\.com\/peterbourgon\/ff(\/v3\/ffcli|\/v4)$/.test(path));
}

/** An App (Command in version 3, and of ff) without an Action and with Commands, of which none is the default. */
export function urfave(analysis: Analysis): Needed | null {
  const { composites } = analysis.program;
  const all = [...(composites.get("App") ?? []), ...(composites.get("Command") ?? [])].filter(
    ({ scope }) => usesUrfave(scope) || usesFf(scope),
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
  const chosen = (list: Expression, where: Scope): Needed | null => {
    const commands = commandsOf(list, where);
    const said = (found: Command | null): Needed | null =>
      found && { words: [found.name], evidence: place(found.scope.file, found.composite.at) };
    const own = said(named(commands));
    if (own) return own;
    // `app server run`: of the commands of a command, only where that one has the name of what serves.
    for (const word of SERVES) {
      const above = commands.find(({ name }) => name === word);
      const inner = above && field(above.composite, "Commands", "Subcommands");
      const needed = inner ? chosen(inner, above.scope) : null;
      if (needed) return { ...needed, words: [word, ...needed.words] };
    }
    return said(best(commands));
  };
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
    const list = field(composite, usesFf(scope) ? "Subcommands" : "Commands") ?? assigned?.value;
    const found = list && !runs(analysis, composite) ? chosen(list, scope) : null;
    if (found) return found;
  }
  // `app := cli.NewApp()` and what is assigned to it.
  for (const { base, value, scope } of given) {
    if (!base || !isNewApp(base, scope)) continue;
    const acts = (analysis.program.fieldValues.get("Action") ?? []).some(
      (one) => one.base !== null && isNewApp(one.base, one.scope),
    );
    const found = acts ? null : chosen(value, scope);
    if (found) return found;
  }
  return null;
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
