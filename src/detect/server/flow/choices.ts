/** Values that a function gives only for some of its arguments: `switch name { case "http": url = ... }`. */
import type { Expression, Statement } from "../go/ast.ts";
import type { Indexes } from "./assign.ts";
import type { Choice, Scope } from "./program.ts";

function choice(scope: Scope, tested: Expression, values: readonly Expression[]): Choice | null {
  const { node } = scope;
  if (!node || tested.kind !== "name") return null;
  const parameter = node.parameters.findIndex(({ name }) => name === tested.name);
  const texts = values.flatMap((value) => (value.kind === "string" ? [value.value] : []));
  return parameter >= 0 && texts.length > 0 && texts.length === values.length
    ? { node, parameter, texts }
    : null;
}

/** Remembers it of what the statements assign and give back; blocks within are left alone. */
function remember({ choices }: Indexes, one: Choice | null, body: readonly Statement[]): void {
  if (!one) return;
  for (const statement of body) {
    if (statement.kind !== "assign" && statement.kind !== "return") continue;
    for (const value of statement.values) choices.set(value, one);
  }
}

/** Looks at a statement of the scope's function. */
export function recordChoices(indexes: Indexes, scope: Scope, statement: Statement): void {
  if (statement.kind === "switch") {
    const tag = statement.header.at(-1);
    if (tag?.kind !== "expression") return;
    for (const { values, body } of statement.cases) remember(indexes, choice(scope, tag.value, values), body);
  } else if (statement.kind === "if") {
    const { condition } = statement;
    if (condition?.kind === "binary" && condition.operator === "==")
      remember(indexes, choice(scope, condition.left, [condition.right]), statement.then);
  }
}
