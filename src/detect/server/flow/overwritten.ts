/** What variables of packages are declared with, where the program gives them another value before it serves. */
import { callersOf } from "./callers.ts";
import type { Way } from "./conditional.ts";
import type { Analysis } from "./context.ts";
import { type Definition, type Guard, guardsOf, isInit, isMain, type Scope } from "./program.ts";
import { findsFailure } from "./tested-errors.ts";
import { isKnown } from "./value.ts";

/** Functions between main and the one that gives the value. */
const DEEPEST = 2;

/** On no condition; behind `if err != nil { return }` stands what runs unless something failed. */
function isPlain(guards: readonly Guard[]): boolean {
  return guards.every(({ condition, negated }) => negated && findsFailure(condition));
}

/** Whether the function runs once on every start: init, main, or what they call in one place. */
function runsOnce(analysis: Analysis, scope: Scope, depth = DEEPEST): boolean {
  if (isInit(scope) || isMain(scope)) return true;
  const [only, ...others] = depth > 0 && scope.parent?.node == null ? callersOf(analysis, scope) : [];
  return (
    only !== undefined &&
    others.length === 0 &&
    isPlain(only.guards) &&
    runsOnce(analysis, only.scope, depth - 1)
  );
}

/** `var port = "8000"` is no default where `func load() { port = os.Getenv("PORT") }` always runs. */
export function withoutOverwritten(
  analysis: Analysis,
  definitions: readonly Definition[],
  ways: readonly Way[],
): readonly Way[] {
  const isDeclared = (one: Definition | undefined) => one !== undefined && one.scope.node === null;
  if (ways.length < 2 || !definitions.some(isDeclared)) return ways;
  const always = definitions.some((one, index) => {
    const { scope, value } = one;
    return (
      value !== null &&
      !isDeclared(one) &&
      isKnown(ways[index]?.value ?? null) &&
      isPlain(guardsOf(analysis.program, value)) &&
      runsOnce(analysis, scope)
    );
  });
  return always ? ways.filter((_, index) => !isDeclared(definitions[index])) : ways;
}
