import { lastName, type Scope } from "../flow/program.ts";
import type { Expression } from "../go/ast.ts";

/** Every name that an expression mentions: `s.cfg.MetricsAddr` gives `s cfg MetricsAddr`. */
export function namesIn(expression: Expression | null | undefined): string {
  switch (expression?.kind) {
    case "name":
      return expression.name;
    case "selector":
      return `${namesIn(expression.base)} ${expression.name}`;
    case "call":
      return [expression.callee, ...expression.args].map(namesIn).join(" ");
    case "unary":
      return namesIn(expression.operand);
    case "binary":
      return `${namesIn(expression.left)} ${namesIn(expression.right)}`;
    case "index":
      return namesIn(expression.base);
    default:
      return "";
  }
}

/**
 * The same of what answers. A router that is made of several handlers, `newRouter(log, ordersHandler, healthHandler)`, serves each of
 * them, so that the name of one says nothing of the port.
 */
export function handlerNames(handler: Expression | null | undefined): string {
  const isMade = handler?.kind === "call";
  const handlers = isMade ? handler.args.filter((one) => /handler|controller/i.test(namesIn(one))) : [];
  return namesIn(isMade && handlers.length > 1 ? handler.callee : handler);
}

/** Receiver and name of the function around. */
export function scopeName({ node, parent }: Scope): string {
  if (node?.kind === "declaration")
    return `${node.receiver ? lastName(node.receiver.type) : ""} ${node.name}`;
  return parent ? scopeName(parent) : "";
}
