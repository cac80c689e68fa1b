/** Programs that end at once where no argument follows their name. */
import { callersOf, givenToSelected } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { asksForAny, type Counts, countOf, HOLDS, isArgs, isNumber } from "../flow/counts.ts";
import { endsAtOnce, isFatal, testedForAbsence } from "../flow/fatal.ts";
import { isOff, isOn } from "../flow/guards.ts";
import { field } from "../flow/literals.ts";
import { isMain, lastName, outermostFunction, place, type Scope } from "../flow/program.ts";
import { lookUp, onlyValue } from "../flow/types.ts";
import type { Call, Expression, Statement } from "../go/ast.ts";
import type { Required } from "./required-flags.ts";
import { isReached, isRunning } from "./running.ts";
import { isInAction } from "./urfave.ts";

/** Whether the condition finds too few arguments. */
export function lacks(
  analysis: Analysis,
  condition: Expression | null,
  scope: Scope,
  counts: Counts,
): boolean {
  if (condition?.kind === "unary" && condition.operator === "!")
    return counts.bare !== null && asksForAny(condition.operand, scope);
  if (condition?.kind !== "binary") return false;
  const { operator, left, right } = condition;
  const lacking = (side: Expression) => lacks(analysis, side, scope, counts);
  if (operator === "||") return lacking(left) || lacking(right);
  // What would stand in for the arguments is not there either.
  if (operator === "&&")
    return (
      (lacking(left) && isLeftOut(analysis, right, scope)) ||
      (lacking(right) && isLeftOut(analysis, left, scope))
    );
  const count = countOf(left, scope, counts) ?? countHanded(analysis, left, scope, counts);
  if (count === null || right.kind !== "number") return isFirstEmpty(condition, scope, counts);
  return HOLDS[operator]?.(count, Number(right.text)) ?? false;
}

/** `len(args)` in a function that is handed them where alone it is called: `parse(flag.Args())`. */
function countHanded(
  analysis: Analysis,
  expression: Expression,
  scope: Scope,
  counts: Counts,
): number | null {
  const [list] = expression.kind === "call" && lastName(expression.callee) === "len" ? expression.args : [];
  const found = list?.kind === "name" ? lookUp(list.name, scope) : null;
  const index = found?.parameter ? (found.scope.node?.parameters.indexOf(found.parameter) ?? -1) : -1;
  const [only, ...others] = found && index >= 0 ? callersOf(analysis, found.scope) : [];
  const handed = only?.call.args[index];
  if (expression.kind !== "call" || !only || !handed || others.length > 0) return null;
  return countOf({ ...expression, args: [handed] }, only.scope, counts);
}

/** Whether the condition finds that nobody gave a flag: `*config == ""`, `len(files) == 0` after `flag.Var(&files, ...)`. */
function isLeftOut(analysis: Analysis, condition: Expression, scope: Scope): boolean {
  const [tested] = testedForAbsence(condition);
  const isRepeated = (analysis.program.calls.get("Var") ?? []).some(({ call: { args } }) => {
    const [given] = args;
    return (
      given?.kind === "unary" &&
      given.operator === "&" &&
      tested &&
      lastName(given.operand) === lastName(tested)
    );
  });
  return isRepeated || isOn(analysis, [{ condition, negated: false, scope }]);
}

/** `flag.Arg(0) == ""`, also of a variable that holds it and nothing else. */
function isFirstEmpty(condition: Expression, scope: Scope, counts: Counts): boolean {
  if (condition.kind !== "binary" || condition.operator !== "==") return false;
  const { left, right } = condition;
  const isEmpty = right.kind === "string" && right.value === "";
  const tested = left.kind === "name" ? onlyValue(left, scope) : left;
  return isEmpty && counts.bare === 0 && tested?.kind === "call" && isArgZero(tested);
}

function isArgZero({ callee, args }: Call): boolean {
  return lastName(callee) === "Arg" && isNumber(args[0], 0);
}

const SAYS = /usage|help|print|fatal|exit|panic|die|log|err|warn|info|fail/i;
const ENDS = /^(Fatal\w*|Exit|panic|Panic\w*|usage\w*|Usage\w*|die|fatal\w*|exit\w*|Show\w*HelpAndExit)$/;

/** A statement that prints, or chooses between several that do. */
export function says(statement: Statement): boolean {
  if (statement.kind === "if") return [...statement.then, ...statement.otherwise].every(says);
  const { kind } = statement;
  return (
    kind === "expression" && statement.value.kind === "call" && SAYS.test(lastName(statement.value.callee))
  );
}

/** Statements that say how the program is used and end it, and do nothing else. */
function onlyEnds(statements: readonly Statement[], scope: Scope): boolean {
  const last = statements.at(-1);
  const isSaid = statements.every((one) => (one.kind === "return" ? one === last : says(one)));
  if (!isSaid || !last) return false;
  if (last.kind === "expression")
    return (
      endsAtOnce([last], scope) || (last.value.kind === "call" && ENDS.test(lastName(last.value.callee)))
    );
  if (last.kind !== "return") return false;
  const value = last.values.at(-1);
  if (value === undefined) return statements.length > 1 && isMain(outermostFunction(scope));
  if (value.kind === "number") return Number(value.text) !== 0;
  return value.kind === "call" && /err|exit|usage|^New$/i.test(lastName(value.callee));
}

/** `flag.Arg(0)`, `os.Args[1]`. */
function isFirst(expression: Expression, scope: Scope): boolean {
  if (expression.kind === "call") return isArgZero(expression);
  return expression.kind === "index" && isArgs(expression.base, scope) && isNumber(expression.index[0], 1);
}

/** `if c.Path == "" { return errors.New("path is required") }`, where the field is given the first argument. */
function demandedFields(analysis: Analysis, counts: Counts): Required[] {
  if (counts.bare !== 0) return [];
  const { program } = analysis;
  return program.conditions.flatMap(({ statement, scope, guards }) => {
    const missing = testedForAbsence(statement.condition).some((tested) => {
      if (tested.kind !== "selector") return false;
      const given = givenToSelected(analysis, tested, scope);
      return (
        given.some((one) => isFirst(one.value, one.scope)) &&
        !given.some(({ value }) => value.kind === "string")
      );
    });
    if (!missing || !isFatal(statement.then, scope)) return [];
    if (!isOn(analysis, guards) || isOff(analysis, guards, scope) || !isReached(analysis, scope)) return [];
    return [{ flag: null, evidence: place(scope.file, statement.condition?.at ?? 0) }];
  });
}

/** `if len(os.Args) != 2 { log.Fatal(usage) }`. */
function checked(analysis: Analysis, counts: Counts): Required[] {
  return analysis.program.conditions.flatMap(({ statement, scope, guards }) => {
    const { condition, then } = statement;
    if (!condition || !lacks(analysis, condition, scope, counts) || !onlyEnds(then, scope)) return [];
    if (!isOn(analysis, guards) || isOff(analysis, guards, scope)) return [];
    if (!isReached(analysis, scope) && !isInAction(analysis, scope)) return [];
    return [{ flag: null, evidence: place(scope.file, condition.at) }];
  });
}

/** `Args: cobra.ExactArgs(1)` of the command that the service is started with. */
function demanded(analysis: Analysis): Required[] {
  return (analysis.program.composites.get("Command") ?? []).flatMap(({ composite, scope }) => {
    const check = field(composite, "Args");
    if (!check || !asksForSome(check) || !isRunning(analysis, composite)) return [];
    return [{ flag: null, evidence: place(scope.file, check.at) }];
  });
}

function asksForSome(check: Expression): boolean {
  if (check.kind !== "call") return false;
  const [first] = check.args;
  if (lastName(check.callee) === "MatchAll") return check.args.some(asksForSome);
  const least = first?.kind === "number" ? Number(first.text) : 0;
  return /^(ExactArgs|MinimumNArgs|RangeArgs|ExactValidArgs)$/.test(lastName(check.callee)) && least > 0;
}

/** @param words those that the service is started with; one that follows a flag may be its value */
export function positionals(analysis: Analysis, words: readonly string[]): readonly Required[] {
  const flags = words.filter((one) => one.startsWith("-")).length;
  const counts: Counts = {
    all: words.length,
    bare: flags > 0 && flags < words.length ? null : words.length - flags,
  };
  return [...checked(analysis, counts), ...demanded(analysis), ...demandedFields(analysis, counts)];
}
