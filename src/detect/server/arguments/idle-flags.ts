/** Flags of urfave/cli that nobody gives where the service is started: those of other commands and other Apps. */
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { field, listed, literalOf } from "../flow/literals.ts";
import { type CompositeSite, lastName, type Scope } from "../flow/program.ts";
import { importOf, lookUp } from "../flow/types.ts";
import { someExpression } from "../flow/walk.ts";
import type { Composite, Expression } from "../go/ast.ts";
import { isRunning } from "./running.ts";
import { runs } from "./serving-command.ts";
import { usesUrfave } from "./urfave.ts";

const DEEPEST = 3;

/** `os.Args`, also by way of variables and of what functions are handed; a function that nobody calls may be. */
function isCommandLine(analysis: Analysis, given: Expression, scope: Scope, depth = 0): boolean {
  return someExpression(given, (inner) => {
    if (inner.kind === "selector") return inner.name === "Args" && importOf(inner.base, scope) === "os";
    const meant = inner.kind === "name" && depth < DEEPEST ? lookUp(inner.name, scope) : null;
    if (!meant?.parameter)
      return (meant?.definitions ?? []).some(
        ({ value, scope: where }) => value !== null && isCommandLine(analysis, value, where, depth + 1),
      );
    const { node } = meant.scope;
    // What a function literal is handed, such as the context of a command, is no command line itself.
    if (node?.kind !== "declaration") return false;
    const index = node.parameters.indexOf(meant.parameter);
    const calls = callersOf(analysis, meant.scope);
    return (
      calls.length === 0 ||
      calls.some(({ call, scope: where }) => {
        const argument = call.args[index];
        return argument !== undefined && isCommandLine(analysis, argument, where, depth + 1);
      })
    );
  });
}

/** The calls that run an App, or a command as the root of all. */
function runsOf(analysis: Analysis, composite: Composite) {
  return ["Run", "RunContext"].flatMap((name) =>
    (analysis.program.calls.get(name) ?? []).filter(
      ({ call: { callee }, scope }) =>
        callee.kind === "selector" && literalOf(analysis, callee.base, scope) === composite,
    ),
  );
}

/** Flags of a package that the code speaks of for their names alone, so that no command has them: `c.String(keyFlag.Name)`. */
function unlisted({ program }: Analysis): Composite[] {
  const isListed = (name: string): boolean => {
    const listed = new RegExp(`^(?!\\s*//)(?!.*\\b${name}\\s*=).*\\b${name}\\b(?!\\.Name\\b)`, "m");
    return program.files.some(({ text }) => text.includes(name) && listed.test(text));
  };
  return [...program.packages.values()]
    .filter(({ isRead }) => isRead)
    .flatMap(({ values }) =>
      [...values].flatMap(([name, [definition, ...others]]) => {
        const given = definition?.value;
        const literal = given?.kind === "unary" ? given.operand : given;
        const isFlag = literal?.kind === "composite" && /Flag$/.test(lastName(literal.type));
        if (!definition || !isFlag || others.length > 0 || !usesUrfave(definition.scope)) return [];
        return field(literal, "Required") && !isListed(name) ? [literal] : [];
      }),
    );
}

/** The literals of flags that only such commands have, or none. */
export function idleFlags(analysis: Analysis): ReadonlySet<Composite> {
  const { composites } = analysis.program;
  const sites = [...(composites.get("App") ?? []), ...(composites.get("Command") ?? [])].filter(
    ({ composite, scope }) => usesUrfave(scope) && field(composite, "Flags"),
  );
  const roots = new Set(
    sites.filter(({ composite, type }) => lastName(type) === "App" || runsOf(analysis, composite).length > 0),
  );
  // Where nothing tells what the program is started as, any command may be it.
  const isTold =
    analysis.memo.served.length > 0 || [...roots].some(({ composite }) => runs(analysis, composite));
  const takesCommandLine = ({ composite }: CompositeSite): boolean =>
    runsOf(analysis, composite).some(({ call, scope }) =>
      call.args.some((one) => isCommandLine(analysis, one, scope)),
    );
  const [first] = [...roots].filter(takesCommandLine);
  // Another App than the one that takes the command line is run with words of its own.
  const isIdle = (site: CompositeSite): boolean =>
    roots.has(site)
      ? first !== undefined && runsOf(analysis, site.composite).length > 0 && !takesCommandLine(site)
      : isTold && !isRunning(analysis, site.composite);
  const flagsOf = ({ composite, scope }: CompositeSite): readonly Composite[] => {
    const list = field(composite, "Flags");
    const own = list ? listed(list, scope) : [];
    // `toArray(portFlag, keyFlag)` of a helper that makes a list of them.
    const handed = list?.kind === "call" ? list.args.map((expression) => ({ expression, scope })) : [];
    return [...own, ...handed].flatMap((one) => literalOf(analysis, one.expression, one.scope) ?? []);
  };
  const idle = new Set([...unlisted(analysis), ...sites.filter(isIdle).flatMap(flagsOf)]);
  for (const site of sites) if (!isIdle(site)) for (const flag of flagsOf(site)) idle.delete(flag);
  return idle;
}
