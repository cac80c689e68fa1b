/** The command that serves among those of GoFrame: without a word a root of no function prints its help. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { field, literalOf, siteOf } from "../flow/literals.ts";
import { type CallSite, type CompositeSite, place } from "../flow/program.ts";
import type { Composite } from "../go/ast.ts";
import { best, type Command, type Needed } from "./serving-command.ts";

function isOfGoFrame({ scope }: CompositeSite): boolean {
  return [...scope.file.importPaths].some((path) => /^github\.com\/gogf\/gf(\/v\d+)?\/os\/gcmd$/.test(path));
}

const runs = (composite: Composite): boolean => field(composite, "Func", "FuncWithValue") !== undefined;

/** The literal that a method is called on: `cmd.Main.Run(ctx)`. */
function receiver(analysis: Analysis, { call: { callee }, scope }: CallSite): Composite | null {
  return callee.kind === "selector" ? literalOf(analysis, callee.base, scope) : null;
}

export function gcmd(analysis: Analysis): Needed | null {
  const { calls, composites } = analysis.program;
  const all = (composites.get("Command") ?? []).filter(isOfGoFrame).map(({ composite }) => composite);
  if (all.length === 0) return null;
  const run = ["Run", "RunWithValue", "RunWithError", "RunWithValueError"]
    .flatMap((name) => calls.get(name) ?? [])
    .flatMap((site) => receiver(analysis, site) ?? []);
  const root = run.find((composite) => all.includes(composite));
  if (!root || runs(root)) return null;
  const commands = (calls.get("AddCommand") ?? [])
    .filter((site) => receiver(analysis, site) === root)
    .flatMap(({ call, scope }) => call.args.map((one) => literalOf(analysis, one, scope)))
    .flatMap((composite): readonly Command[] => {
      const scope = composite && siteOf(analysis, composite)?.scope;
      const name = scope && textOf(analysis, field(composite, "Name"), scope);
      return name ? [{ composite, scope, name, runs: runs(composite) }] : [];
    });
  const found = best(commands);
  return found && { words: [found.name], evidence: place(found.scope.file, found.composite.at) };
}
