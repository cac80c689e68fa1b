/** Variables that a database fills: what other instances of their type are given says nothing of them. */
import type { Expression } from "../go/ast.ts";
import type { Analysis } from "./context.ts";
import type { Instance } from "./instances.ts";
import type { Program } from "./program.ts";
import { calledFunction } from "./type-of.ts";
import { importOf, lookUp } from "./types.ts";

/** Methods of gorm, xorm, sqlx and the like that read a row into what they are handed. */
const READS = ["First", "Last", "Take", "Find", "Scan", "FirstOrInit", "FirstOrCreate"];

const queried = new WeakMap<Program, ReadonlySet<unknown>>();

/** The variables that are handed to such a method, by their definitions. */
function variablesQueried(program: Program): ReadonlySet<unknown> {
  const seen = queried.get(program);
  if (seen) return seen;
  const found = new Set<unknown>();
  for (const { call, scope } of READS.flatMap((name) => program.calls.get(name) ?? [])) {
    const { callee, args } = call;
    // A function of a package, such as fmt.Scan, or one in reach, is no method of a database.
    if (callee.kind !== "selector" || importOf(callee.base, scope) !== null) continue;
    if (calledFunction(program, callee, scope)) continue;
    for (const argument of args) {
      const name = nameOf(argument);
      const variable = name === null ? null : lookUp(name, scope);
      if (variable) found.add(variable.definitions);
    }
  }
  queried.set(program, found);
  return found;
}

/** `setting` of `db.First(setting)` and `db.First(&setting)`. */
function nameOf(argument: Expression): string | null {
  const named = argument.kind === "unary" && argument.operator === "&" ? argument.operand : argument;
  return named.kind === "name" ? named.name : null;
}

/** Whether a database fills the instance. */
export function isQueried({ program }: Analysis, { holders }: Instance): boolean {
  return holders.some((holder) => variablesQueried(program).has(holder));
}
