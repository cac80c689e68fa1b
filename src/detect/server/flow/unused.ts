import type { Composite } from "../go/ast.ts";
import { callersOf } from "./callers.ts";
import type { Analysis } from "./context.ts";
import { textOf } from "./evaluate.ts";
import type { Scope } from "./program.ts";

/** Whether the code stands in a function that nothing in reach names: it was written for tests or other mains. */
export function isUnused(analysis: Analysis, scope: Scope): boolean {
  let outer = scope;
  while (outer.parent?.node) outer = outer.parent;
  const { node } = outer;
  if (node?.kind !== "declaration" || node.receiver || /^(main|init)$/.test(node.name)) return false;
  const { unused } = analysis.memo;
  const seen = unused.get(node);
  if (seen !== undefined) return seen;
  const mention = new RegExp(`(?<!func )\\b${node.name}\\b(?! is | returns | creates )`);
  const found =
    callersOf(analysis, outer).length === 0 &&
    !analysis.program.files.some(
      ({ text }) => text.includes(node.name) && mention.test(withoutComments(text)),
    );
  unused.set(node, found);
  return found;
}

function withoutComments(text: string): string {
  return text.replace(/^\s*\/\/.*$/gm, "");
}

/** Subcommands whose code runs beside the service at most: its paths and ports are not the service's. */
const ASIDE =
  /^(version|help|completion|docs?|gen\w*|man|manual|migrate\w*|seed|import|export|backup|restore|dump|validate|test|bench\w*|users?|admin|client|upgrade|update|init|create\w*|add|rm|remove|ls|list|find|hash\w*|config|debug|healthcheck|health)$/;

/** A command that has others below it only prepares them. */
function isLeaf(command: Composite | null): boolean {
  return !command?.elements.some(
    ({ key }) => key?.kind === "name" && /^(Persistent\w+|Commands|Subcommands)$/.test(key.name),
  );
}

/** Whether the code stands in the function of a subcommand that does not serve. */
export function isAside(analysis: Analysis, scope: Scope): boolean {
  for (let outer: Scope | null = scope; outer; outer = outer.parent) {
    const name = outer.fieldOf?.elements.find(
      ({ key }) => key?.kind === "name" && /^(Use|Name)$/.test(key.name),
    );
    if (!name || !outer.parent) continue;
    const text = textOf(analysis, name.value, outer.parent)?.split(/\s/)[0] ?? "";
    const { served } = analysis.memo;
    if (ASIDE.test(text) || (served.length > 0 && !served.includes(text) && isLeaf(outer.fieldOf)))
      return true;
  }
  return false;
}
