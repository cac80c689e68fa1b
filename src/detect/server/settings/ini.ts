/** Keys of go-ini: `section.Key("PORT").MustInt(80)`, which takes what the code has where the file gives nothing. */
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { lastName, type Scope } from "../flow/program.ts";
import { lookUp } from "../flow/types.ts";
import { merge, type Value } from "../flow/value.ts";
import type { Call, Expression } from "../go/ast.ts";
import { lookUpKey } from "./config-files.ts";

const GIVES = /^(Must)?(String|Int|Int64|Uint|Uint64|Bool|Duration)$|^Value$/;
const LIBRARY = /^(gopkg\.in\/ini\.v\d+|github\.com\/go-ini\/ini)$/;

/** The name of a section, `file.Section("server")` or a variable that it was put into; "" where that cannot be told. */
function sectionOf(analysis: Analysis, section: Expression, scope: Scope): string {
  if (section.kind === "call" && /^(Get)?Section$/.test(lastName(section.callee)))
    return textOf(analysis, section.args[0], scope) ?? "";
  if (section.kind !== "name") return "";
  const [made, ...others] = lookUp(section.name, scope)?.definitions ?? [];
  return made?.value?.kind === "call" && others.length === 0
    ? sectionOf(analysis, made.value, made.scope)
    : "";
}

/** What the file gives the key, over the default that the call names; null for calls of other libraries. */
export function iniKey(
  analysis: Analysis,
  { callee, args }: Call,
  scope: Scope,
  value: (expression: Expression | undefined) => Value | null,
): Value | null {
  if (callee.kind !== "selector" || !GIVES.test(callee.name)) return null;
  const { base } = callee;
  if (base.kind !== "call" || base.callee.kind !== "selector" || base.callee.name !== "Key") return null;
  const fallback = value(args[0]);
  const libraries = [...analysis.program.externalImports.keys()];
  if (!libraries.some((path) => LIBRARY.test(path))) return fallback;
  const key = textOf(analysis, base.args[0], scope);
  const section = sectionOf(analysis, base.callee.base, scope);
  const path = [section, key].filter(Boolean).join(".");
  const given = key ? lookUpKey(analysis.settings.configFiles(), path) : null;
  return merge([given || null, fallback]);
}
