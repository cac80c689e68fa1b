/** Code that nothing in reach names: it was written for tests or other mains. */
import type { Expression } from "../go/ast.ts";
import { callersOf } from "./callers.ts";
import type { Analysis } from "./context.ts";
import { type CompositeSite, lastName, outermostFunction, type Scope } from "./program.ts";
import { structKey, type TypeAt } from "./types.ts";

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
  const made = { expression: type, file: scope.file };
  if (isMentioned(analysis, scope, `.${lastName(type)}`) || isHeld(analysis, made)) return false;
  const sites = literalsOf(analysis, made);
  return sites.length > 0 && sites.every((one) => one.scope.node !== null && isOfUnused(analysis, one.scope));
}

/** In a function that nothing in reach names, or that only such functions call. */
function isOfUnused(analysis: Analysis, scope: Scope): boolean {
  if (isUnused(analysis, scope)) return true;
  const callers = callersOf(analysis, outermostFunction(scope));
  return callers.length > 0 && callers.every((one) => isUnused(analysis, one.scope));
}

/** Every literal of a struct. */
export function literalsOf({ program }: Analysis, type: TypeAt): readonly CompositeSite[] {
  const key = structKey(program, type);
  if (!key) return [];
  return (program.composites.get(lastName(type.expression)) ?? []).filter(
    (one) => one.type && structKey(program, { expression: one.type, file: one.scope.file }) === key,
  );
}

/** Whether a struct has a field of the type, which comes with it, or `new` makes one. */
export function isHeld(analysis: Analysis, type: TypeAt): boolean {
  const { memo } = analysis;
  memo.held ??= heldTypes(analysis);
  const key = structKey(analysis.program, type);
  return key !== null && (memo.held.has(`${lastName(type.expression)} ${key}`) || memo.held.has(key));
}

/** Of types that fields have, name and key of the struct; of those that `new` makes, the key. */
function heldTypes({ program }: Analysis): ReadonlySet<string> {
  const types = new Set<string>();
  for (const { field, file } of [...program.structs.values()].flat()) {
    const expression = heldType(field.type);
    const key = structKey(program, { expression, file });
    if (key !== null) types.add(`${lastName(expression)} ${key}`);
  }
  for (const { call, scope } of program.calls.get("new") ?? []) {
    const [expression] = call.args;
    const key = expression ? structKey(program, { expression, file: scope.file }) : null;
    if (key !== null) types.add(key);
  }
  return types;
}

/** The type itself or the elements of a list or map. */
function heldType(type: Expression): Expression {
  return type.kind === "container" ? heldType(type.element) : type;
}

/**
 * Names with what they select, but those of functions where they are declared or, at the end of a line, described;
 * with the star of a pointer, which makes nothing of the type that it points to.
 */
function wordsOf(text: string): ReadonlySet<string> {
  const code = text.replace(/^[ \t]*\/\/.*$/gm, "");
  // A comment may speak of the function: "serve is ...".
  const words = code.match(/(?:\bfunc |\*)?[\w.]+(?: (?:is|returns|creates) )?/g) ?? [];
  return new Set(words.filter((word) => /^\*?[A-Za-z_]/.test(word) && !word.includes(" ")));
}

/**
 * Every name in the code in reach, but where a function is declared by it: `path.Name` where it is
 * used, in another package also `path..Name`, but for pointers to it.
 */
function mentionedNames({ program }: Analysis): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { text, imports, importPaths, package: own } of program.files) {
    // A dot before an import makes its names those of the file.
    const dotted = imports.has(".") ? [...importPaths].filter((path) => program.packages.has(path)) : [];
    const plain = [own.importPath, ...dotted];
    for (const word of wordsOf(text)) {
      const [name = "", member] = word.replace("*", "").split(".", 2);
      const path = member === undefined ? undefined : imports.get(name);
      if (path === undefined) for (const one of plain) names.add(`${one}.${name}`);
      else names.add(`${path}.${member}`);
      if (path !== undefined && !word.startsWith("*")) names.add(`${path}..${member}`);
    }
  }
  return names;
}
