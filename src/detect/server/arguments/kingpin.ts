/** Whether a chain of kingpin's is about the command that runs. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { lastName, type Scope } from "../flow/program.ts";
import { importOf, lookUp } from "../flow/types.ts";
import type { Call, Expression } from "../go/ast.ts";
import { chainOf } from "../settings/kingpin.ts";

/** Whether `Flag` or `Arg` is called on the program itself, or on the command that the service is started with. */
export function isOfRunning(analysis: Analysis, { callee }: Call, scope: Scope): boolean {
  return callee.kind === "selector" && runs(analysis, callee.base, scope, 0);
}

function runs(analysis: Analysis, owner: Expression, scope: Scope, depth: number): boolean {
  if (isKingpin(owner, scope)) return true;
  if (owner.kind === "selector") return isKingpin(owner.base, scope);
  if (owner.kind === "name" && depth === 0) {
    return (lookUp(owner.name, scope)?.definitions ?? []).some(
      ({ value, scope: where }) => value !== null && runs(analysis, value, where, depth + 1),
    );
  }
  if (owner.kind !== "call" || owner.callee.kind !== "selector") return false;
  if (isKingpin(owner.callee.base, scope) && lastName(owner.callee) === "New") return true;
  const links = chainOf(owner);
  const made = links.get("New");
  if (made && made !== owner) return runs(analysis, made, scope, depth + 1);
  const command = links.get("Command");
  if (!command) return false;
  const name = textOf(analysis, command.args[0], scope);
  return name !== null && analysis.memo.served.includes(name);
}

/** The package, by the name that the file has for it. */
export function isKingpin(expression: Expression, scope: Scope): boolean {
  return /(^|\/)kingpin(\.v\d+)?(\/v\d+)?$/.test(importOf(expression, scope) ?? "");
}
