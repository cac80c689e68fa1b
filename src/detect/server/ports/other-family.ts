/** The address of IPv6 beside one of IPv4 that is opened: all interfaces take in both, and the second finds its port taken. */
import type { GivenSetting } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { valueIn } from "../flow/evaluate.ts";
import { isKnown, setBy } from "../flow/value.ts";
import { conjuncts } from "../flow/walk.ts";

/** What turns the setting of `::1` off, as a condition tells it: `if cfg.ListenIPv6 != "-" { ... }`. */
export function otherFamily(analysis: Analysis, opening: GivenSetting | null): readonly GivenSetting[] {
  if (!opening?.value.includes("0.0.0.0")) return [];
  const compared = analysis.program.conditions.flatMap(({ statement: { condition }, scope }) =>
    (condition ? conjuncts(condition) : []).flatMap((one) =>
      one.kind === "binary" && one.operator === "!=" && one.right.kind === "string" && one.right.value !== ""
        ? [{ setting: one.left, word: one.right.value, scope }]
        : [],
    ),
  );
  for (const { setting, word, scope } of compared) {
    const value = valueIn(analysis, setting, scope);
    const source = isKnown(value) && value.text === "::1" ? setBy(value) : null;
    if (source !== null && /^(env|flag):/.test(source) && source !== opening.setBy)
      return [{ setBy: source, value: word }];
  }
  return [];
}
