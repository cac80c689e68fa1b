import type { Health } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { lastName, place } from "../flow/program.ts";
import { eachExpression } from "../flow/walk.ts";
import type { Expression } from "../go/ast.ts";
import { flagArguments } from "../settings/flag-calls.ts";

const COMMAND = /^(healthcheck|health-check|healthz|health)$/;
const FLAG = /^(healthcheck|health-check|healthz|health)$/;

function command(path: string, evidence: string): Health {
  return { type: "command", scheme: "http", path, port: null, evidence };
}

function subcommands(analysis: Analysis): Health[] {
  return (analysis.program.composites.get("Command") ?? []).flatMap(({ composite, scope }) => {
    const name = composite.elements.find(({ key }) => key !== null && /^(Use|Name)$/.test(lastName(key)));
    const text = textOf(analysis, name?.value, scope)?.split(" ")[0] ?? "";
    return COMMAND.test(text) ? [command(text, place(scope.file, composite.at))] : [];
  });
}

function flags(analysis: Analysis): Health[] {
  return ["Bool", "BoolVar", "BoolP", "BoolVarP"].flatMap((name) =>
    (analysis.program.calls.get(name) ?? []).flatMap(({ call, scope }) => {
      const text = textOf(analysis, flagArguments(call)?.name, scope) ?? "";
      const dashes = [...scope.file.importPaths].some((path) => /pflag|cobra/.test(path)) ? "--" : "-";
      return FLAG.test(text) ? [command(dashes + text, place(scope.file, call.at))] : [];
    }),
  );
}

function isFirstArgument(expression: Expression): boolean {
  return (
    (expression.kind === "index" && lastName(expression.base) === "Args") ||
    (expression.kind === "call" && lastName(expression.callee) === "Arg")
  );
}

/** `if os.Args[1] == "healthcheck"`. */
function comparisons(analysis: Analysis): Health[] {
  const found: Health[] = [];
  for (const { statement, scope } of analysis.program.conditions) {
    eachExpression(statement.condition, (inner) => {
      if (inner.kind !== "binary" || inner.operator !== "==" || !isFirstArgument(inner.left)) return true;
      const text = textOf(analysis, inner.right, scope) ?? "";
      if (COMMAND.test(text.replace(/^--?/, ""))) found.push(command(text, place(scope.file, inner.at)));
      return false;
    });
  }
  return found;
}

/** The program's own check of itself: the arguments that start it. */
export function findHealthCommands(analysis: Analysis): Health[] {
  return [...subcommands(analysis), ...flags(analysis), ...comparisons(analysis)].slice(0, 1);
}
