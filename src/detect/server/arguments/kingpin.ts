/** Whether a chain of kingpin's is about the command that runs. */
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { type CallSite, lastName, type Scope } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import { importOf, lookUp } from "../flow/types.ts";
import type { Value } from "../flow/value.ts";
import type { Call, Expression } from "../go/ast.ts";
import { chainOf } from "../settings/kingpin.ts";

/** Variables, parameters and functions that hand a command on. */
const DEEPEST = 8;

/** Whether `Flag` or `Arg` is called on the program itself, or on the command that the service is started with. */
export function isOfRunning(analysis: Analysis, { callee }: Call, scope: Scope): boolean {
  return callee.kind === "selector" && runs(analysis, callee.base, scope, 0);
}

function runs(analysis: Analysis, owner: Expression, scope: Scope, depth: number): boolean {
  if (isKingpin(owner, scope)) return true;
  if (owner.kind === "selector") return isKingpin(owner.base, scope);
  if (owner.kind === "name") {
    const found = lookUp(owner.name, scope);
    if (!found || depth > DEEPEST) return false;
    if (found.parameter) return handsRunning(analysis, found.scope, owner.name, depth + 1);
    return found.definitions.some(
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
  return name !== null && analysis.memo.served.includes(name) && isOnly(analysis, name);
}

/** `bind(app.Command("server", ""))`: what any caller hands over. */
function handsRunning(analysis: Analysis, scope: Scope, name: string, depth: number): boolean {
  const index = scope.node?.parameters.findIndex((parameter) => parameter.name === name) ?? -1;
  return callersOf(analysis, scope).some(({ call, scope: where }) => {
    const argument = call.args[index];
    return argument !== undefined && runs(analysis, argument, where, depth);
  });
}

/** Of `server` and `connect server` the name alone does not tell which is meant. */
function isOnly(analysis: Analysis, name: string): boolean {
  const commands = analysis.program.calls.get("Command") ?? [];
  return commands.filter(({ call, scope }) => textOf(analysis, call.args[0], scope) === name).length === 1;
}

/** Where a flag of that name, without its dashes, is defined. */
function sitesOf(analysis: Analysis, flag: string): readonly CallSite[] {
  return (analysis.program.calls.get("Flag") ?? []).filter(
    ({ call: { args }, scope }) => args.length === 2 && textOf(analysis, args[0], scope) === flag,
  );
}

/** Whether the flag is only there for commands that do not run. */
export function isOfOthers(analysis: Analysis, flag: string): boolean {
  const sites = sitesOf(analysis, flag);
  return sites.length > 0 && !sites.some(({ call, scope }) => isOfRunning(analysis, call, scope));
}

/** Whether the words are those of another command than the service is started with. */
export function isOtherCommand({ memo: { served } }: Analysis, words: string): boolean {
  return words.split(" ").some((word, index) => served[index] !== word);
}

/** Whether the value is that of a flag which commands alone have that are known not to run. */
export function isOfIdle(analysis: Analysis, { sources }: Pick<Value, "sources">): boolean {
  const flag = sources.find((source) => source.startsWith("flag:--"))?.slice("flag:--".length);
  if (flag === undefined || analysis.memo.served.length === 0) return false;
  const sites = sitesOf(analysis, flag);
  return sites.length > 0 && sites.every(({ call, scope }) => isOfIdleCommand(analysis, call, scope));
}

/** Whether `Flag` or `Arg` is called on a command that is known not to run. */
export function isOfIdleCommand(analysis: Analysis, { callee }: Call, scope: Scope): boolean {
  if (analysis.memo.served.length === 0 || callee.kind !== "selector") return false;
  const words = wordsOf(analysis, callee.base, scope, 0);
  return words !== null && isOtherCommand(analysis, words);
}

/** `kingpin.Parse()`, `kingpin.MustParse(app.Parse(words))`, or a variable that holds what one of them gives. */
export function isParsedCommand(expression: Expression, scope: Scope, depth = 0): boolean {
  if (expression.kind === "name") {
    const [only, ...others] = lookUp(expression.name, scope)?.definitions ?? [];
    const value = others.length === 0 && depth === 0 ? only?.value : null;
    return (
      only !== undefined && value !== null && value !== undefined && isParsedCommand(value, only.scope, 1)
    );
  }
  if (expression.kind !== "call" || expression.callee.kind !== "selector") return false;
  const { base, name } = expression.callee;
  return /^(Must)?Parse$/.test(name) && isKingpin(base, scope);
}

/** The words of `serve.FullCommand()`; null for anything else. */
export function fullCommand(analysis: Analysis, expression: Expression, scope: Scope): string | null {
  if (expression.kind !== "call" || expression.callee.kind !== "selector") return null;
  const { base, name } = expression.callee;
  return name === "FullCommand" ? wordsOf(analysis, base, scope, 0) : null;
}

/** The calls of such names, as of `cmd.Action`, that the code around is handed to, the innermost first. */
export function handedToAround(scope: Scope, names: RegExp): readonly CallSite[] {
  const found: CallSite[] = [];
  for (let outer: Scope | null = scope; outer; outer = outer.parent)
    if (outer.handedTo && names.test(lastName(outer.handedTo.call.callee))) found.push(outer.handedTo);
  return found;
}

/** The words of the command around whose `Action` is this code; null outside of all. */
export function commandAround(analysis: Analysis, scope: Scope): string | null {
  for (const { call, scope: where } of handedToAround(scope, /^(Pre)?Action$/)) {
    const words = call.callee.kind === "selector" ? wordsOf(analysis, call.callee.base, where, 0) : null;
    if (words !== null) return words;
  }
  return null;
}

/** The words of the command that an expression stands for; `result` tells which of several of a call. */
function wordsOf(
  analysis: Analysis,
  command: Expression,
  scope: Scope,
  depth: number,
  result = 0,
): string | null {
  if (depth > DEEPEST) return null;
  if (command.kind === "name") {
    const found = lookUp(command.name, scope);
    if (found?.parameter) return wordsHanded(analysis, found.scope, command.name, depth + 1);
    const [only, ...others] = found?.definitions ?? [];
    if (!only?.value || others.length > 0) return null;
    return wordsOf(analysis, only.value, only.scope, depth + 1, only.result);
  }
  if (command.kind !== "call") return null;
  // `serve, flags := registerServe(app)`
  const called = calledFunction(analysis.program, command.callee, scope);
  const [returned, ...others] = called?.scope.returns ?? [];
  const given = others.length === 0 ? returned?.[result] : undefined;
  if (called && given) return wordsOf(analysis, given, called.scope, depth + 1);
  const made = chainOf(command).get("Command");
  const own = made && textOf(analysis, made.args[0], scope);
  if (!own || made.callee.kind !== "selector") return null;
  const above = wordsOf(analysis, made.callee.base, scope, depth + 1);
  return above === null ? own : `${above} ${own}`;
}

/** Of a parameter those of what the one caller hands over. */
function wordsHanded(analysis: Analysis, scope: Scope, name: string, depth: number): string | null {
  const index = scope.node?.parameters.findIndex((parameter) => parameter.name === name) ?? -1;
  const [caller, ...others] = callersOf(analysis, scope);
  const argument = others.length === 0 ? caller?.call.args[index] : undefined;
  return caller && argument ? wordsOf(analysis, argument, caller.scope, depth) : null;
}

/** The package, by the name that the file has for it. */
export function isKingpin(expression: Expression, scope: Scope): boolean {
  return /(^|\/)kingpin(\.v\d+)?(\/v\d+)?$/.test(importOf(expression, scope) ?? "");
}
