/** Errors of the function that a command runs: cobra, urfave/cli and their kin hand them to main, which ends by them. So does fx. */
import { commandsRunning, isAside, isTaggedCommand } from "./aside.ts";
import { isHandedToFx } from "./containers.ts";
import type { Analysis } from "./context.ts";
import { outermostFunction, type Scope } from "./program.ts";

/** Libraries that run `Execute(args []string) error` of the struct that they are told is a command. */
const COMMANDERS = /^github\.com\/(jessevdk|umputun)\/go-flags$/;

/** `RunE: func(cmd *cobra.Command, args []string) error { ... }`, also in a list, which leaves the type out. */
function isOfCommand({ program }: Analysis, { node, fieldOf }: Scope): boolean {
  if (node?.kind !== "function" || !fieldOf) return false;
  return (program.composites.get("Command") ?? []).some(({ composite }) => composite === fieldOf);
}

/** `func (c *Serve) Execute(args []string) error` of go-flags, `func (c *Serve) Run() error` of kong: no line calls it. */
function isOfCommander({ program }: Analysis, { node, file }: Scope): boolean {
  if (node?.kind !== "declaration" || !node.receiver || node.results.length !== 1) return false;
  if (node.name === "Run") return isTaggedCommand(program, { expression: node.receiver.type, file });
  const [only, ...others] = node.parameters;
  const takesWords = only?.type?.kind === "container" && others.length === 0;
  if (node.name !== "Execute" || !takesWords) return false;
  return program.files.some(({ importPaths }) => [...importPaths].some((path) => COMMANDERS.test(path)));
}

function isRunByName(analysis: Analysis, declared: Scope): boolean {
  return commandsRunning(analysis, declared).length > 0 || isOfCommander(analysis, declared);
}

/** Whether it is the very function that a command runs which the program may be started with. */
export function runsCommand(analysis: Analysis, scope: Scope): boolean {
  const runs = isOfCommand(analysis, scope) || isRunByName(analysis, scope);
  return runs && !isAside(analysis, scope);
}

/** Whether an error that the function gives is one of a command that the program may be started with, or ends fx. */
export function isCommandError(analysis: Analysis, scope: Scope): boolean {
  if (isHandedToFx(analysis, scope)) return true;
  const declared = outermostFunction(scope);
  let gives = isRunByName(analysis, declared);
  for (let outer: Scope | null = scope; outer && !gives; outer = outer.parent)
    gives = isOfCommand(analysis, outer) && (outer.node?.results.length ?? 0) > 0;
  return gives && !isAside(analysis, scope);
}
