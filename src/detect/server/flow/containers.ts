/** Functions that are handed to a container of dependencies, which calls them and ends the program by their errors. */
import type { Call, Expression } from "../go/ast.ts";
import type { Analysis } from "./context.ts";
import { lastName, type Scope } from "./program.ts";
import { calledFunction } from "./type-of.ts";
import { packageOf } from "./types.ts";

const TAKES = ["Provide", "Invoke", "Annotate"];

const isOfFx = ({ callee }: Call, scope: Scope): boolean =>
  TAKES.includes(lastName(callee)) && packageOf(callee, scope) === "go.uber.org/fx";

/** `fx.Provide(NewConfig)`, `fx.Invoke(fx.Annotate(run, ...))`, and the same of a literal. */
export function isHandedToFx({ program }: Analysis, { node, handedTo, parent }: Scope): boolean {
  if (node?.kind === "function") return handedTo !== null && parent !== null && isOfFx(handedTo.call, parent);
  if (node?.kind !== "declaration") return false;
  const isIt = (argument: Expression, scope: Scope): boolean =>
    lastName(argument) === node.name && calledFunction(program, argument, scope)?.declaration === node;
  return TAKES.flatMap((name) => program.calls.get(name) ?? []).some(
    ({ call, scope }) => isOfFx(call, scope) && call.args.some((one) => isIt(one, scope)),
  );
}
