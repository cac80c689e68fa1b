import type { Composite, Field } from "../go/ast.ts";
import { kebab, tagPairs } from "../settings/tags.ts";
import { callersOf } from "./callers.ts";
import type { Analysis } from "./context.ts";
import { textOf } from "./evaluate.ts";
import { outermostFunction, type Scope } from "./program.ts";
import { structKey } from "./types.ts";

/** Whether the code stands in a function that nothing in reach names: it was written for tests or other mains. */
export function isUnused(analysis: Analysis, scope: Scope): boolean {
  const outer = outermostFunction(scope);
  const { node } = outer;
  if (node?.kind !== "declaration" || node.receiver || /^(main|init)$/.test(node.name)) return false;
  const { memo } = analysis;
  const seen = memo.unused.get(node);
  if (seen !== undefined) return seen;
  memo.mentioned ??= mentionedNames(analysis);
  const found = !memo.mentioned.has(node.name) && callersOf(analysis, outer).length === 0;
  memo.unused.set(node, found);
  return found;
}

/** Every name in the code in reach, but where a function is declared by it. */
function mentionedNames({ program }: Analysis): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { text } of program.files) {
    const code = text.replace(/^\s*\/\/.*$/gm, "");
    // A comment at the end of a line may speak of the function: "serve is ...".
    for (const [name] of code.matchAll(/(?<!func )\b[A-Za-z_]\w*\b(?! is | returns | creates )/g))
      names.add(name);
  }
  return names;
}

/** Subcommands whose code runs beside the service at most: its paths and ports are not the service's. */
const ASIDE =
  /^(version|help|completion|docs?|gen\w*|man|manual|migrate\w*|seed|import|export|backup|restore|dump|validate|test|bench\w*|users?|admin|client|upgrade|update|init|create\w*|add|rm|remove|ls|list|find|hash\w*|config|debug|healthcheck|health)$/;

const MAY_SERVE = /^(serve\w*|server|start|run|web\w*|http|daemon|api|app|all|up|listen|standalone|root)$/;

/** A command that has others below it only prepares them. */
function isLeaf(command: Composite | null): boolean {
  return !command?.elements.some(
    ({ key }) => key?.kind === "name" && /^(Persistent\w+|Commands|Subcommands)$/.test(key.name),
  );
}

/** `arg:"subcommand:agent"` of go-arg, `cmd:""` of kong: the name of the subcommand; null for any other field. */
function subcommandOf({ name, tag }: Field): { readonly name: string; readonly optional: boolean } | null {
  const pairs = tagPairs(tag);
  const ofArg = /(?:^|,)subcommand(?::(\w[\w-]*))?/.exec(pairs.get("arg") ?? "");
  if (ofArg) return { name: ofArg[1] ?? name.toLowerCase(), optional: true };
  if (!pairs.has("cmd") && !/(^|\s)cmd(\s|$)/.test(tag)) return null;
  return { name: pairs.get("name") ?? kebab(name), optional: false };
}

/** Structs whose methods run for a subcommand that the service is not started with. */
function asideCommands({ program, memo }: Analysis): ReadonlySet<string> {
  const found = new Set<string>();
  for (const fields of program.structs.values()) {
    const commands = fields.flatMap(({ field, file }) => {
      const command = subcommandOf(field);
      const key = command && structKey(program, { expression: field.type, file });
      return command && key ? [{ ...command, key, default: tagPairs(field.tag).has("default") }] : [];
    });
    const named = commands.some((one) => memo.served.includes(one.name));
    // With kong some command always runs, so unless one is known to be it any may be.
    const decided = named || commands.some((one) => one.optional || one.default);
    for (const one of commands) {
      const runs = named ? memo.served.includes(one.name) : one.default;
      if (!runs && (decided || ASIDE.test(one.name))) found.add(one.key);
    }
  }
  return found;
}

/** Whether the code stands in the function of a subcommand that does not serve. */
export function isAside(analysis: Analysis, scope: Scope): boolean {
  let declared = scope;
  while (declared.parent?.node) declared = declared.parent;
  const receiver = declared.node?.kind === "declaration" ? declared.node.receiver : null;
  if (receiver) {
    analysis.memo.aside ??= asideCommands(analysis);
    const { aside } = analysis.memo;
    const key =
      aside.size > 0 && structKey(analysis.program, { expression: receiver.type, file: declared.file });
    if (key && aside.has(key)) return true;
  }
  for (let outer: Scope | null = scope; outer; outer = outer.parent) {
    const name = outer.fieldOf?.elements.find(
      ({ key }) => key?.kind === "name" && /^(Use|Name)$/.test(key.name),
    );
    if (!name || !outer.parent) continue;
    const text = textOf(analysis, name.value, outer.parent)?.split(/\s/)[0] ?? "";
    const { served, root } = analysis.memo;
    // A root that runs by itself may hand on to the command that serves.
    const other =
      served.length > 0
        ? !served.includes(text)
        : root !== null && outer.fieldOf !== root && !MAY_SERVE.test(text);
    if (ASIDE.test(text) || (other && isLeaf(outer.fieldOf))) return true;
  }
  return false;
}
