import type { Expression } from "../go/ast.ts";
import { lastName, type Scope } from "./program.ts";

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

const ROUTER = /(mux|router|handler|engine)$|^(h|next)$/i;
const MAKES = /^(new|make|build|create)/i;
/** `newRouter(cfg.Debug)`: how much it tells, not what it is for. */
const TELLS_MORE = /^(is)?(debug|verbose)(mode|enabled)?$/i;

/** Whether it is a router or a handler by its name, or wraps one. */
function isHandler(expression: Expression): boolean {
  if (expression.kind !== "call") return ROUTER.test(lastName(expression));
  return ROUTER.test(lastName(expression.callee)) || expression.args.some(isHandler);
}

/**
 * The same of what answers. A router that is made of several handlers, `newRouter(log, ordersHandler, healthHandler)`,
 * serves each of them, so that the name of one says nothing of the port; nor does that of what it is wrapped in,
 * `debugHandler(mux)`.
 */
export function handlerNames(handler: Expression | null | undefined): string {
  if (handler?.kind === "selector" && handler.base.kind === "call")
    return `${handlerNames(handler.base)} ${handler.name}`;
  if (handler?.kind !== "call") return namesIn(handler);
  const several = handler.args.filter((one) => /handler|controller/i.test(namesIn(one)));
  if (several.length > 1) return namesIn(handler.callee);
  const [wrapped, ...others] = handler.args.filter(isHandler);
  const wraps = wrapped && others.length === 0 && !MAKES.test(lastName(handler.callee));
  if (wraps) return handlerNames(wrapped);
  return namesIn({ ...handler, args: handler.args.filter((one) => !TELLS_MORE.test(lastName(one))) });
}

/** Receiver and name of the function around. */
export function scopeName({ node, parent }: Scope): string {
  if (node?.kind === "declaration")
    return `${node.receiver ? lastName(node.receiver.type) : ""} ${node.name}`;
  return parent ? scopeName(parent) : "";
}
