/** Structs of the program's own that have a router inside, and make others of their kind below a prefix. */
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { lastName, type NamedFunction, outermostFunction, type Scope } from "../flow/program.ts";
import { HOLE } from "../flow/value.ts";
import type { Call, Composite, Expression } from "../go/ast.ts";
import { PREFIXES, prefixed, type Router, routerOf } from "./router.ts";

/** `r.group.Group(prefix)`, with a first argument that is a prefix. */
function derives(expression: Expression): expression is Call {
  if (expression.kind !== "call" || expression.callee.kind !== "selector") return false;
  return PREFIXES.test(lastName(expression.callee)) && expression.args[0]?.kind !== "function";
}

/** The name at the front: `r` of `r.group.Group(prefix)`. */
function front(expression: Expression): string | null {
  if (expression.kind === "name") return expression.name;
  if (expression.kind === "selector") return front(expression.base);
  return null;
}

/** The group in `&Router{group: e.Group("/api")}`; null where there are several, or none. */
export function routerInside({ elements }: Composite): Expression | null {
  const [only, ...others] = elements.map(({ value }) => value).filter(derives);
  return only && others.length === 0 ? only : null;
}

/** What a function of the program's own makes that gives a router below another one: `return &Router{r.Group(prefix)}`. */
export function derivedByOwn(
  analysis: Analysis,
  { declaration, scope }: NamedFunction,
  call: Call,
  where: Scope,
  depth: number,
): Router | null {
  const [only, ...others] = scope.returns;
  const returned = others.length === 0 ? only?.[0] : undefined;
  const plain = returned?.kind === "unary" ? returned.operand : returned;
  const made = plain?.kind === "composite" ? routerInside(plain) : plain;
  if (!made || !derives(made) || made.callee.kind !== "selector") return null;
  const [given] = made.args;
  const indexOf = (name: string | null) => declaration.parameters.findIndex((one) => one.name === name);
  const prefix = given?.kind === "name" ? indexOf(given.name) : -1;
  const base = front(made.callee.base);
  if (prefix < 0 || base === null) return null;
  const called = call.callee.kind === "selector" ? call.callee.base : undefined;
  const from = base === declaration.receiver?.name ? called : call.args[indexOf(base)];
  if (!from) return null;
  const args = call.args.slice(prefix, prefix + 1);
  return prefixed(analysis, routerOf(analysis, from, where, depth + 1), { ...made, args }, where);
}

/** Whether a field is given a router that is made of what another of its kind has: the prefix differs by instance. */
export function derivesItself(value: Expression, scope: Scope): boolean {
  const { node } = outermostFunction(scope);
  const receiver = node?.kind === "declaration" ? node.receiver?.name : undefined;
  return derives(value) && value.callee.kind === "selector" && front(value.callee.base) === receiver;
}

/** Whether the program makes some of the type below others of it. */
export function areNested({ program }: Analysis, type: Expression): boolean {
  return (program.composites.get(lastName(type)) ?? []).some(({ composite, scope }) => {
    const inside = routerInside(composite);
    return inside !== null && derivesItself(inside, scope);
  });
}

/** The prefix of what the method around is called on; not in sight where callers have it of different ones. */
export function instancePrefix(analysis: Analysis, scope: Scope, depth: number): string {
  const prefixes = callersOf(analysis, outermostFunction(scope)).map(({ call: { callee }, scope: where }) =>
    callee.kind === "selector" ? routerOf(analysis, callee.base, where, depth + 1).prefix : "",
  );
  const [first = "", ...others] = new Set(prefixes);
  return others.length === 0 ? first : HOLE;
}
