/** What a helper that reads a variable does where it is not set. */
import type { Analysis } from "../flow/context.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { failed } from "../flow/evaluate-calls.ts";
import { endsAtOnce, testedForAbsence } from "../flow/fatal.ts";
import { isNil, isZero, lastName, outermostFunction } from "../flow/program.ts";
import { isErrorType } from "../flow/types.ts";
import { isKnown } from "../flow/value.ts";
import type { Expression, FunctionDeclaration, Statement } from "../go/ast.ts";
import type { EnvironmentRead } from "./reads.ts";

function isError(value: Expression | undefined): boolean {
  if (value?.kind === "call") return /^(Errorf|New|Wrapf?|Error)$/.test(lastName(value.callee));
  return value !== undefined && /^err|Err/.test(lastName(value));
}

/** What a condition finds there, by `value != ""`, `len(value) > 0` or `ok` itself, also joined to others by `&&`. */
export function testedForPresence(condition: Expression | null): Expression | null {
  if (condition?.kind === "name")
    return /^(ok|exists?|found|present|has|isSet)$/i.test(condition.name) ? condition : null;
  if (condition?.kind !== "binary") return null;
  const { operator, left, right } = condition;
  if (operator === "&&") return testedForPresence(left) ?? testedForPresence(right);
  return isZero(right) && (operator === "!=" || operator === ">") ? left : null;
}

function failsUnset(body: readonly Statement[]): boolean {
  for (const [index, statement] of body.entries()) {
    if (statement.kind === "return") return isError(statement.values.at(-1));
    if (statement.kind !== "if") continue;
    const { condition, then, otherwise } = statement;
    const last = then.at(-1);
    if (testedForAbsence(condition).length > 0) return last?.kind === "return" && isError(last.values.at(-1));
    if (testedForPresence(condition)) return failsUnset([...otherwise, ...body.slice(index + 1)]);
  }
  return false;
}

/** Whether it gives an error. */
export function givesErrorUnset({ results, body }: FunctionDeclaration): boolean {
  return isErrorType(results.at(-1)?.type) && failsUnset(body);
}

/** `if value := os.Getenv(key); value != "" { return value, nil }`: of several names that it is handed one will do. */
export function takesAnyOf({ body }: FunctionDeclaration): boolean {
  return body.some((statement) => {
    if (statement.kind !== "if" || testedForPresence(statement.condition) === null) return false;
    const last = statement.then.at(-1);
    const error = last?.kind === "return" && last.values.length > 1 ? last.values.at(-1) : undefined;
    return error !== undefined && isNil(error);
  });
}

/** `fallback` of `fallback == nil`, of a helper that takes a fallback of any type. */
function comparedWithNil(condition: Expression | null): Expression | undefined {
  return condition?.kind === "binary" && condition.operator === "==" && isNil(condition.right)
    ? condition.left
    : undefined;
}

/** Whether this call of it ends the program: `if fallback != "" { return fallback }; log.Fatal()` with no fallback. */
export function endsUnset(
  analysis: Analysis,
  { name, call, scope }: EnvironmentRead,
  { parameters, body }: FunctionDeclaration,
): boolean {
  const isGiven = (tested: Expression): boolean => {
    const index = parameters.findIndex((one) => one.name === lastName(tested));
    const handed = call.args[index];
    return index >= 0 && !(handed && isNil(handed)) && textOf(analysis, handed, scope) !== "";
  };
  const ends = (statements: readonly Statement[]): boolean => {
    for (const [index, statement] of statements.entries()) {
      if (endsAtOnce([statement])) return true;
      if (statement.kind === "return") return false;
      if (statement.kind !== "if") continue;
      const { condition, then, otherwise } = statement;
      const there = testedForPresence(condition);
      const [missing] = testedForAbsence(condition);
      const tested = there ?? missing ?? comparedWithNil(condition);
      if (!tested) continue;
      const taken = (there !== null) === isGiven(tested) ? then : otherwise;
      return ends([...taken, ...statements.slice(index + 1)]);
    }
    return false;
  };
  // Where it is handed more, that may be a fallback in whatever way, such as the name of another variable; a sentence
  // says why it ends.
  const texts = call.args.map((argument) => textOf(analysis, argument, scope));
  return texts.every((text) => text === null || text === "" || text === name || / /.test(text)) && ends(body);
}

/** `if key := os.Getenv("KEY"); key != "" { return key, nil }` before another value that the function gives, of a file or made anew. */
export function givesAnother(analysis: Analysis, { name, scope }: EnvironmentRead): boolean {
  const outer = outermostFunction(scope);
  const given = (result: number) =>
    outer.returns.flatMap((returned) => {
      const expression = returned[result];
      return expression && !failed(returned, result) ? [valueIn(analysis, expression, outer)] : [];
    });
  return outer.returns.some((returned) =>
    returned.some((_, result) => {
      const values = given(result);
      return values.some((value) => value?.sources.includes(`env:${name}`)) && !values.every(isKnown);
    }),
  );
}
