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

/** What two numbers give, by the operators that sizes and ports are made with. */
export const OPERATIONS: ReadonlyMap<string, (left: number, right: number) => number> = new Map([
  ["+", (left, right) => left + right],
  ["-", (left, right) => left - right],
  ["*", (left, right) => left * right],
  ["<<", (left, right) => left * 2 ** right],
]);
