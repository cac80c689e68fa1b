/** Whether a command is the one that the service runs as, or stands above it. */
import { commandsRunning } from "../flow/aside.ts";
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf, valueIn } from "../flow/evaluate.ts";
import { isOff, isOn } from "../flow/guards.ts";
import { field, literalOf } from "../flow/literals.ts";
import { type Guard, isInit, isMain, outermostFunction, type Scope } from "../flow/program.ts";
import { someExpression } from "../flow/walk.ts";
import type { Composite, Expression } from "../go/ast.ts";
import { executedLiterals } from "./commands.ts";

const FARTHEST = 3;

/** The word that starts a command of cobra or urfave/cli; empty where it is not in sight. */
export function nameOf(analysis: Analysis, command: Composite): string {
  const { composites } = analysis.program;
  const site = [...(composites.get("Command") ?? []), ...(composites.get("App") ?? [])].find(
    ({ composite }) => composite === command,
  );
  const name = site && textOf(analysis, field(command, "Use", "Name"), site.scope);
  return name?.split(/\s/)[0] ?? "";
}

/** `run` of `cron run` where `server run` is what serves: a command in the list of one that is not named. */
function isOfAnother(analysis: Analysis, command: Composite): boolean {
  return (analysis.program.composites.get("Command") ?? []).some(({ composite, scope }) => {
    const list = field(composite, "Commands", "Subcommands");
    if (list?.kind !== "composite") return false;
    const isIn = list.elements.some(({ value }) => literalOf(analysis, value, scope) === command);
    const name = isIn ? nameOf(analysis, composite) : "";
    return name !== "" && !analysis.memo.served.includes(name);
  });
}

/** The command that the service is started with, or the root where it is started with none. */
export function isRunning(analysis: Analysis, command: Composite): boolean {
  const { served, root } = analysis.memo;
  if (command === root) return true;
  const isNamed = served.length > 0 && served.includes(nameOf(analysis, command));
  return isNamed && !(served.length > 1 && isOfAnother(analysis, command));
}

/** That one, and those whose persistent flags it takes as well. */
export function isRunningOrAbove(analysis: Analysis, command: Composite): boolean {
  const { served, root } = analysis.memo;
  const runs = served.length > 0 || root !== null;
  return isRunning(analysis, command) || (runs && executedLiterals(analysis).includes(command));
}

/** `if *snapshot == "" { ... }`: whoever gives that setting does not come here. */
export function isInstead(analysis: Analysis, guards: readonly Guard[]): boolean {
  return guards.some(({ condition, scope, early }) => {
    const isUnset = (inner: Expression): boolean => {
      const value = inner.kind === "binary" ? null : valueIn(analysis, inner, scope);
      return value?.text === "" && value.sources.some((source) => /^(flag|env):/.test(source));
    };
    return !early && someExpression(condition, isUnset);
  });
}

/** A method that a library for services of the system starts: `svc.Run(&program{})`. */
function isStarted({ node, file }: Scope): boolean {
  if (node?.kind !== "declaration" || !node.receiver || !/^(Init|Start|Run)$/.test(node.name)) return false;
  return [...file.importPaths].some((path) => /\/(judwhite\/go-svc|kardianos\/service)(\/|$)/.test(path));
}

/** Whether main comes here by itself, or through the Run of the command that the service is started with. */
export function isReached(analysis: Analysis, scope: Scope, depth = 0): boolean {
  for (let outer: Scope | null = scope; outer; outer = outer.parent) {
    if (outer.fieldOf) return isRunning(analysis, outer.fieldOf);
  }
  const around = outermostFunction(scope);
  if (isMain(around) || isInit(around) || isStarted(around)) return true;
  if (commandsRunning(analysis, around).some(({ composite }) => isRunning(analysis, composite))) return true;
  return (
    depth < FARTHEST &&
    callersOf(analysis, around).some(
      ({ guards, scope: where }) =>
        isOn(analysis, guards) &&
        !isOff(analysis, guards, where) &&
        !isInstead(analysis, guards) &&
        isReached(analysis, where, depth + 1),
    )
  );
}
