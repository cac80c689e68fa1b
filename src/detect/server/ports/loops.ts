/** Addresses that a loop listens on one after the other. */
import { type Element, listed, rangedList } from "../arguments/literals.ts";
import { callOfLiteral } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import type { Scope } from "../flow/program.ts";
import { lookUp } from "../flow/types.ts";
import type { Value } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import { parseAddress } from "./address.ts";

/** What a loop runs through, also where `func(addr string) { ... }(addr)` is given its variable. */
function turnsOf(analysis: Analysis, expression: Expression, scope: Scope): Element | null {
  const found = expression.kind === "name" ? lookUp(expression.name, scope) : null;
  const node = found?.parameter ? found.scope.node : null;
  if (!found?.parameter || !node) return rangedList(expression, scope);
  const site = callOfLiteral(analysis.program, node);
  const argument = site?.call.args[node.parameters.indexOf(found.parameter)];
  return site && argument ? turnsOf(analysis, argument, site.scope) : null;
}

/** The value of each turn; empty where the code does not show an address for every one of them. */
export function addressesInTurn(analysis: Analysis, argument: Expression, scope: Scope): readonly Value[] {
  const list = turnsOf(analysis, argument, scope);
  const elements = list ? listed(list.expression, list.scope) : [];
  const values = elements.flatMap((one) => valueIn(analysis, one.expression, one.scope) ?? []);
  const all = values.length === elements.length && values.every(({ text }) => parseAddress(text) !== null);
  return all ? values : [];
}
