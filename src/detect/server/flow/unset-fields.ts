/** Fields that nothing in sight gives a value: Go leaves them empty. */
import type { Expression } from "../go/ast.ts";
import type { Analysis, Context } from "./context.ts";
import { givenTo } from "./given.ts";
import { qualifiedName } from "./known-calls.ts";
import { type CallSite, lastName, type Program } from "./program.ts";
import { calledFunction, typeOf } from "./type-of.ts";
import { findField, importOf, structKey, type TypeAt } from "./types.ts";

/** What code out of sight may fill. */
export interface Filled {
  /** Keys of structs that it is handed, with those inside of them. */
  readonly structs: ReadonlySet<string>;
  /** Names of fields that it is handed a pointer to. */
  readonly fields: ReadonlySet<string>;
}

/** What only prints what it is handed, or holds on to it. */
const LEAVES = /^((fmt|log|log\/slog|errors)\..*|append|len|cap|panic|new|make)$/;

function addStructs(program: Program, { expression, file }: TypeAt, found: Set<string>): void {
  if (expression.kind === "container") addStructs(program, { expression: expression.element, file }, found);
  if (expression.kind === "unary") addStructs(program, { expression: expression.operand, file }, found);
  const key = structKey(program, { expression, file });
  if (key === null || found.has(key)) return;
  found.add(key);
  for (const inside of program.structs.get(key) ?? [])
    addStructs(program, { expression: inside.field.type, file: inside.file }, found);
}

function isOutOfSight(program: Program, { call: { callee }, scope }: CallSite): boolean {
  const name = callee.kind === "name" ? callee.name : qualifiedName(callee, { scope, frame: null });
  return !(name !== null && LEAVES.test(name)) && calledFunction(program, callee, scope) === null;
}

function filledIn(program: Program): Filled {
  const structs = new Set<string>();
  const fields = new Set<string>();
  for (const sites of program.calls.values()) {
    for (const site of sites) {
      const { call, scope } = site;
      // A generic function is told the type that it makes.
      const types = call.callee.kind === "index" ? call.callee.index : [];
      for (const expression of types) addStructs(program, { expression, file: scope.file }, structs);
      const handed = call.args.map((one) =>
        one.kind === "unary" && one.operator === "&" ? one.operand : one,
      );
      handed.forEach((one, index) => {
        if (one.kind === "selector" && one !== call.args[index]) fields.add(one.name);
      });
      const held = handed.filter(({ kind }) => kind === "name" || kind === "selector");
      if (held.length === 0 || !isOutOfSight(program, site)) continue;
      for (const one of held) {
        const type = typeOf(program, one, scope);
        if (type) addStructs(program, type, structs);
      }
    }
  }
  return { structs, fields };
}

const PLAIN = /^(string|bool)$/;
/** What no file, variable, flag or form can hold. */
const CODE = /^(Handler|HandlerFunc|RoundTripper|Listener)$/;

/** `fx.In`, `dig.In`: a container fills the struct by its types. */
function isInjected({ structs }: Program, key: string): boolean {
  return (structs.get(key) ?? []).some(({ field }) => field.embedded && field.name === "In");
}

/**
 * Whether an expression is such a field: a text or a switch of a struct that no code out of sight may fill, or
 * what only code can give.
 */
export function isNeverSet(analysis: Analysis, expression: Expression, { scope }: Context): boolean {
  const { program, memo, settings } = analysis;
  if (expression.kind !== "selector" || importOf(expression.base, scope) !== null) return false;
  const owner = typeOf(program, expression.base, scope);
  const key = owner && structKey(program, owner);
  const site = key ? findField(program, key, expression.name) : null;
  const type = lastName(site?.field.type ?? null);
  const isCode = CODE.test(type);
  if (!key || !site || !(isCode || PLAIN.test(type)) || site.field.tag !== "") return false;
  if (isInjected(program, site.owner)) return false;
  if (givenTo(analysis, site).length > 0 || settings.field(analysis, site.owner, expression.name))
    return false;
  memo.filled ??= filledIn(program);
  const { structs, fields } = memo.filled;
  if (isCode) return !fields.has(expression.name);
  return ![key, site.owner].some((one) => structs.has(one)) && !fields.has(expression.name);
}
