/** Handlers that look at the path themselves. */

import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { lastName, place, type Scope } from "../flow/program.ts";
import { eachExpression } from "../flow/walk.ts";
import type { Expression } from "../go/ast.ts";
import type { Route } from "./router.ts";

const NO_ROUTER = { prefix: "", root: null, behindAuth: false };

/** `r.URL.Path`. */
function isPath(expression: Expression | undefined): boolean {
  return expression?.kind === "selector" && expression.name === "Path" && lastName(expression.base) === "URL";
}

interface Returned {
  readonly condition: Expression;
  readonly scope: Scope;
}

function comparedIn(analysis: Analysis, expression: Expression | null, scope: Scope): Route[] {
  const routes: Route[] = [];
  const add = (other: Expression | undefined): void => {
    const path = textOf(analysis, other, scope);
    if (path?.startsWith("/") && other && "at" in other) {
      routes.push({ path, router: NO_ROUTER, evidence: place(scope.file, other.at) });
    }
  };
  eachExpression(expression, (inner) => {
    if (inner.kind === "binary" && inner.operator === "==") {
      if (isPath(inner.left)) add(inner.right);
      else if (isPath(inner.right)) add(inner.left);
    } else if (inner.kind === "call" && lastName(inner.callee) === "HasPrefix" && isPath(inner.args[0])) {
      add(inner.args[1]);
    }
    return true;
  });
  return routes;
}

/** `return r.Method == http.MethodGet && r.URL.Path == "/healthz"`: a condition that has a function of its own. */
function returnedConditions({ files, literals }: Analysis["program"]): readonly Returned[] {
  // Asking a package for its functions reads it: only where there can be something to find.
  const asking = new Set(files.filter(({ text }) => text.includes("URL.Path")));
  const packages = new Set([...asking].map((file) => file.package));
  const scopes = [
    ...[...packages].flatMap(({ functions, methods }) =>
      [...functions.values(), ...methods.values()].map(({ scope }) => scope),
    ),
    ...literals.values(),
  ].filter(({ file }) => asking.has(file));
  return scopes.flatMap((scope) =>
    scope.returns.flatMap((values) =>
      values.flatMap((value) => (value.kind === "binary" ? [{ condition: value, scope }] : [])),
    ),
  );
}

/** `if r.URL.Path == "/healthz"`, and switches over the path. */
export function comparedPaths(analysis: Analysis): Route[] {
  const { conditions, switches } = analysis.program;
  return [
    ...returnedConditions(analysis.program).flatMap(({ condition, scope }) =>
      comparedIn(analysis, condition, scope),
    ),
    ...conditions.flatMap(({ statement, scope }) => comparedIn(analysis, statement.condition, scope)),
    ...switches.flatMap(({ statement, scope }) => {
      const tag = statement.header.at(-1);
      const overPath = tag?.kind === "expression" && isPath(tag.value);
      return statement.cases.flatMap(({ values }) =>
        values.flatMap((value) => {
          if (!overPath) return comparedIn(analysis, value, scope);
          const path = textOf(analysis, value, scope);
          const evidence = "at" in value ? place(scope.file, value.at) : "";
          return path?.startsWith("/") ? [{ path, router: NO_ROUTER, evidence }] : [];
        }),
      );
    }),
  ];
}
