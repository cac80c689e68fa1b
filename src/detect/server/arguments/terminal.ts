/** Programs that end where their input is no terminal, as in a container, unless a flag lets them go on. */
import type { Warning } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { isFatalHere } from "../flow/errors.ts";
import { valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { type Condition, lastName, place, type Scope } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import { packageOf } from "../flow/types.ts";
import { conjuncts } from "../flow/walk.ts";
import type { Expression } from "../go/ast.ts";

const PACKAGES =
  /^(golang\.org\/x\/(term|crypto\/ssh\/terminal)|github\.com\/(mattn\/go-isatty|moby\/term))$/;

/** `term.IsTerminal(0)`, also through a function of the program. */
function asks(analysis: Analysis, expression: Expression | undefined, scope: Scope, depth = 0): boolean {
  if (expression?.kind !== "call") return false;
  const { callee } = expression;
  if (lastName(callee) === "IsTerminal") return PACKAGES.test(packageOf(callee, scope) ?? "");
  const called = depth < 2 ? calledFunction(analysis.program, callee, scope) : null;
  const [only, ...others] = called?.scope.returns ?? [];
  return called !== null && others.length === 0 && asks(analysis, only?.[0], called.scope, depth + 1);
}

interface Asked {
  readonly at: number;
  /** Those that let the program go on. */
  readonly flags: readonly string[];
}

/** Null where the condition asks for no terminal, or for something else as well. */
function askedBy(analysis: Analysis, { statement, scope }: Condition): Asked | null {
  const sides = statement.condition ? conjuncts(statement.condition) : [];
  const denied = sides.flatMap((one) => (one.kind === "unary" && one.operator === "!" ? [one.operand] : []));
  const asking = denied.find((one) => asks(analysis, one, scope));
  if (denied.length < sides.length || asking?.kind !== "call") return null;
  const others = denied.filter((one) => one !== asking);
  const flags = others.map((one) => valueIn(analysis, one, scope)?.sources.find((two) => /^flag:/.test(two)));
  const known = flags.filter((one) => one !== undefined);
  return known.length === flags.length ? { at: asking.at, flags: known } : null;
}

export function terminalWarning(analysis: Analysis): readonly Warning[] {
  for (const one of analysis.program.conditions) {
    const { statement, scope, guards } = one;
    const asked = askedBy(analysis, one);
    if (asked === null || asked.flags.some((flag) => analysis.memo.switches.has(flag))) continue;
    if (!isFatalHere(analysis, statement.then, scope) || isOff(analysis, guards, scope)) continue;
    const names = asked.flags.map((flag) => flag.slice("flag:".length));
    const remedy =
      names.length > 0 ? `give ${names.join(" or ")} with --args` : "start the container with a terminal";
    const message = `the program ends at once where its input is no terminal, as in a container: ${remedy}`;
    const evidence = place(scope.file, asked.at);
    return [{ code: "arguments-required", message, evidence, blocksBuild: false }];
  }
  return [];
}
