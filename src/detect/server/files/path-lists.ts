/** Paths of which a call is handed any number: `ParseFiles(files...)`. */

import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { listed } from "../flow/literals.ts";
import type { Scope } from "../flow/program.ts";
import { lookUp } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";

interface Place {
  readonly expression: Expression;
  readonly scope: Scope;
}

/** What the callers hand over for a parameter that is a list. */
function handedOver(analysis: Analysis, list: Expression, scope: Scope, depth: number): readonly Place[] {
  const found = list.kind === "name" ? lookUp(list.name, scope) : null;
  const { parameter } = found ?? {};
  const node = found?.scope.node;
  if (!found || !node || parameter?.type.kind !== "container") return [];
  const index = node.parameters.indexOf(parameter);
  return callersOf(analysis, found.scope).flatMap((caller) =>
    caller.call.args
      .slice(index)
      .flatMap((argument) => listedPaths(analysis, argument, caller.scope, depth + 1)),
  );
}

/** The elements of a list of paths, wherever it is put together; what is no list stands for itself. */
export function listedPaths(
  analysis: Analysis,
  argument: Expression,
  scope: Scope,
  depth = 0,
): readonly Place[] {
  if (depth > 3) return [];
  const handed = handedOver(analysis, argument, scope, depth);
  if (handed.length > 0) return handed;
  const elements = listed(argument, scope);
  return elements.length > 0 ? elements : [{ expression: argument, scope }];
}
