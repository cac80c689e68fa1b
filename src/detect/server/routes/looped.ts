/** Routes of a table that a loop registers one after the other: `for _, r := range routes { mux.HandleFunc(r.path, r.handler) }`. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { type CallSite, type Guard, lastName, place, type Scope } from "../flow/program.ts";
import { inTurn, type Loop, loopOf, type Row, variableOf } from "../flow/turns.ts";
import { chainedCalls } from "../flow/walk.ts";
import type { Call, Expression } from "../go/ast.ts";
import { methodOf, READS } from "./methods.ts";

export interface LoopedPath {
  readonly text: string;
  readonly evidence: string;
  /** The conditions around the registration that are not about the row. */
  readonly guards: readonly Guard[];
}

/** The text of an expression in one turn, `r.Method + " " + r.Path`; null where a part is not in sight. */
function textInTurn(
  analysis: Analysis,
  loop: Loop,
  expression: Expression,
  row: Row,
  scope: Scope,
): string | null {
  if (expression.kind === "binary" && expression.operator === "+") {
    const parts = [expression.left, expression.right].map((side) =>
      textInTurn(analysis, loop, side, row, scope),
    );
    return parts.includes(null) ? null : parts.join("");
  }
  const meant = inTurn(analysis, loop, expression, row);
  if (!meant) return variableOf(expression)?.name === loop.name ? null : textOf(analysis, expression, scope);
  return methodOf(analysis, meant, row.scope) ?? textOf(analysis, meant, row.scope);
}

/** Arguments of `Methods` before and behind the registration in one chain of calls. */
function chainedMethods({ program }: Analysis, call: Call): readonly Expression[] {
  const before = chainedCalls(call).filter(({ callee }) => lastName(callee) === "Methods");
  const behind = (program.calls.get("Methods") ?? []).filter((site) =>
    chainedCalls(site.call).includes(call),
  );
  return [...before, ...behind.map((site) => site.call)].flatMap(({ args }) => args);
}

/** `case "GET":` of a switch over the method of the row, or null for a condition that is not about the row. */
function holdsInTurn(
  analysis: Analysis,
  loop: Loop,
  row: Row,
  { condition, negated, scope }: Guard,
): boolean | null {
  if (condition.kind !== "binary" || condition.operator !== "==") return null;
  if (variableOf(condition.left)?.name !== loop.name) return null;
  const [own, wanted] = [condition.left, condition.right].map((side) =>
    textInTurn(analysis, loop, side, row, scope),
  );
  return own === null || wanted === null || (own === wanted) !== negated;
}

/**
 * The paths that a call registers for GET in the turns of a loop around it.
 * @returns null where it stands in none whose table is in sight
 */
export function loopedPaths(analysis: Analysis, site: CallSite): readonly LoopedPath[] | null {
  const { call, scope } = site;
  const variable = call.args
    .slice(0, 2)
    .map(variableOf)
    .find((one) => one !== null);
  const loop = variable ? loopOf(analysis, variable, scope) : null;
  if (!loop) return null;
  const methods = chainedMethods(analysis, call);
  const turns = loop.rows.flatMap((row) => {
    const texts = [...methods, ...call.args.slice(0, 2)].map((one) =>
      textInTurn(analysis, loop, one, row, scope),
    );
    const path = texts.find((text) => text?.includes("/"));
    return path ? [{ row, path, texts }] : [];
  });
  if (turns.length === 0) return null;
  return turns.flatMap(({ row, path, texts }) => {
    const asked = texts.filter((text) => text !== null && /^[A-Za-z*]+$/.test(text));
    if (asked.some((method) => method !== null && !READS.test(method))) return [];
    const held = site.guards.map((guard) => holdsInTurn(analysis, loop, row, guard));
    if (held.includes(false)) return [];
    const guards = site.guards.filter((_, index) => held[index] === null);
    return [{ text: path, evidence: place(row.scope.file, row.value.at), guards }];
  });
}
