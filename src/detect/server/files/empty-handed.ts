/** Files that the program goes on without, only to end a little later because nothing came of any. */
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { endsHere } from "../flow/exit-codes.ts";
import { testedForAbsence } from "../flow/fatal.ts";
import { isSurelyOn } from "../flow/guards.ts";
import type { CallSite, Condition, Scope } from "../flow/program.ts";
import { lookUp, packageOf } from "../flow/types.ts";
import { isKnown, type Value } from "../flow/value.ts";
import { eachIn } from "../flow/walk.ts";
import type { Expression } from "../go/ast.ts";
import { loopedPaths } from "./looped-paths.ts";

const READERS = /^(os|io\/ioutil)$/;
/** The last words of such a program: "no hooks in any file". */
const OF_FILES = /\b(files?|config(uration)?s?)\b/i;

/** `!*verbose && count() == 0`: each part of it. */
function parts(condition: Expression | null): readonly Expression[] {
  if (condition?.kind !== "binary" || condition.operator !== "&&") return condition ? [condition] : [];
  return [...parts(condition.left), ...parts(condition.right)];
}

/** `len(hooks) == 0`, `countHooks() == 0`, beside what holds where nobody sets a flag. */
function findsNothing(analysis: Analysis, { statement: { condition }, scope }: Condition): boolean {
  const isCount = (part: Expression) =>
    part.kind === "binary" && testedForAbsence(part).length > 0 && part.left.kind === "call";
  const all = parts(condition);
  return (
    all.some(isCount) &&
    all.every(
      (part) => isCount(part) || isSurelyOn(analysis, [{ condition: part, negated: false, scope }], scope),
    )
  );
}

/** Whether a condition of the program ends it, in words on files, where it holds nothing. */
function endsWithoutAny(analysis: Analysis): boolean {
  return [...analysis.program.conditionsIn.values()].flat().some((one) => {
    const { then } = one.statement;
    let speaks = false;
    eachIn(then, (inner) => {
      speaks ||= inner.kind === "string" && OF_FILES.test(inner.value);
    });
    return speaks && endsHere(analysis, then, one.scope) && findsNothing(analysis, one);
  });
}

/** Each path of a loop, also of one around the function that reads what it is handed. */
function pathsOf(analysis: Analysis, path: Expression, scope: Scope): readonly Value[] {
  const own = valueIn(analysis, path, scope);
  if (isKnown(own)) return [own];
  const found = path.kind === "name" ? lookUp(path.name, scope) : null;
  const { parameter } = found ?? {};
  const index = parameter ? (found?.scope.node?.parameters.indexOf(parameter) ?? -1) : -1;
  if (!found || index < 0) return loopedPaths(analysis, path, scope);
  return callersOf(analysis, found.scope).flatMap(({ call, scope: where }) => {
    const argument = call.args[index];
    return argument ? loopedPaths(analysis, argument, where) : [];
  });
}

export interface Unread {
  readonly site: CallSite;
  readonly value: Value;
}

/** What is read by name in a program that ends where none of it could be. */
export function readInVain(analysis: Analysis): readonly Unread[] {
  if (!endsWithoutAny(analysis)) return [];
  return ["ReadFile", "Open"]
    .flatMap((name) => analysis.program.calls.get(name) ?? [])
    .filter(({ call, scope }) => READERS.test(packageOf(call.callee, scope) ?? ""))
    .flatMap((site) => {
      const [path] = site.call.args;
      return path ? pathsOf(analysis, path, site.scope).map((value) => ({ site, value })) : [];
    });
}
