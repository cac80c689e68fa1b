/** Whether code ends the program in the end: at once, by an error that comes to main, or with others that it collects. */
import type { Expression, Name, Return, Statement } from "../go/ast.ts";
import { isByChoice } from "./by-choice.ts";
import { callersOf } from "./callers.ts";
import { isChecked } from "./checkers.ts";
import { isCommandError, runsCommand } from "./command-errors.ts";
import type { Analysis } from "./context.ts";
import { isFatalHere } from "./errors.ts";
import { endsHere } from "./exit-codes.ts";
import { endsAtOnce, MADE_ERROR, returnedLast, servesFirst, testedForAbsence } from "./fatal.ts";
import { isOff, isSurelyOn } from "./guards.ts";
import { listedCallsOf } from "./listed-calls.ts";
import { namesIn } from "./names.ts";
import {
  type CallSite,
  type Condition,
  isMain,
  isNil,
  isZero,
  lastName,
  outermostFunction,
  type Scope,
} from "./program.ts";
import { tests } from "./tested-errors.ts";
import { answersRequests } from "./tolerated.ts";
import { lookUp } from "./types.ts";
import { someExpression } from "./walk.ts";

/** Functions that hand a list on to each other. */
const DEEPEST = 4;

/** `fmt.Errorf("no key")`, `ErrNoKey`. */
function isError(value: Expression | undefined): boolean {
  if (value?.kind === "call") return MADE_ERROR.test(lastName(value.callee));
  return value !== undefined && /^(err|Err[A-Z])/.test(lastName(value));
}

function isGiven(value: Expression | undefined): boolean {
  return value !== undefined && !isNil(value);
}

/** Whether anything is returned last, as an error is. */
function returnsAny(statements: readonly Statement[]): boolean {
  return statements.some((one) => one.kind === "return" && isGiven(one.values.at(-1)));
}

function returnsError(statements: readonly Statement[], scope: Scope): boolean {
  return statements.some((one) => one.kind === "return" && isError(returnedLast(one, scope)));
}

function isNamed(expression: Expression | undefined, name: string): boolean {
  return expression?.kind === "name" && expression.name === name;
}

/** `return loadStored()` in place of `return errors.New("no host")`: what it gives may be no error. */
function maySucceed({ values }: Return): boolean {
  const [only, ...others] = values;
  return only?.kind === "call" && others.length === 0 && !/err|new|wrap|fail/i.test(lastName(only.callee));
}

/** `if count > 0 { return nil }` before it in the function, as far as nothing shows that it is not taken. */
function mayBeOver(analysis: Analysis, around: Scope, before: number): boolean {
  const outer = outermostFunction(around);
  return (analysis.program.conditionsIn.get(around.file) ?? []).some(({ statement, scope }) => {
    const { condition, then } = statement;
    const last = then.at(-1);
    if (outermostFunction(scope) !== outer || last?.kind !== "return") return false;
    if (!condition || !("at" in condition) || condition.at >= before) return false;
    // What was made before, or could not be made, is there only later, or ends the program itself.
    const isOfNil = condition.kind === "binary" && [condition.left, condition.right].some(isNil);
    const gives = last.values.at(-1);
    const isInstead = testedForAbsence(condition).length > 0 && maySucceed(last);
    if (isOfNil || (gives && !isNil(gives) && !isInstead)) return false;
    return !isOff(analysis, [{ condition, negated: false, scope }], scope);
  });
}

/** Whether an error of the call ends the program, where nobody has to choose that it runs. */
function endsBy(analysis: Analysis, site: CallSite, seen: readonly Scope["node"][]): boolean {
  const { call, scope, guards } = site;
  if (isByChoice(analysis, guards) || mayBeOver(analysis, scope, call.at)) return false;
  if (scope.returns.some((values) => values.at(-1) === call) && isHandedOn(analysis, scope, seen))
    return true;
  if (isChecked(analysis, site)) return true;
  return (analysis.program.conditionsIn.get(scope.file) ?? []).some((one) => {
    if (!tests(one, site)) return false;
    const { then } = one.statement;
    return endsHere(analysis, then, one.scope) || (returnsAny(then) && isHandedOn(analysis, one.scope, seen));
  });
}

/** Whether an error that the function gives ends the program. */
function isHandedOn(analysis: Analysis, scope: Scope, seen: readonly Scope["node"][] = []): boolean {
  if (isCommandError(analysis, scope)) return true;
  const outer = outermostFunction(scope);
  if (seen.includes(outer.node) || answersRequests(outer)) return false;
  const callers = [...callersOf(analysis, outer), ...listedCallsOf(analysis, outer)];
  return callers.some((caller) => endsBy(analysis, caller, [...seen, outer.node]));
}

/** `missing` of `append(missing, "KEY")`, `errs` of `errors.Join(errs, err)`, `text` of `text + "no key"`. */
function addedTo(value: Expression | null | undefined): Name | null {
  const isJoined = value?.kind === "call" && /^(append|Join)$/.test(lastName(value.callee));
  const isText = value?.kind === "binary" && value.operator === "+" && value.right.kind !== "number";
  const list = isJoined ? value.args[0] : isText ? value.left : undefined;
  return list?.kind === "name" ? list : null;
}

/** The list of `missing = append(missing, "KEY")`, `text += "no key"` and `return append(errs, err)`. */
function listOf(statement: Statement): string | null {
  if (statement.kind !== "assign" && statement.kind !== "return") return null;
  const list = addedTo(statement.kind === "return" ? statement.values.at(-1) : statement.values[0]);
  if (!list) return null;
  return statement.kind === "return" || isNamed(statement.targets[0], list.name) ? list.name : null;
}

/** The list of `len(missing) > 0`, `errs != nil`. */
function askedFor(condition: Expression | null): Name | null {
  if (condition?.kind !== "binary" || !/^(>|!=)$/.test(condition.operator)) return null;
  const { left, right } = condition;
  const isLength = left.kind === "call" && lastName(left.callee) === "len";
  const asked = isLength ? left.args[0] : isZero(right) ? left : null;
  return asked?.kind === "name" ? asked : null;
}

/** `if missing := find(); len(missing) > 0 { log.Fatal(missing) }` of a call that gives the list, or returns it as an error. */
function endsWithAny(analysis: Analysis, { call, scope }: CallSite): boolean {
  return (analysis.program.conditionsIn.get(scope.file) ?? []).some(({ statement, scope: where }) => {
    const asked = askedFor(statement.condition);
    const given = asked ? (lookUp(asked.name, where)?.definitions ?? []) : [];
    if (!given.some(({ value }) => value === call)) return false;
    const { then } = statement;
    return endsAtOnce(then, where) || (returnsAny(then) && isHandedOn(analysis, where));
  });
}

/** `errs = c.Database.validate(errs)`: the list goes on under a name of the caller. */
function endsFurther(analysis: Analysis, { call, scope }: CallSite, depth: number): boolean {
  const bindings = [...outermostFunction(scope).bindings];
  return bindings.some(
    ([name, definitions]) =>
      definitions.some(({ value }) => value === call) && endsWith(analysis, name, scope, depth + 1),
  );
}

/** Whether a function ends the program, or gives an error that does, where it has collected anything in the list. */
function endsWith(analysis: Analysis, name: string, scope: Scope, depth = 0): boolean {
  const outer = outermostFunction(scope);
  const returned = outer.returns.some((values) => {
    const last = values.at(-1);
    return last !== undefined && someExpression(last, (inner) => isNamed(inner, name));
  });
  const asked = (analysis.program.conditionsIn.get(scope.file) ?? []).filter(
    (one) => outermostFunction(one.scope) === outer && askedFor(one.statement.condition)?.name === name,
  );
  return (
    asked.some(({ statement: { then }, scope: where }) => endsAtOnce(then, where)) ||
    ((returned || asked.some(({ statement: { then }, scope: where }) => returnsError(then, where))) &&
      isHandedOn(analysis, outer)) ||
    (returned &&
      depth < DEEPEST &&
      callersOf(analysis, outer).some(
        (caller) => endsWithAny(analysis, caller) || endsFurther(analysis, caller, depth),
      ))
  );
}

/** Functions that tell whoever starts the program why it ends. */
const SAYS = /print|usage|help|log|err|warn|info|debug|write/i;

function says(statement: Statement): boolean {
  const call = statement.kind === "expression" && statement.value.kind === "call" ? statement.value : null;
  return call !== null && SAYS.test(namesIn(call.callee)) && !call.args.some(servesFirst);
}

function isHelp(value: Expression | undefined): boolean {
  return value?.kind === "call" && /^(Help|Usage|Show\w*Help)$/.test(lastName(value.callee));
}

/** `fmt.Println("no token")` and a bare return in main itself, `return cmd.Help()` in what a command runs. */
function leavesMain(analysis: Analysis, statements: readonly Statement[], scope: Scope): boolean {
  const last = statements.at(-1);
  if (last?.kind !== "return" || !statements.slice(0, -1).every(says)) return false;
  if (isMain(scope)) return true;
  const [value] = last.values;
  const isOver = value && !isNil(value) ? isHelp(value) : statements.length > 1;
  return isOver && runsCommand(analysis, scope);
}

/** Whether the program may end where a condition holds, by the look of what stands under it. */
export function mayComeToEnd(analysis: Analysis, { statement: { then }, scope }: Condition): boolean {
  return (
    isFatalHere(analysis, then, scope) ||
    leavesMain(analysis, then, scope) ||
    returnsError(then, scope) ||
    then.some((one) => listOf(one) !== null)
  );
}

/** `if host == "" { return loadStored() }` before each call of the function: by default none is come to. */
function isPassedOver(analysis: Analysis, scope: Scope): boolean {
  const callers = callersOf(analysis, outermostFunction(scope));
  return callers.length > 0 && callers.every((one) => mayBeOver(analysis, one.scope, one.call.at));
}

/** `if err == nil { return stored, nil }` before the end: another place may have what is missing. */
function maySucceedElsewhere(statements: readonly Statement[]): boolean {
  return statements.some((one) => {
    const last = one.kind === "if" ? one.then.at(-1) : undefined;
    const error = last?.kind === "return" ? last.values.at(-1) : undefined;
    return error !== undefined && isNil(error);
  });
}

/** Whether the program ends where a condition holds that it comes to. */
export function comesToEnd(analysis: Analysis, condition: Condition): boolean {
  const { statement, scope } = condition;
  const { then: statements } = statement;
  if (maySucceedElsewhere(statements)) return false;
  if (isFatalHere(analysis, statements, scope)) return !isPassedOver(analysis, scope);
  if (!isSurelyOn(analysis, condition.guards, scope)) return false;
  if (mayBeOver(analysis, scope, statement.condition?.at ?? 0)) return false;
  if (leavesMain(analysis, statements, scope)) return true;
  if (returnsError(statements, scope) && isHandedOn(analysis, scope)) return true;
  return statements.some((one) => {
    const list = listOf(one);
    return list !== null && endsWith(analysis, list, scope);
  });
}
