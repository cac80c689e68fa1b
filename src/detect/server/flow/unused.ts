/** Code that nothing in reach names: it was written for tests or other mains. */
import type { Expression } from "../go/ast.ts";
import { callersOf } from "./callers.ts";
import type { Analysis } from "./context.ts";
import { lastName, outermostFunction, type Scope, type SourceFile } from "./program.ts";
import { structKey } from "./types.ts";

/** Whether the code stands in a function that nothing in reach names. */
export function isUnused(analysis: Analysis, scope: Scope): boolean {
  const outer = outermostFunction(scope);
  const { node } = outer;
  if (node?.kind !== "declaration" || /^(main|init)$/.test(node.name)) return false;
  const { memo } = analysis;
  const seen = memo.unused.get(node);
  if (seen !== undefined) return seen;
  // Breaks the cycle of a constructor that calls a method of what it makes.
  memo.unused.set(node, false);
  const found = node.receiver
    ? isNeverMade(analysis, node.receiver.type, outer)
    : callersOf(analysis, outer).length === 0 && !isMentioned(analysis, outer, node.name);
  memo.unused.set(node, found);
  return found;
}

function isMentioned(analysis: Analysis, { file }: Scope, name: string): boolean {
  const { memo } = analysis;
  memo.mentioned ??= mentionedNames(analysis);
  return memo.mentioned.has(`${file.package.importPath}.${name}`);
}

/** A type that only unused functions make, and that no other package names. */
function isNeverMade(analysis: Analysis, type: Expression, scope: Scope): boolean {
  const { program } = analysis;
  const key = structKey(program, { expression: type, file: scope.file });
  const name = lastName(type);
  if (!key || isMentioned(analysis, scope, `.${name}`) || isHeld(analysis, key, name)) return false;
  const made = (program.composites.get(name) ?? []).filter(
    (one) => one.type && structKey(program, { expression: one.type, file: one.scope.file }) === key,
  );
  return made.length > 0 && made.every((one) => one.scope.node !== null && isUnused(analysis, one.scope));
}

/** Whether a struct has a field of the type, which comes with it, or `new` makes one. */
function isHeld({ program }: Analysis, key: string, name: string): boolean {
  const isKey = (type: Expression, file: SourceFile) =>
    structKey(program, { expression: type, file }) === key;
  for (const fields of program.structs.values()) {
    if (fields.some(({ field, file }) => held(field.type, name).some((type) => isKey(type, file))))
      return true;
  }
  return (program.calls.get("new") ?? []).some(
    ({ call, scope }) => call.args[0] !== undefined && isKey(call.args[0], scope.file),
  );
}

/** The type itself or the elements of a list or map, where it is of that name. */
function held(type: Expression, name: string): Expression[] {
  if (type.kind === "container") return held(type.element, name);
  return lastName(type) === name ? [type] : [];
}

/**
 * Every name in the code in reach, but where a function is declared by it: `path.Name` where it is
 * used, in another package also `path..Name`.
 */
function mentionedNames({ program }: Analysis): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { text, imports, importPaths, package: own } of program.files) {
    // A dot before an import makes its names those of the file.
    const dotted = imports.has(".") ? [...importPaths].filter((path) => program.packages.has(path)) : [];
    const plain = [own.importPath, ...dotted];
    const code = text.replace(/^\s*\/\/.*$/gm, "");
    // A comment at the end of a line may speak of the function: "serve is ...".
    for (const [, name = "", member] of code.matchAll(
      /(?<!func )(?<![\w.])([A-Za-z_]\w*)(?:\.([A-Za-z_]\w*))?\b(?! is | returns | creates )/g,
    )) {
      const path = member === undefined ? undefined : imports.get(name);
      if (path === undefined) for (const one of plain) names.add(`${one}.${name}`);
      else names.add(`${path}.${member}`).add(`${path}..${member}`);
    }
  }
  return names;
}
