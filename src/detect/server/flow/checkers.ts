/** Functions of the program that end it where they are handed an error: `check(err)`, `failOnError(err, "no file")`. */
import type { FunctionDeclaration, Statement } from "../go/ast.ts";
import { append } from "./assign.ts";
import type { Analysis } from "./context.ts";
import { endsAtOnce } from "./fatal.ts";
import { type CallSite, isNil, outermostFunction, type Scope } from "./program.ts";
import { isGivenBy } from "./tested-errors.ts";
import { calledFunction } from "./type-of.ts";

/** What such functions are called; to look at every function that is called takes long. */
const NAMES = /check|must|panic|fatal|fail|handle|err|throw|die|exit|abort|assert|crash|catch/i;

export interface Check extends CallSite {
  /** Where among the arguments the error stands. */
  readonly index: number;
}

/** The parameter of `if err != nil { log.Fatal(err) }`. */
function endingOn(statement: Statement, scope: Scope): string | null {
  if (statement.kind !== "if" || statement.condition?.kind !== "binary") return null;
  const { operator, left, right } = statement.condition;
  if (operator !== "!=" || left.kind !== "name" || !isNil(right)) return null;
  return endsAtOnce(statement.then, scope) ? left.name : null;
}

/** Which parameter ends the program where it is an error; -1 for other functions. */
function checkedParameter({ body, parameters }: FunctionDeclaration, scope: Scope): number {
  const ending = body.map((statement) => endingOn(statement, scope));
  return parameters.findIndex(({ name }) => ending.includes(name));
}

function checksOf({ program }: Analysis): ReadonlyMap<Scope["file"], readonly Check[]> {
  const found = new Map<Scope["file"], Check[]>();
  for (const [name, sites] of program.calls) {
    if (!NAMES.test(name)) continue;
    for (const site of sites) {
      const called = calledFunction(program, site.call.callee, site.scope);
      const index = called ? checkedParameter(called.declaration, called.scope) : -1;
      if (index >= 0) append(found, site.scope.file, { ...site, index });
    }
  }
  return found;
}

/** Whether the error of the call is handed to such a function, also as `check(load())` and `must(read())`. */
export function isChecked(analysis: Analysis, { call, scope }: CallSite): boolean {
  analysis.memo.checks ??= checksOf(analysis);
  return (analysis.memo.checks.get(scope.file) ?? []).some(({ call: { args }, scope: where, index }) => {
    const handed = args[index];
    if (handed === call || (args.length === 1 && args[0] === call)) return true;
    const same = outermostFunction(where) === outermostFunction(scope);
    return same && handed?.kind === "name" && isGivenBy(handed, where, call);
  });
}
