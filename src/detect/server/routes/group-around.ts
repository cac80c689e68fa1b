/** Groups whose routes are registered on the router itself, within a function that they are handed. */
import { type CallSite, lastName, type Scope } from "../flow/program.ts";

/** macaron's and martini's `m.Group("/api", func() { m.Get("/status") })`: inside, m itself has the prefix. */
export function groupAround(name: string, from: Scope, declaring: Scope): CallSite | null {
  for (let at: Scope | null = from; at && at !== declaring; at = at.parent) {
    const { node, handedTo } = at;
    if (node?.kind !== "function" || node.parameters.length > 0 || !handedTo) continue;
    const { callee } = handedTo.call;
    const isThis = callee.kind === "selector" && callee.base.kind === "name" && callee.base.name === name;
    if (isThis && lastName(callee) === "Group") return handedTo;
  }
  return null;
}
