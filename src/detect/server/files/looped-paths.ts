/** Paths of which a loop makes one after the other. */

import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { type Element, listed, rangedList } from "../flow/literals.ts";
import type { Scope } from "../flow/program.ts";
import { lookUp } from "../flow/types.ts";
import { isKnown, type Value } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import { joinedParts } from "./paths.ts";

/** More than this are no directories that somebody wrote down one by one. */
const MOST = 24;

/** What a loop's variable stands for in turn, also where its function is called with any number of them. */
function elementsOf(analysis: Analysis, expression: Expression, scope: Scope): readonly Element[] {
  const list = rangedList(expression, scope);
  if (!list) return [];
  const found = list.expression.kind === "name" ? lookUp(list.expression.name, list.scope) : null;
  const { parameter } = found ?? {};
  const parameters = found?.scope.node?.parameters ?? [];
  if (!found || !parameter || parameters.at(-1) !== parameter) return listed(list.expression, list.scope);
  return callersOf(analysis, found.scope)
    .filter((site) => !isOff(analysis, site.guards, site.scope))
    .flatMap(({ call, scope: where }) =>
      call.args.slice(parameters.length - 1).flatMap((argument) => {
        const inside = listed(argument, where);
        return inside.length > 0 ? inside : [{ expression: argument, scope: where }];
      }),
    );
}

/** `os.MkdirAll(dir, 0o755)` and `os.MkdirAll(filepath.Join(base, dir), 0o755)` of each `dir` of a list. */
export function loopedPaths(analysis: Analysis, path: Expression, scope: Scope): readonly Value[] {
  const values = (expression: Expression) =>
    elementsOf(analysis, expression, scope)
      .map((one) => valueIn(analysis, one.expression, one.scope))
      .filter(isKnown)
      .slice(0, MOST);
  if (path.kind === "name") return values(path);
  if (path.kind !== "call") return [];
  const parts = joinedParts(path, scope);
  return parts.flatMap((argument, index) =>
    values(argument).flatMap(({ text }) => {
      const args = parts.with(index, { kind: "string", value: text, at: path.at });
      const joined = valueIn(analysis, { ...path, args }, scope);
      return isKnown(joined) ? [joined] : [];
    }),
  );
}
