/** Where sethvargo/go-envconfig looks for what it fills a struct with. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { lastName, type Scope } from "../flow/program.ts";
import { lookUp } from "../flow/types.ts";
import type { Expression } from "../go/ast.ts";

/** A prefix that is null is one that the code does not show. */
interface Looked {
  readonly prefix: string | null;
}

/** What stands before the names of variables; null where the lookuper does not come to the environment. */
function environmentOf(analysis: Analysis, expression: Expression, scope: Scope, depth = 0): Looked | null {
  if (depth > 4) return null;
  const inner = (one: Expression | null | undefined, where = scope): Looked | null =>
    one ? environmentOf(analysis, one, where, depth + 1) : null;
  if (expression.kind === "name") {
    const [only, ...others] = lookUp(expression.name, scope)?.definitions ?? [];
    return only && others.length === 0 ? inner(only.value, only.scope) : null;
  }
  if (expression.kind !== "call") return null;
  const { callee, args } = expression;
  switch (lastName(callee)) {
    case "OsLookuper":
      return { prefix: "" };
    case "PrefixLookuper": {
      const found = inner(args[1]);
      const own = textOf(analysis, args[0], scope);
      return found && { prefix: own === null || found.prefix === null ? null : found.prefix + own };
    }
    case "MultiLookuper":
      return args.map((one) => inner(one)).find((one) => one !== null) ?? null;
    default:
      return null;
  }
}

/** `envconfig.PrefixLookuper("SHOP_", envconfig.OsLookuper())`, among others or alone; null where the code does not show it. */
export function lookuperPrefix(
  analysis: Analysis,
  { expression, scope }: { readonly expression: Expression; readonly scope: Scope },
): string | null {
  const found = environmentOf(analysis, expression, scope);
  return found ? found.prefix : "";
}

/** Whether it looks elsewhere than in the environment as well, such as in a map. */
export function looksElsewhere(
  analysis: Analysis,
  { expression, scope }: { readonly expression: Expression; readonly scope: Scope },
): boolean {
  const [only, ...others] =
    expression.kind === "name" ? (lookUp(expression.name, scope)?.definitions ?? []) : [];
  const call = only && others.length === 0 ? only.value : expression;
  if (call?.kind !== "call" || lastName(call.callee) !== "MultiLookuper") return false;
  return call.args.some((one) => environmentOf(analysis, one, scope) === null);
}
