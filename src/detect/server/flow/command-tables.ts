/** Functions that stand in a table of commands beside the one that the service is started with. */
import type { Element, Expression, FunctionDeclaration, FunctionLiteral } from "../go/ast.ts";
import { callersOf } from "./callers.ts";
import type { Analysis } from "./context.ts";
import type { Scope } from "./program.ts";
import { calledFunction } from "./type-of.ts";

type Node = FunctionDeclaration | FunctionLiteral;

/** By the words that the service is started with. */
const known = new WeakMap<readonly string[], ReadonlySet<Node>>();

interface Entry {
  readonly word: string;
  readonly value: Expression;
}

/** `"web": web` of a map, `{"web", "serves pages", web}` of a list. */
function entryOf({ key, value }: Element): readonly Entry[] {
  if (key?.kind === "string") return [{ word: key.value, value }];
  if (key !== null || value.kind !== "composite") return [];
  const inner = value.elements.map((element) => element.value);
  const word = inner.find((one) => one.kind === "string");
  const run = inner.filter(({ kind }) => kind === "name" || kind === "function");
  return word?.kind === "string" ? run.map((one) => ({ word: word.value, value: one })) : [];
}

/** Elsewhere than in such packages and in the main the same word may be a key of anything. */
export const OF_COMMANDS = /(^|\/)(cmds?|commands?|cli)$/;

/** `map[string]func(){"web": web, "generate": generate}` of a program that is started with `web`. */
function functionsBeside({ program, memo: { served } }: Analysis): ReadonlySet<Node> {
  const beside = new Set<Node>();
  const running = new Set<Node>();
  for (const { composite, type, scope } of program.composites.get("") ?? []) {
    if (scope.file.package !== program.main && !OF_COMMANDS.test(scope.file.package.directory)) continue;
    const entries = type?.kind === "container" ? composite.elements.flatMap(entryOf) : [];
    if (entries.length < 2 || !entries.some(({ word }) => word === served[0])) continue;
    for (const { word, value } of entries) {
      const node = value.kind === "function" ? value : calledFunction(program, value, scope)?.declaration;
      if (node) (word === served[0] ? running : beside).add(node);
    }
  }
  for (const node of running) beside.delete(node);
  return beside;
}

/** Whether the function runs for another word alone. */
export function isBesideServed(analysis: Analysis, scope: Scope): boolean {
  const { served } = analysis.memo;
  if (served.length === 0) return false;
  const found = known.get(served) ?? functionsBeside(analysis);
  known.set(served, found);
  if (found.size === 0) return false;
  for (let outer: Scope | null = scope; outer; outer = outer.parent)
    if (outer.node && found.has(outer.node)) return callersOf(analysis, outer).length === 0;
  return false;
}
