/** Paths that the middleware for authentication lets through. */

import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { listed, literalOf, rangedList } from "../flow/literals.ts";
import { lastName, outermostFunction, type Scope } from "../flow/program.ts";
import { lookUp } from "../flow/types.ts";
import type { Expression, Statement } from "../go/ast.ts";
import { letsPass } from "./answers.ts";
import { isUrlPath } from "./comparisons.ts";

const AUTHENTICATION = /auth|jwt|token|session|api_?key/i;

/** Whether the function says of which requests the middleware keeps away: `KeyAuthConfig{Skipper: func(c) bool { ... }}`. */
function skips({ node, fieldOf }: Scope): boolean {
  if (!fieldOf || !AUTHENTICATION.test(lastName(fieldOf.type))) return false;
  return fieldOf.elements.some(
    ({ key, value }) => key?.kind === "name" && /^(Skipper|Next|Filter)$/.test(key.name) && value === node,
  );
}

/** Whether the branch keeps the middleware away from a request: that of a skipper, or one that hands the request on. */
function exempts(branch: readonly Statement[], scope: Scope): boolean {
  if (skips(scope)) return true;
  const { node } = outermostFunction(scope);
  return node?.kind === "declaration" && AUTHENTICATION.test(node.name) && letsPass(branch, scope);
}

/** `r.URL.Path`, `c.Path()`, or a variable that holds it. */
function isPath(expression: Expression | undefined, scope: Scope, depth = 0): boolean {
  switch (expression?.kind) {
    case "selector":
      return isUrlPath(expression);
    case "call":
      return (
        expression.args.length === 0 && /^(Path|FullPath|OriginalURL)$/.test(lastName(expression.callee))
      );
    case "name": {
      const [only, ...others] = lookUp(expression.name, scope)?.definitions ?? [];
      return (
        only?.value != null && others.length === 0 && depth < 2 && isPath(only.value, only.scope, depth + 1)
      );
    }
    default:
      return false;
  }
}

interface Exempt {
  readonly text: string;
  /** Whatever begins with it. */
  readonly prefix: boolean;
}

/** A path, or each that a loop goes through. */
function textsOf(analysis: Analysis, expression: Expression | undefined, scope: Scope): readonly string[] {
  if (!expression) return [];
  const list = rangedList(expression, scope);
  const all = list ? listed(list.expression, list.scope) : [{ expression, scope }];
  return all.flatMap((one) => textOf(analysis, one.expression, one.scope) ?? []);
}

/** The paths that a condition asks for. */
function asked(
  analysis: Analysis,
  condition: Expression | null | undefined,
  scope: Scope,
): readonly Exempt[] {
  const exact = (texts: readonly string[]) => texts.map((text) => ({ text, prefix: false }));
  if (condition?.kind === "binary") {
    const { operator, left, right } = condition;
    if (operator === "||") return [left, right].flatMap((side) => asked(analysis, side, scope));
    return operator === "==" && isPath(left, scope) ? exact(textsOf(analysis, right, scope)) : [];
  }
  if (condition?.kind === "call") {
    const [first, second] = condition.args;
    const name = lastName(condition.callee);
    if (name === "HasPrefix" && isPath(first, scope))
      return textsOf(analysis, second, scope).map((text) => ({ text, prefix: true }));
    return name === "Contains" && first && isPath(second, scope)
      ? exact(listed(first, scope).flatMap((one) => textOf(analysis, one.expression, one.scope) ?? []))
      : [];
  }
  // `open[r.URL.Path]` of a map, and what it says beside the value.
  if (condition?.kind === "name") {
    const [only] = lookUp(condition.name, scope)?.definitions ?? [];
    return only?.value?.kind === "index" ? asked(analysis, only.value, only.scope) : [];
  }
  if (condition?.kind !== "index" || !isPath(condition.index[0], scope)) return [];
  const keys = literalOf(analysis, condition.base, scope)?.elements.map(({ key }) => key) ?? [];
  return exact(keys.flatMap((key) => (key?.kind === "string" ? key.value : [])));
}

/** Whether authentication that stands before a path lets it through. */
export function exemptions(analysis: Analysis): (path: string) => boolean {
  const { switches, conditions, literals } = analysis.program;
  const found = [
    ...switches.flatMap(({ statement: { cases }, scope }) =>
      cases
        .filter(({ body }) => exempts(body, scope))
        .flatMap(({ values }) => values.flatMap((value) => textsOf(analysis, value, scope)))
        .map((text) => ({ text, prefix: false })),
    ),
    ...conditions.flatMap(({ statement: { condition, then }, scope }) =>
      exempts(then, scope) ? asked(analysis, condition, scope) : [],
    ),
    ...[...literals.values()]
      .filter(skips)
      .flatMap((scope) => scope.returns.flatMap(([value]) => asked(analysis, value, scope))),
  ].filter(({ text }) => text.startsWith("/"));
  return (path) => found.some(({ text, prefix }) => (prefix ? path.startsWith(text) : path === text));
}
