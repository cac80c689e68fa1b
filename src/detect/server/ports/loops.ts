/** Addresses that a loop listens on one after the other. */
import { listed } from "../arguments/literals.ts";
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import type { Scope } from "../flow/program.ts";
import { lookUp } from "../flow/types.ts";
import type { Value } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import { parseAddress } from "./address.ts";

/** The list that a loop's variable runs through, also where `func(addr string) { ... }(addr)` is given it. */
function loopedList(
  analysis: Analysis,
  expression: Expression,
  scope: Scope,
): { readonly list: Expression; readonly scope: Scope } | null {
  const found = expression.kind === "name" ? lookUp(expression.name, scope) : null;
  if (!found) return null;
  const { node } = found.scope;
  if (found.parameter && node) {
    const site = (analysis.program.calls.get("") ?? []).find(({ call }) => call.callee === node);
    const argument = site?.call.args[node.parameters.indexOf(found.parameter)];
    return site && argument ? loopedList(analysis, argument, site.scope) : null;
  }
  const [only, ...others] = found.definitions;
  const value = others.length === 0 ? only?.value : null;
  return only && value?.kind === "index" && value.index.length === 0
    ? { list: value.base, scope: only.scope }
    : null;
}

/** The value of each turn; empty where the code does not show an address for every one of them. */
export function addressesInTurn(analysis: Analysis, argument: Expression, scope: Scope): readonly Value[] {
  const looped = loopedList(analysis, argument, scope);
  const elements = looped ? listed(looped.list, looped.scope) : [];
  const values = elements.flatMap((one) => valueIn(analysis, one.expression, one.scope) ?? []);
  const all = values.length === elements.length && values.every(({ text }) => parseAddress(text) !== null);
  return all ? values : [];
}
