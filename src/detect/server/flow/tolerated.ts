/** Code that goes on in spite of an error. */
import type { Expression, FunctionDeclaration, Statement } from "../go/ast.ts";
import { callersOf } from "./callers.ts";
import type { Analysis } from "./context.ts";
import { endsHere } from "./exit-codes.ts";
import { type CallSite, type Condition, isNil, lastName, outermostFunction, type Scope } from "./program.ts";
import { givesInstead, isOfMissing, tests, whereMissing } from "./tested-errors.ts";
import { isErrorType, splitName, typeName } from "./types.ts";
import { conjuncts, someExpression } from "./walk.ts";

const DEEPEST = 5;

/** `!errors.Is(err, os.ErrNotExist)`: what is not there is no error. */
function isOtherThanMissing(condition: Expression | null): boolean {
  return condition?.kind === "unary" && condition.operator === "!" && isOfMissing(condition.operand);
}

/** Statements with those of every block inside that a missing file leads to. */
function allOf(statements: readonly Statement[]): readonly Statement[] {
  return statements.flatMap((one) => {
    if (one.kind === "if" && isOtherThanMissing(one.condition)) return [one, ...allOf(one.otherwise)];
    if (one.kind === "if") return [one, ...allOf(one.then), ...allOf(one.otherwise)];
    if (one.kind === "block") return [one, ...allOf(one.body)];
    return one.kind === "switch" ? [one, ...one.cases.flatMap(({ body }) => allOf(body))] : [one];
  });
}

function givesError({ node }: Scope): boolean {
  return isErrorType(node?.results.at(-1)?.type);
}

/** `fail(err)`, `errs <- err`, `result = err`: what becomes of the error is not in sight. */
function handsOn(statement: Statement): boolean {
  if (statement.kind === "assign") return statement.values.some((value) => /err$/i.test(lastName(value)));
  if (statement.kind !== "expression") return false;
  const { value } = statement;
  return (
    value.kind !== "call" || /fatal|exit|die|crash|abort|fail|must|panic|check/i.test(lastName(value.callee))
  );
}

/** Whether the code behind a failed call neither ends the program nor hands an error on to who would. */
function isLeftAlone(analysis: Analysis, body: readonly Statement[], scope: Scope, depth: number): boolean {
  return allOf(whereMissing(body)).every((statement) => {
    if (endsHere(analysis, [statement], scope) || handsOn(statement)) return false;
    if (statement.kind !== "return") return true;
    const last = statement.values.at(-1);
    // A bare return may leave main; that of a handler leaves the others to answer.
    if (!last) return answersRequests(outermostFunction(scope));
    if (givesInstead(statement.values, scope)) return true;
    return isNil(last) || !givesError(scope) || isTolerated(analysis, scope, depth + 1);
  });
}

/** `if value, err := f(); err == nil { ... }`: behind it nobody knows of the error. */
function isSuccess({ statement: { init, condition } }: Condition, { call }: CallSite): boolean {
  if (init?.kind !== "assign" || !init.values.includes(call)) return false;
  return someExpression(
    condition,
    (inner) => inner.kind === "binary" && inner.operator === "==" && isNil(inner.right),
  );
}

/** `value, _ := f()`. */
function isDropped({ call, scope }: CallSite, { results }: FunctionDeclaration): boolean {
  const given = [...scope.bindings.values()].flat().filter(({ value }) => value === call);
  return given.length > 0 && given.every((one) => one.defines && one.result < results.length - 1);
}

/** Whether a condition tests the error of the call, also beside what else it asks: `err != nil && err != ErrNone`. */
function isAsked({ statement, scope, guards }: Condition, site: CallSite): boolean {
  const parts = statement.condition ? conjuncts(statement.condition) : [];
  return [statement.condition, ...parts].some((condition) =>
    tests({ statement: { ...statement, condition }, scope, guards }, site),
  );
}

/** Whether the code is seen to go on where the call of that function gives an error. */
export function goesOn(analysis: Analysis, site: CallSite, called: FunctionDeclaration, depth = 0): boolean {
  const { call, scope } = site;
  if (isDropped(site, called)) return true;
  if (scope.returns.some((values) => values.at(-1) === call)) return isTolerated(analysis, scope, depth + 1);
  const found = (analysis.program.conditionsIn.get(scope.file) ?? []).flatMap((one) => {
    if (isSuccess(one, site)) return [one.statement.otherwise];
    return isAsked(one, site) ? [one.statement.then] : [];
  });
  return found.length > 0 && found.every((body) => isLeftAlone(analysis, body, scope, depth));
}

/** What web frameworks hand to whatever answers a request. */
const REQUESTS = /(gin-gonic\/gin|labstack\/echo|gofiber\/fiber|kataras\/iris|valyala\/fasthttp)(\/v\d+)?$/;

/** `func metadata(w http.ResponseWriter, r *http.Request) error`: whoever asks is told of the error, and others may ask. */
export function answersRequests({ node, file }: Scope): boolean {
  return (node?.parameters ?? []).some(({ type }) => {
    const [path, name] = splitName(typeName({ expression: type, file }) ?? "");
    return path === "net/http" ? name === "ResponseWriter" : REQUESTS.test(path) && /C(ontex|tx)/.test(name);
  });
}

/** Whether all that call the function around go on in spite of its error. */
export function isTolerated(analysis: Analysis, scope: Scope, depth = 0): boolean {
  const outer = outermostFunction(scope);
  const { node } = outer;
  if (depth > DEEPEST || scope !== outer || node?.kind !== "declaration") return false;
  if (answersRequests(outer)) return true;
  const callers = callersOf(analysis, outer);
  return callers.length > 0 && callers.every((caller) => goesOn(analysis, caller, node, depth));
}
