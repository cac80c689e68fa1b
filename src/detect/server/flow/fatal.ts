import type { Call, Expression, FunctionDeclaration, Return, Statement } from "../go/ast.ts";
import { isZero, lastName, type Scope } from "./program.ts";
import { lookUp, onlyValue } from "./types.ts";
import { chainedCalls } from "./walk.ts";

const ENDS = /^(panic|Panic(f|ln|w)?|Fatal(f|ln|w|Context)?|Exit(f|ln)?|Goexit)$/;
/** Functions that make an error, or add to one what their library knows of it. */
export const MADE_ERROR =
  /^(Errorf|Newf?|NewError|Wrapf?|WithStack|WithMessagef?|Annotatef?|Mark|Exit|NewExitError)$/;
/** `ErrNoKey`, `config.ErrNoKey`: an error that a variable of a package holds. */
export const HELD_ERROR = /^[Ee]rr[A-Z]/;
/** Where such an error is about the configuration: what validates requests gives such errors as well. */
const CONFIGURES = /(?<!re)load|config|cfg|env|setting|setup|init|main|bootstrap/i;
/** Functions whose error ends the program as far as one can tell: they run before it serves. */
const STARTS =
  /(?<!re)load|config|cfg|env|setting|setup|init|main|run|start|parse|validate|must|require|bootstrap|^New/i;

/** `log.Fatal().Err(err).Msg("no key")` ends by its first call. */
function calls(statement: Statement): Call[] {
  if (statement.kind === "expression") return chainedCalls(statement.value);
  return statement.kind === "block" ? statement.body.flatMap(calls) : [];
}

function functionName({ node, parent }: Scope): string {
  if (node?.kind === "declaration") return node.name;
  return parent ? functionName(parent) : "";
}

const SERVES = /^(Listen|Serve|Run|Start|Execute|Wait|Main)/;

/** The argument of `log.Fatal(http.ListenAndServe(addr, nil))`, also in what is made of it: the program serves first. */
export function servesFirst(argument: Expression): boolean {
  if (argument.kind !== "call") return false;
  return SERVES.test(lastName(argument.callee)) || argument.args.some(servesFirst);
}

/**
 * panic, log.Fatal, os.Exit.
 * @param scope where functions of the package are looked for that do it
 */
export function endsAtOnce(statements: readonly Statement[], scope: Scope | null = null, depth = 0): boolean {
  return statements.flatMap(calls).some((call) => {
    const ends =
      ENDS.test(lastName(call.callee)) ||
      (scope && (isCritical(call.callee, scope) || neverReturns(call.callee, scope, depth)));
    return ends && !call.args.some(servesFirst);
  });
}

/** `log.Crit("no key")` of go-ethereum's log ends the program; those of others only say so. */
function isCritical(callee: Expression, { file }: Scope): boolean {
  return lastName(callee) === "Crit" && file.importPaths.has("github.com/ethereum/go-ethereum/log");
}

/** Helpers that call helpers. */
const DEEPEST = 2;

/** `fail("no key")` of a function that ends the program whatever it is handed, `exit(1)` of `var exit = os.Exit`. */
function neverReturns(callee: Expression, scope: Scope, depth: number): boolean {
  if (callee.kind !== "name" || depth > DEEPEST) return false;
  const held = lookUp(callee.name, scope)?.definitions ?? [];
  if (held.some(({ value }) => value?.kind === "selector" && ENDS.test(value.name))) return true;
  const only = onlyValue(callee, scope);
  const literal = only?.kind === "function" ? only : null;
  const called = literal ?? scope.file.package.functions.get(callee.name)?.declaration;
  return called !== undefined && endsAlways(called, scope, depth + 1);
}

/** Whether a function gives nothing and ends the program whatever it is handed. */
export function endsAlways(
  { body, results }: Pick<FunctionDeclaration, "body" | "results">,
  scope: Scope,
  depth = 1,
): boolean {
  return results.length === 0 && !body.some(mayReturn) && comesToEnd(body, scope, depth);
}

function mayReturn(statement: Statement): boolean {
  switch (statement.kind) {
    case "return":
      return true;
    case "if":
      return [...statement.then, ...statement.otherwise].some(mayReturn);
    case "block":
      return statement.body.some(mayReturn);
    case "switch":
      return statement.cases.some(({ body }) => body.some(mayReturn));
    default:
      return false;
  }
}

/** Whether the last of the statements ends the program, whichever branch it takes. */
function comesToEnd(body: readonly Statement[], scope: Scope, depth: number): boolean {
  const last = body.at(-1);
  if (last?.kind === "if")
    return [last.then, last.otherwise].every((branch) => comesToEnd(branch, scope, depth));
  if (last?.kind === "switch" && last.cases.some(({ values }) => values.length === 0))
    return last.cases.every(({ body: branch }) => comesToEnd(branch, scope, depth));
  return last !== undefined && endsAtOnce([last], scope, depth);
}

/** `&ConfigError{Field: "url"}`, of a type that is called so. */
function isErrorLiteral(value: Expression | undefined): boolean {
  const literal = value?.kind === "unary" && value.operator === "&" ? value.operand : value;
  return literal?.kind === "composite" && /(Error|Err)$/.test(lastName(literal.type));
}

/** What is returned last; undefined for `return store.New(path)`, whose call gives a store and perhaps no error. */
export function returnedLast({ values }: Return, { node }: Scope): Expression | undefined {
  const [only, ...others] = values;
  const givesAll = only?.kind === "call" && others.length === 0 && (node?.results.length ?? 0) > 1;
  return givesAll ? undefined : values.at(-1);
}

/** Whether the statements end the program: panic, log.Fatal, os.Exit, or an error of a function that sets up. */
export function isFatal(statements: readonly Statement[], scope: Scope): boolean {
  for (const statement of statements) {
    if (endsAtOnce([statement], scope)) return true;
    if (statement.kind === "return") {
      const last = returnedLast(statement, scope);
      const maker = last?.kind === "call" ? lastName(last.callee) : "";
      const isMade = maker === "Error" || MADE_ERROR.test(maker) || isErrorLiteral(last);
      const isHeld = (last?.kind === "name" || last?.kind === "selector") && HELD_ERROR.test(last.name);
      if ((isMade ? STARTS : isHeld ? CONFIGURES : null)?.test(functionName(scope))) return true;
    }
  }
  return false;
}

/** What a condition finds missing or too short: `x == ""`, `len(x) < 32`, `len(x) != 32`, `!ok`, also joined by `||`. */
export function testedForAbsence(condition: Expression | null): Expression[] {
  if (condition?.kind === "unary" && condition.operator === "!") return [condition.operand];
  if (condition?.kind !== "binary") return [];
  const { operator, left, right } = condition;
  if (operator === "||") return [...testedForAbsence(left), ...testedForAbsence(right)];
  // `len(x) != 0` finds something there.
  if (operator === "!=" && isZero(right)) return [];
  if (/^(<=?|!=)$/.test(operator)) return right.kind === "number" ? lengthOf(left) : [];
  if (operator !== "==") return [];
  const sides = [left, right];
  const empty = sides.find(isZero);
  const tested = sides.find((side) => side !== empty);
  if (!empty || !tested) return [];
  const wrapped =
    tested.kind === "call" && /^(len|TrimSpace|Trim|ToLower|ToUpper)$/.test(lastName(tested.callee));
  return [(wrapped ? tested.args[0] : null) ?? tested];
}

/** `x` of `len(x)`: a key that is too short is as good as none. */
function lengthOf(expression: Expression): Expression[] {
  const isLength = expression.kind === "call" && lastName(expression.callee) === "len";
  return isLength ? expression.args.slice(0, 1) : [];
}
