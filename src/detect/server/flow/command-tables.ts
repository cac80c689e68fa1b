/** Functions that stand in a table of commands beside the one that the service is started with. */
import type { FunctionDeclaration, FunctionLiteral } from "../go/ast.ts";
import { callersOf } from "./callers.ts";
import type { Analysis } from "./context.ts";
import type { Scope } from "./program.ts";
import { calledFunction } from "./type-of.ts";

type Node = FunctionDeclaration | FunctionLiteral;

/** By the words that the service is started with. */
const known = new WeakMap<readonly string[], ReadonlySet<Node>>();

/** `map[string]func(){"web": web, "generate": generate}` of a program that is started with `web`. */
function functionsBeside({ program, memo: { served } }: Analysis): ReadonlySet<Node> {
  const beside = new Set<Node>();
  const running = new Set<Node>();
  for (const { composite, type, scope } of program.composites.get("") ?? []) {
    // In other packages the same word may be a key of anything.
    if (scope.file.package !== program.main) continue;
    const { elements } = composite;
    const named = elements.map(({ key }) => (key?.kind === "string" ? key.value : null));
    if (type?.kind !== "container" || named.length < 2 || !named.some((name) => name === served[0])) continue;
    for (const [index, { value }] of elements.entries()) {
      const node = value.kind === "function" ? value : calledFunction(program, value, scope)?.declaration;
      if (node) (named[index] === served[0] ? running : beside).add(node);
    }
  }
  for (const node of running) beside.delete(node);
  return beside;
}

/** Whether the function runs for another word alone. */
export function isBesideServed(analysis: Analysis, scope: Scope): boolean {
  const { served } = analysis.memo;
  if (served.length === 0) return false;
  const found = known.get(served) ?? functionsBeside(analysis);
  known.set(served, found);
  if (found.size === 0) return false;
  for (let outer: Scope | null = scope; outer; outer = outer.parent)
    if (outer.node && found.has(outer.node)) return callersOf(analysis, outer).length === 0;
  return false;
}
