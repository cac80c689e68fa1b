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
import { conjuncts, eachIn } from "../flow/walk.ts";
import type { Expression, Statement } from "../go/ast.ts";
import { loopedPaths } from "./looped-paths.ts";

const READERS = /^(os|io\/ioutil)$/;
/** The last words of such a program: "no hooks in any file". */
const OF_FILES = /\b(files?|config(uration)?s?)\b/i;

/** `len(hooks) == 0`, `countHooks() == 0`. */
function isCount(part: Expression): boolean {
  return part.kind === "binary" && part.left.kind === "call" && testedForAbsence(part).length > 0;
}

function speaksOfFiles(statements: readonly Statement[]): boolean {
  let speaks = false;
  eachIn(statements, (inner) => {
    speaks ||= inner.kind === "string" && OF_FILES.test(inner.value);
  });
  return speaks;
}

/** `if !*verbose && count() == 0 { log.Fatal("no hooks in any file") }`, as far as it holds where nobody sets a flag. */
function endsForNone(analysis: Analysis, { statement: { condition, then }, scope }: Condition): boolean {
  const parts = condition ? conjuncts(condition) : [];
  if (!parts.some(isCount) || !speaksOfFiles(then) || !endsHere(analysis, then, scope)) return false;
  return parts.every(
    (part) => isCount(part) || isSurelyOn(analysis, [{ condition: part, negated: false, scope }], scope),
  );
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
  if (!analysis.program.conditions.some((one) => endsForNone(analysis, one))) return [];
  return ["ReadFile", "Open"]
    .flatMap((name) => analysis.program.calls.get(name) ?? [])
    .filter(({ call, scope }) => READERS.test(packageOf(call.callee, scope) ?? ""))
    .flatMap((site) => {
      const [path] = site.call.args;
      return path ? pathsOf(analysis, path, site.scope).map((value) => ({ site, value })) : [];
    });
}
