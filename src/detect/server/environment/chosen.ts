import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { outermostFunction, type Scope } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import type { Composite, Expression, FunctionDeclaration } from "../go/ast.ts";

const DEEPEST = 2;

/**
 * Whether the code runs only where its function is chosen by name, `map[string]maker{"s3": newS3, "disk": newDisk}`,
 * and the arguments do not choose it.
 */
export function isChosen(analysis: Analysis, scope: Scope, depth = 0): boolean {
  for (let inner: Scope | null = scope; inner; inner = inner.parent) {
    const { node, fieldOf } = inner;
    if (fieldOf && isOneOfTable(analysis, fieldOf, (value) => value === node)) return true;
  }
  const outer = outermostFunction(scope);
  const { node } = outer;
  if (node?.kind !== "declaration" || /^(main|init)$/.test(node.name)) return false;
  const callers = callersOf(analysis, outer);
  if (callers.length === 0) return isInTable(analysis, node);
  return depth < DEEPEST && callers.every((caller) => isChosen(analysis, caller.scope, depth + 1));
}

function isInTable(analysis: Analysis, node: FunctionDeclaration): boolean {
  const { program } = analysis;
  return [...program.composites.values()].some((sites) =>
    sites.some(({ composite, scope }) =>
      isOneOfTable(
        analysis,
        composite,
        (value) => calledFunction(program, value, scope)?.declaration === node,
      ),
    ),
  );
}

function isOneOfTable(
  { memo }: Analysis,
  { elements }: Composite,
  isIt: (value: Expression) => boolean,
): boolean {
  if (elements.length < 2 || !elements.every(({ key }) => key?.kind === "string")) return false;
  const it = elements.find(({ value }) => isIt(value));
  return it?.key?.kind === "string" && !memo.served.includes(it.key.value);
}
