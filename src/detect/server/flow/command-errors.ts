/** Errors of the function that a command runs: cobra, urfave/cli and their kin hand them to main, which ends by them. */
import { commandsRunning, isAside } from "./aside.ts";
import type { Analysis } from "./context.ts";
import { lastName, outermostFunction, type Scope } from "./program.ts";

/** `RunE: func(cmd *cobra.Command, args []string) error { ... }`. */
function isOfCommand({ node, fieldOf }: Scope): boolean {
  return (
    node?.kind === "function" && node.results.length > 0 && lastName(fieldOf?.type ?? null) === "Command"
  );
}

/** Whether an error that the function gives is one of a command that the program may be started with. */
export function isCommandError(analysis: Analysis, scope: Scope): boolean {
  let gives = commandsRunning(analysis, outermostFunction(scope)).length > 0;
  for (let outer: Scope | null = scope; outer && !gives; outer = outer.parent) gives = isOfCommand(outer);
  return gives && !isAside(analysis, scope);
}
