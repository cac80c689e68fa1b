/** Sizes and durations that the code multiplies: `1 << 20`, `10 * time.Second`. */
import type { Expression } from "../go/ast.ts";
import type { Scope } from "./program.ts";
import { importOf } from "./types.ts";
import type { Value } from "./value.ts";

/** As time.ParseDuration reads them. */
const UNITS: Readonly<Record<string, string | undefined>> = {
  Nanosecond: "ns",
  Microsecond: "us",
  Millisecond: "ms",
  Second: "s",
  Minute: "m",
  Hour: "h",
};

/** The unit that a constant of package time is; null for anything else. */
function unitOf(expression: Expression, scope: Scope): string | null {
  if (expression.kind !== "selector" || importOf(expression.base, scope) !== "time") return null;
  return UNITS[expression.name] ?? null;
}

/** `10 * time.Second` as `10s`; null for any other product. */
export function duration(
  left: Expression,
  right: Expression,
  scope: Scope,
  value: (expression: Expression) => Value | null,
): Value | null {
  const unit = unitOf(left, scope) ?? unitOf(right, scope);
  const count = unit === null ? null : value(unitOf(left, scope) === null ? left : right);
  return count?.numeric && /^\d+$/.test(count.text)
    ? { ...count, numeric: false, text: count.text + unit }
    : null;
}

/** What two numbers give; null for an operator that sizes are not made with. */
export function calculated(operator: string, left: Value, right: Value): Value | null {
  const [a, b] = [Number(left.text), Number(right.text)];
  if (operator === "+") return { ...left, text: String(a + b) };
  if (operator === "-") return { ...left, text: String(a - b) };
  if (operator === "*") return { ...left, text: String(a * b) };
  return operator === "<<" ? { ...left, text: String(a * 2 ** b) } : null;
}
