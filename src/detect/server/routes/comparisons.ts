/** Handlers that look at the path themselves. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { type Guard, lastName, outermostFunction, place, type Scope } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import { lookUp } from "../flow/types.ts";
import { eachExpression } from "../flow/walk.ts";
import type { Call, Expression, Selector, Statement } from "../go/ast.ts";
import { answersItself } from "./answers.ts";
import { NOWHERE, type Route, type Router, routerOf } from "./router.ts";

const ASKS = /\bURL\.Path\b/;

/** `r.URL.Path`. */
export function isUrlPath({ base, name }: Selector): boolean {
  return name === "Path" && lastName(base) === "URL";
}

/** The same, or a variable of the function that holds it. */
function isPath(expression: Expression | undefined, scope: Scope): boolean {
  if (expression?.kind === "selector") return isUrlPath(expression);
  if (expression?.kind !== "name") return false;
  const definitions = lookUp(expression.name, scope)?.definitions ?? [];
  return (
    definitions.length === 1 &&
    definitions.every(({ value }) => value?.kind === "selector" && isPath(value, scope))
  );
}

/** Code that runs for some paths. */
interface Branch {
  /** Any of them. */
  readonly conditions: readonly Expression[];
  readonly body: readonly Statement[];
  readonly scope: Scope;
  readonly guards: readonly Guard[];
  /** What follows in the function runs for other paths alone. */
  readonly closed: boolean;
}

/**
 * The paths that a condition compares.
 * @param asking names of functions that may compare it for others
 */
function comparedIn(
  analysis: Analysis,
  expression: Expression | null,
  scope: Scope,
  asking: ReadonlySet<string>,
): Route[] {
  const routes: Route[] = [];
  const add = (other: Expression | undefined): void => {
    const path = textOf(analysis, other, scope);
    if (path?.startsWith("/") && other && "at" in other) {
      routes.push({ path, router: NOWHERE, evidence: place(scope.file, other.at) });
    }
  };
  eachExpression(expression, (inner) => {
    if (inner.kind === "binary" && inner.operator === "==") {
      if (isPath(inner.left, scope)) add(inner.right);
      else if (isPath(inner.right, scope)) add(inner.left);
    } else if (inner.kind === "call") {
      const name = lastName(inner.callee);
      if (/^(HasPrefix|EqualFold)$/.test(name) && isPath(inner.args[0], scope)) add(inner.args[1]);
      else if (asking.has(name)) routes.push(...comparedBy(analysis, inner, scope));
    }
    return inner.kind !== "unary";
  });
  return routes;
}

/** `return r.Method == http.MethodGet && r.URL.Path == "/healthz"`: a condition that has a function of its own. */
function comparedBy(analysis: Analysis, call: Call, scope: Scope): Route[] {
  const asked = calledFunction(analysis.program, call.callee, scope)?.scope;
  return (asked?.returns ?? []).flatMap((values) =>
    values.flatMap((value) =>
      asked && value.kind === "binary" ? comparedIn(analysis, value, asked, new Set()) : [],
    ),
  );
}

function branchesOf({ program: { conditions, switches } }: Analysis): Branch[] {
  return [
    ...conditions.flatMap(({ statement: { condition, then, otherwise }, scope, guards }) =>
      condition ? [{ conditions: [condition], body: then, scope, guards, closed: otherwise.length > 0 }] : [],
    ),
    ...switches.flatMap(({ statement: { header, cases }, scope }) => {
      const tag = header.at(-1);
      const overPath = tag?.kind === "expression" && isPath(tag.value, scope) ? tag.value : null;
      return cases.map(({ values, body }) => {
        const conditions = overPath
          ? values.map(
              (value) => ({ kind: "binary", operator: "==", left: overPath, right: value, at: 0 }) as const,
            )
          : values;
        return { conditions, body, scope, guards: [], closed: true };
      });
    }),
  ];
}

/** `http.HandlerFunc(s.handler)` is `s.handler`. */
function unwrapped(handler: Expression | undefined): Expression | null {
  return handler?.kind === "call" ? (handler.args[0] ?? null) : (handler ?? null);
}

/**
 * The router that is told of the handler which compares, where one is: `mux.HandleFunc("/", s.handler)`. It may be that
 * of another server than the one that people meet the service on.
 */
function routerAround(analysis: Analysis, scope: Scope): Router {
  const { node, file } = outermostFunction(scope);
  if (node?.kind !== "declaration") return NOWHERE;
  const sites = ["Handle", "HandleFunc"].flatMap((name) => analysis.program.calls.get(name) ?? []);
  const roots = sites.flatMap(({ call: { callee, args }, scope: where }) => {
    const isTold = lastName(unwrapped(args[1])) === node.name && where.file.package === file.package;
    return isTold && callee.kind === "selector" ? [routerOf(analysis, callee.base, where).root] : [];
  });
  const [root = null, ...others] = new Set(roots);
  return others.length > 0 ? NOWHERE : { ...NOWHERE, root };
}

/** `if r.URL.Path == "/healthz"`, and switches over the path, where they answer and do not let the request pass. */
export function comparedPaths(analysis: Analysis, wanted: (path: string) => boolean): Route[] {
  const files = analysis.program.files.filter(({ text }) => ASKS.test(text));
  if (files.length === 0) return [];
  const functions = files.flatMap(({ text }) => [...text.matchAll(/^func (?:\([^)]*\) )?(\w+)\(/gm)]);
  const asking = new Set(functions.map(([, name = ""]) => name));
  return branchesOf(analysis).flatMap(({ conditions, body, scope, guards, closed }) => {
    const found = conditions
      .flatMap((condition) => comparedIn(analysis, condition, scope, asking))
      .filter(({ path }) => wanted(path));
    if (found.length === 0 || !answersItself(body, scope, closed) || isOff(analysis, guards, scope))
      return [];
    const router = routerAround(analysis, scope);
    return found.map((route) => ({ ...route, router }));
  });
}
