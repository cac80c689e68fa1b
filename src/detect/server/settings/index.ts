import { isAsideFlag } from "../flow/aside.ts";
import type { Analysis, Settings } from "../flow/context.ts";
import { evaluate, textOf } from "../flow/evaluate.ts";
import type { CallSite, CompositeSite } from "../flow/program.ts";
import { merge, type Value } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import type { ConfigFile } from "./config-files.ts";
import { fieldSettings } from "./fields.ts";
import { flagArguments } from "./flag-calls.ts";
import { keyValue } from "./keys.ts";
import { type Nesting, plainNesting, wholeNesting } from "./nesting.ts";

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
  const byFlag = new Map<string, Value | null>();
  const byKey = new Map<string, Value | null>();
  const byField = new Map<string, Value | null>();
  const nested = (analysis: Analysis): Nesting => {
    if (!nesting) {
      nesting = plainNesting(analysis.program);
      nesting = wholeNesting(analysis, nesting);
      byField.clear();
    }
    return nesting;
  };
  return {
    configFiles: () => {
      files ??= readFiles();
      return files;
    },
    flag: (analysis, name, steps) =>
      once(byFlag, name, () => {
        // Empty while it is built: names of flags do not come from flags.
        if (!flags) {
          flags = new Map();
          flags = definers(analysis);
        }
        return merge(
          (flags.get(name) ?? [])
            // A flag of a subcommand beside the service is none of the service's.
            .filter(({ expression, scope }) => !isAsideFlag(analysis, expression, scope))
            .map(({ expression, scope }) => evaluate(analysis, expression, { scope, frame: null }, steps)),
        );
      }),
    key: (analysis, key, steps) => once(byKey, key, () => keyValue(analysis, key, steps)),
    field: (analysis, owner, name, via = null) =>
      once(byField, `${owner}.${name} ${via ? `${via.owner}.${via.field.name}` : ""}`, () =>
        fieldSettings(analysis, nested(analysis), owner, name, via),
      ),
    isShared: (analysis, key) => (nested(analysis).holding.get(key)?.length ?? 0) > 1,
  };
}

/** Works a value out once; while that is under way, which is a cycle, it is unknown. */
function once(known: Map<string, Value | null>, name: string, work: () => Value | null): Value | null {
  const seen = known.get(name);
  if (seen !== undefined) return seen;
  known.set(name, null);
  const value = work();
  known.set(name, value);
  return value;
}
