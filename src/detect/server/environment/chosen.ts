import { append } from "../flow/assign.ts";
import { isByChoice } from "../flow/by-choice.ts";
import { callersOf } from "../flow/callers.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { isOff } from "../flow/guards.ts";
import { pluginsOf } from "../flow/plugins.ts";
import { type Guard, outermostFunction, type Scope } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import type { Composite, FunctionDeclaration, FunctionLiteral } from "../go/ast.ts";

const DEEPEST = 2;
/** Types with the same method of which one is chosen, rather than two that have a method of that name by chance. */
const FEWEST = 3;

/**
 * Whether the code runs only where its function is chosen by name, `map[string]maker{"s3": newS3, "disk": newDisk}`,
 * and the arguments do not choose it; where a configuration chooses the plugin or the kind of thing that it is of; or
 * where a switch turns on the call.
 */
export function isChosen(analysis: Analysis, scope: Scope, depth = 0): boolean {
  for (let inner: Scope | null = scope; inner; inner = inner.parent) {
    const { node, fieldOf } = inner;
    if (fieldOf && node?.kind === "function" && isOneOfTable(analysis, fieldOf, node, inner)) return true;
  }
  const outer = outermostFunction(scope);
  const { node } = outer;
  if (node?.kind !== "declaration" || /^(main|init)$/.test(node.name)) return false;
  const callers = callersOf(analysis, outer);
  if (callers.length === 0)
    return (
      pluginsOf(analysis).has(scope.file.package) || isOneOfKind(analysis, node) || isInTable(analysis, node)
    );
  return (
    depth < DEEPEST &&
    callers.every(
      ({ guards, scope: where }) => isBehindSwitch(analysis, guards) || isChosen(analysis, where, depth + 1),
    )
  );
}

/** `if cfg.Upgrade { upgrade() }` or `if cfg.Mode == "oidc"`, unless the code shows that this is on. */
function isBehindSwitch(analysis: Analysis, guards: readonly Guard[]): boolean {
  return guards.some((guard) => {
    const { condition } = guard;
    const asked = condition.kind === "unary" && condition.operator === "!" ? condition.operand : condition;
    const setting = asked.kind === "binary" && asked.operator === "==" ? asked.left : asked;
    return setting.kind === "selector" && isByChoice(analysis, [guard]);
  });
}

/** A method that several types have and nothing calls by its own type: what is called depends on the type that is made. */
function isOneOfKind({ program }: Analysis, { name, receiver, parameters }: FunctionDeclaration): boolean {
  if (receiver === null) return false;
  const alike = program
    .methodsNamed(name)
    .filter(({ declaration }) => declaration.parameters.length === parameters.length);
  return alike.length >= FEWEST;
}

function isInTable(analysis: Analysis, node: FunctionDeclaration): boolean {
  const { memo } = analysis;
  memo.tabled ??= tabledFunctions(analysis);
  return (memo.tabled.get(node) ?? []).some((key) => !memo.served.includes(key));
}

/** The first key under which each function stands in each table. */
function tabledFunctions(analysis: Analysis): ReadonlyMap<FunctionDeclaration, readonly string[]> {
  const { program } = analysis;
  const keys = new Map<FunctionDeclaration, string[]>();
  for (const { composite, scope } of [...program.composites.values()].flat()) {
    const inTable = new Set<FunctionDeclaration>();
    for (const { key, value } of isTable(composite) ? composite.elements : []) {
      const declared = calledFunction(program, value, scope)?.declaration;
      if (!declared || inTable.has(declared)) continue;
      const name = textOf(analysis, key, scope);
      if (name === null) continue;
      inTable.add(declared);
      append(keys, declared, name);
    }
  }
  return keys;
}

/** The keys may be constants; in what is no map, names are those of fields. */
function isTable({ type, elements }: Composite): boolean {
  const kinds = type?.kind === "container" ? ["string", "name", "selector"] : ["string"];
  return elements.length > 1 && elements.every(({ key }) => key && kinds.includes(key.kind));
}

function isOneOfTable(analysis: Analysis, table: Composite, node: FunctionLiteral, scope: Scope): boolean {
  const it = isTable(table) ? table.elements.find(({ value }) => value === node) : undefined;
  const name = it ? textOf(analysis, it.key, scope) : null;
  return name !== null && !analysis.memo.served.includes(name);
}

/** Whether code is off, or runs only where somebody chooses it. */
export function mayNotRun(analysis: Analysis, guards: readonly Guard[], scope: Scope): boolean {
  return isByChoice(analysis, guards) || isOff(analysis, guards, scope) || isChosen(analysis, scope);
}
