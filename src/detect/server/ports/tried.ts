/** Listeners that the code makes only to see whether a port is free. */
import type { CallSite } from "../flow/program.ts";
import { eachIn } from "../flow/walk.ts";
import type { Expression } from "../go/ast.ts";

const isNamed = (expression: Expression, name: string) =>
  expression.kind === "name" && expression.name === name;

/** Whether the function closes the listener that the call makes, and does nothing else with it. */
export function isOnlyTried({ call, scope }: CallSite): boolean {
  if (!scope.node) return false;
  const own = [...scope.bindings].find(([, definitions]) => definitions.some(({ value }) => value === call));
  if (!own) return false;
  const [name, definitions] = own;
  // `var l net.Listener` gives it nothing, and is no expression either.
  let uses = -definitions.filter(({ value }) => value !== null).length;
  let closed = 0;
  eachIn(scope.node.body, (expression) => {
    if (isNamed(expression, name)) uses += 1;
    if (expression.kind === "selector" && expression.name === "Close" && isNamed(expression.base, name)) {
      uses -= 1;
      closed += 1;
    }
    // `if l != nil` before it is closed.
    if (expression.kind === "binary" && isNamed(expression.left, name) && isNamed(expression.right, "nil"))
      uses -= 1;
  });
  return closed > 0 && uses === 0;
}
