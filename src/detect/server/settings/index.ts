import type { Analysis, Settings, Steps } from "../flow/context.ts";
import { evaluate, textOf } from "../flow/evaluate.ts";
import type { CallSite, CompositeSite } from "../flow/program.ts";
import { merge, type Value } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import type { ConfigFile } from "./config-files.ts";
import { fieldSettings, type Nesting, nestingOf } from "./fields.ts";
import { flagArguments } from "./flag-calls.ts";
import { keyValue } from "./keys.ts";

type Definer = { readonly expression: Expression; readonly scope: CallSite["scope"] };

/** Calls and literals that define a flag, by its name. */
function definers(analysis: Analysis): ReadonlyMap<string, readonly Definer[]> {
  const byName = new Map<string, Definer[]>();
  const add = (name: string | null, definer: Definer): void => {
    for (const one of name?.split(",") ?? []) {
      const list = byName.get(one.trim());
      if (list) list.push(definer);
      else byName.set(one.trim(), [definer]);
    }
  };
  const { calls, composites } = analysis.program;
  for (const sites of calls.values()) {
    for (const { call, scope } of sites) {
      const found = flagArguments(call);
      if (!found) continue;
      add(textOf(analysis, found.name, scope), { expression: call, scope });
    }
  }
  for (const [type, sites] of composites) {
    if (!type.endsWith("Flag")) continue;
    for (const { composite, scope } of sites)
      add(nameOf(analysis, { composite, scope }), { expression: composite, scope });
  }
  return byName;
}

function nameOf(
  analysis: Analysis,
  { composite, scope }: Pick<CompositeSite, "composite" | "scope">,
): string | null {
  const name = composite.elements.find(({ key }) => key?.kind === "name" && key.name === "Name");
  return textOf(analysis, name?.value, scope);
}

/** What flag and configuration libraries know by name; each part is worked out when first asked for. */
export function createSettings(readFiles: () => readonly ConfigFile[]): Settings {
  let flags: ReadonlyMap<string, readonly Definer[]> | null = null;
  let nesting: Nesting | null = null;
  let files: readonly ConfigFile[] | null = null;
  const fields = new Map<string, Value | null>();
  return {
    configFiles: () => {
      files ??= readFiles();
      return files;
    },
    flag: (analysis: Analysis, name: string, steps: Steps) => {
      flags ??= definers(analysis);
      return merge(
        (flags.get(name) ?? []).map(({ expression, scope }) =>
          evaluate(analysis, expression, { scope, frame: null }, steps),
        ),
      );
    },
    key: keyValue,
    field: (analysis: Analysis, owner: string, name: string) => {
      const key = `${owner}.${name}`;
      const memo = fields.get(key);
      if (memo !== undefined) return memo;
      fields.set(key, null);
      nesting ??= nestingOf(analysis.program);
      const value = fieldSettings(analysis, nesting, owner, name);
      fields.set(key, value);
      return value;
    },
  };
}
