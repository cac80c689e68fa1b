import type { Health } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { endsAtOnce } from "../flow/fatal.ts";
import { isFirstWord } from "../flow/first-word.ts";
import { field, listed, literalOf, spread } from "../flow/literals.ts";
import { lastName, place, type Scope } from "../flow/program.ts";
import { eachExpression, someExpression } from "../flow/walk.ts";
import type { Composite, Expression } from "../go/ast.ts";
import { flagArguments } from "../settings/flag-calls.ts";

/** Names of a command and of a flag that checks the program itself. */
const CHECK = /^(healthcheck|health-check|healthz|health)$/;

/** A check by a program, which answers on no port. */
export function commandHealth(path: string, evidence: string): Health {
  return { type: "command", scheme: "http", path, port: null, evidence };
}

interface Parent {
  readonly composite: Composite;
  readonly scope: Scope;
  /** What lies above every command is the program itself. */
  readonly program: boolean;
}

/** The command that each command is a part of: added to it, or listed in it. */
function parentsOf(analysis: Analysis): ReadonlyMap<Composite, Parent> {
  const { calls, composites } = analysis.program;
  const parents = new Map<Composite, Parent>();
  for (const { call, scope } of calls.get("AddCommand") ?? []) {
    const composite = call.callee.kind === "selector" ? literalOf(analysis, call.callee.base, scope) : null;
    for (const argument of composite ? call.args.flatMap((one) => spread(one, scope)) : []) {
      const child = literalOf(analysis, argument, scope);
      if (child && composite) parents.set(child, { composite, scope, program: true });
    }
  }
  const all = ["App", "Command"].flatMap((type) =>
    (composites.get(type) ?? []).map((site) => ({ ...site, type })),
  );
  for (const { composite, scope, type } of all) {
    const program =
      type === "App" || [...scope.file.importPaths].some((path) => /urfave\/cli\/v3/.test(path));
    for (const name of ["Subcommands", "Commands"]) {
      const list = field(composite, name);
      for (const element of list ? listed(list, scope) : []) {
        const child = literalOf(analysis, element.expression, element.scope);
        if (child) parents.set(child, { composite, scope, program });
      }
    }
  }
  return parents;
}

/** The names of the commands above: `start` for `shop start healthcheck`. */
function wordsAbove(
  analysis: Analysis,
  command: Composite,
  parents: ReadonlyMap<Composite, Parent>,
): string[] {
  const words: string[] = [];
  const seen = new Set<Composite>([command]);
  for (let at = parents.get(command); at && !seen.has(at.composite); at = parents.get(at.composite)) {
    seen.add(at.composite);
    if (at.program && !parents.has(at.composite)) break;
    const name = textOf(analysis, field(at.composite, "Use", "Name"), at.scope)?.split(" ")[0];
    if (name) words.unshift(name);
  }
  return words;
}

function subcommands(analysis: Analysis): Health[] {
  let parents: ReadonlyMap<Composite, Parent> | null = null;
  return (analysis.program.composites.get("Command") ?? []).flatMap(({ composite, scope }) => {
    const name = composite.elements.find(({ key }) => key !== null && /^(Use|Name)$/.test(lastName(key)));
    const text = textOf(analysis, name?.value, scope)?.split(" ")[0] ?? "";
    if (!CHECK.test(text)) return [];
    parents ??= parentsOf(analysis);
    const words = [...wordsAbove(analysis, composite, parents), text];
    return [commandHealth(words.join(" "), place(scope.file, composite.at))];
  });
}

/** `if cfg.Healthz { collect() }`: the program goes on, so the flag is about something else, such as more metrics. */
function goesOn(analysis: Analysis, flag: string): boolean {
  const asking = analysis.program.conditions.filter(({ statement: { condition }, scope }) =>
    someExpression(condition, (inner) => valueIn(analysis, inner, scope)?.sources.includes(flag) ?? false),
  );
  const ends = asking.some(({ statement: { then } }) => then.at(-1)?.kind === "return" || endsAtOnce(then));
  return asking.length > 0 && !ends;
}

function flags(analysis: Analysis): Health[] {
  return ["Bool", "BoolVar", "BoolP", "BoolVarP"].flatMap((name) =>
    (analysis.program.calls.get(name) ?? []).flatMap(({ call, scope }) => {
      const text = textOf(analysis, flagArguments(call)?.name, scope) ?? "";
      const dashes = [...scope.file.importPaths].some((path) => /pflag|cobra/.test(path)) ? "--" : "-";
      if (!CHECK.test(text) || goesOn(analysis, `flag:${dashes}${text}`)) return [];
      return [commandHealth(dashes + text, place(scope.file, call.at))];
    }),
  );
}

/** `if os.Args[1] == "healthcheck"`. */
function comparisons(analysis: Analysis): Health[] {
  const found: Health[] = [];
  for (const { statement, scope } of analysis.program.conditions) {
    eachExpression(statement.condition, (inner) => {
      if (inner.kind !== "binary" || inner.operator !== "==" || !isFirstWord(analysis, inner.left, scope))
        return true;
      found.push(...ofWord(analysis, inner.right, inner.at, scope));
      return false;
    });
  }
  return found;
}

/** `switch os.Args[1] { case "healthcheck": }`. */
function cases(analysis: Analysis): Health[] {
  return analysis.program.switches.flatMap(({ statement, scope }) => {
    const tag = statement.header.at(-1);
    if (tag?.kind !== "expression" || !isFirstWord(analysis, tag.value, scope)) return [];
    const words = statement.cases.flatMap(({ values }) => values);
    return words.flatMap((word) => ofWord(analysis, word, word.at, scope));
  });
}

function ofWord(analysis: Analysis, word: Expression, at: number, scope: Scope): Health[] {
  const text = textOf(analysis, word, scope) ?? "";
  return CHECK.test(text.replace(/^--?/, "")) ? [commandHealth(text, place(scope.file, at))] : [];
}

/** The program's own check of itself: the arguments that start it. */
export function findHealthCommands(analysis: Analysis): Health[] {
  return [subcommands, flags, comparisons, cases].flatMap((seen) => seen(analysis)).slice(0, 1);
}
