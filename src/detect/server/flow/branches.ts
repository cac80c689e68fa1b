/** Conditions under which code runs that stands in a case of a switch, or behind an early return. */
import type { Expression, Statement, Switch } from "../go/ast.ts";
import { testedForAbsence } from "./fatal.ts";
import type { Guard, Scope } from "./program.ts";
import { isOfMissing } from "./tested-errors.ts";
import { choiceIn } from "./to-choose.ts";

function equals(tag: Expression, value: Expression): Expression {
  return { kind: "binary", operator: "==", left: tag, right: value, at: 0 };
}

function either(conditions: readonly Expression[]): Expression | null {
  return conditions.reduce<Expression | null>(
    (left, right) => (left ? { kind: "binary", operator: "||", left, right, at: 0 } : right),
    null,
  );
}

/** `case "tcp":` of `switch cfg.Network`, or the default, for which none of the others holds. */
export function caseGuards({ header, cases }: Switch, index: number, scope: Scope): readonly Guard[] {
  const tag = header.at(-1);
  // Without a tag each case is a condition itself; what follows an assignment alone may be types.
  if (tag && tag.kind !== "expression") return [];
  const conditionOf = (values: readonly Expression[]) =>
    either(tag ? values.map((value) => equals(tag.value, value)) : values);
  const own = cases[index]?.values ?? [];
  if (own.length > 0) {
    const condition = conditionOf(own);
    const toChoose = tag && choiceIn(tag.value, cases);
    return condition ? [{ condition, negated: false, scope, ...(toChoose && { toChoose }) }] : [];
  }
  const others = conditionOf(cases.flatMap(({ values }) => values));
  return others ? [{ condition: others, negated: true, scope }] : [];
}

function isNothing(value: Expression): boolean {
  return value.kind === "name" && value.name === "nil";
}

/** Whether a switch of the configuration: `cfg.Enabled`, `*enabled`, `viper.GetBool("enabled")`, or its opposite. */
export function isSwitch(condition: Expression | null): boolean {
  if (!condition) return false;
  if (condition.kind === "unary")
    return condition.operator === "!" ? isSwitch(condition.operand) : condition.operator === "*";
  return condition.kind === "selector" || condition.kind === "call";
}

/** `enabled != "true"`: the text is a switch, which is off when it is not set. */
export function isUnlessOn(condition: Expression | null): boolean {
  if (condition?.kind !== "binary" || condition.operator !== "!=") return false;
  return condition.right.kind === "string" && /^(true|1|yes|on|enabled?)$/i.test(condition.right.value);
}

/**
 * `if !cfg.Enabled { return }`, `if url == "" { return nil, nil }`, `if url == "" { return local(), nil }`: what follows
 * runs only where it is enabled.
 */
export function earlyGuard(statement: Statement, scope: Scope): Guard | null {
  if (statement.kind !== "if" || statement.otherwise.length > 0) return null;
  const { condition } = statement;
  // `if _, err := os.Stat(key); os.IsNotExist(err) { return nil }` asks for nothing that could be set.
  if (statement.init && !isOfMissing(condition)) return null;
  const last = statement.then.at(-1);
  const values = last?.kind === "return" ? last.values : null;
  const isAbsent = testedForAbsence(condition).length > 0;
  // What is returned with an error is required, not turned off.
  const succeeds = isAbsent && values !== null && values.length > 1 && values.slice(-1).every(isNothing);
  const leaves = values?.every(isNothing) || succeeds;
  const turnsOff = isSwitch(condition) || isUnlessOn(condition) || isAbsent;
  return leaves && condition && turnsOff ? { condition, negated: true, scope, early: true } : null;
}
