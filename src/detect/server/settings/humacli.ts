/** The options of huma's command line: each field of their struct is a flag and a variable, whatever its tags. */
import type { Analysis } from "../flow/context.ts";
import type { FieldSite } from "../flow/program.ts";
import { calledFunction } from "../flow/type-of.ts";
import { embeddedTypes, packageOf, typeName } from "../flow/types.ts";
import { kebab, snake, tagPairs } from "./tags.ts";

const LIBRARY = /^github\.com\/danielgtaylor\/huma\/v\d+\/humacli$/;

/** `Options` of `humacli.New(func(hooks humacli.Hooks, options *Options) { ... })`, and what it embeds. */
function optionTypes({ program }: Analysis): readonly string[] {
  if (![...program.externalImports.keys()].some((path) => LIBRARY.test(path))) return [];
  return (program.calls.get("New") ?? []).flatMap(({ call: { callee, args }, scope }) => {
    const [given] = args;
    if (!given || !LIBRARY.test(packageOf(callee, scope) ?? "")) return [];
    const declared = calledFunction(program, given, scope);
    const node = given.kind === "function" ? given : declared?.declaration;
    const type = node?.parameters[1]?.type;
    const name = type && typeName({ expression: type, file: declared?.scope.file ?? scope.file });
    return name ? [name, ...embeddedTypes(program, name)] : [];
  });
}

/**
 * Sources of the field's value; null for a field of any other struct.
 * Source: setupOptions in huma's humacli/humacli.go
 */
export function humaSources(analysis: Analysis, { owner, field }: FieldSite): readonly string[] | null {
  const { memo } = analysis;
  memo.humaOptions ??= optionTypes(analysis);
  if (!memo.humaOptions.includes(owner)) return null;
  const name = tagPairs(field.tag).get("name") ?? kebab(field.name);
  return [`env:SERVICE_${snake(name.replaceAll("-", "_"))}`, `flag:--${name}`];
}
