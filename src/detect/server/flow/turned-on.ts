/** Switches in fields of structs that some line of the program turns on. */
import type { Expression } from "../go/ast.ts";
import { ownerOf } from "./callers.ts";
import { weighed } from "./conditional.ts";
import type { Analysis } from "./context.ts";
import { isOff } from "./guards.ts";
import { type FieldValue, guardsOf } from "./program.ts";
import type { Value } from "./value.ts";

const isWord = ({ value }: FieldValue, text: string): boolean => value.kind === "name" && value.name === text;

/**
 * `config.External = true` somewhere: until then, the field is false. Where several settings share a
 * struct, `Switch{Value: true}` beside `Switch{Value: false}`, which of them is meant is not in sight.
 */
export function isTurnedOn(analysis: Analysis, condition: Expression, { sources, others }: Value): boolean {
  if (condition.kind !== "selector" || sources.length > 0) return false;
  const all = analysis.program.fieldValues.get(condition.name) ?? [];
  const on = all.filter((one) => isWord(one, "true"));
  if (on.length > 0 && on.every(({ base }) => base !== null)) return true;
  if (!others?.includes("false")) return false;
  const owners = on.flatMap((one) => (one.base === null ? (ownerOf(analysis, one) ?? []) : []));
  return all.some(
    (one) => isWord(one, "false") && one.base === null && owners.includes(ownerOf(analysis, one) ?? ""),
  );
}

/** `if profile { options = append(options, WithProfiler()) }`: each line that turns it on runs only where somebody asks. */
export function staysOff(analysis: Analysis, condition: Expression): boolean {
  const { program } = analysis;
  if (condition.kind !== "selector") return false;
  const all = program.fieldValues.get(condition.name) ?? [];
  const on = all.filter((one) => !isWord(one, "false"));
  const off = weighed(analysis, on, ({ value, scope }) => isOff(analysis, guardsOf(program, value), scope));
  return on.length > 0 && off?.length === on.length;
}
