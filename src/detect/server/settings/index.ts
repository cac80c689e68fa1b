import { flagsAround, isAsideFlag } from "../flow/aside.ts";
import { callersOf } from "../flow/callers.ts";
import type { Analysis, Frame, Settings } from "../flow/context.ts";
import { evaluate, textOf } from "../flow/evaluate.ts";
import { type CallSite, type CompositeSite, outermostFunction, type Scope } from "../flow/program.ts";
import { newSteps } from "../flow/steps.ts";
import { lookUp } from "../flow/types.ts";
import { isKnown, merge, type Value } from "../flow/value.ts";
import type { Expression } from "../go/ast.ts";
import type { ConfigFile } from "./config-files.ts";
import { fieldSettings } from "./fields.ts";
import { flagArguments } from "./flag-calls.ts";
import { keyValue } from "./keys.ts";
import { type Nesting, plainNesting, wholeNesting } from "./nesting.ts";

type Definer = {
  readonly expression: Expression;
  readonly scope: CallSite["scope"];
  /** The call of the helper in which it stands. */
  readonly frame: Frame | null;
};

/** More calls of a helper than this are no flags of one program. */
const MOST_CALLS = 200;

/** Calls of the helper that defines the flag by a name that it is handed; none where it names the flag itself. */
function helperCalls(analysis: Analysis, name: Expression, scope: Scope): readonly Frame[] {
  const around = outermostFunction(scope);
  const found = name.kind === "name" ? lookUp(name.name, scope) : null;
  const { node } = around;
  if (!found?.parameter || found.scope !== around || node?.kind !== "declaration") return [];
  return callersOf(analysis, around)
    .slice(0, MOST_CALLS)
    .map(({ call, scope: where }) => ({ node, args: call.args, context: { scope: where, frame: null } }));
}

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
      const frames = helperCalls(analysis, found.name, scope);
      for (const frame of frames) {
        const name = evaluate(analysis, found.name, { scope, frame }, newSteps(analysis));
        add(isKnown(name) ? name.text : null, { expression: call, scope, frame });
      }
      if (frames.length === 0)
        add(textOf(analysis, found.name, scope), { expression: call, scope, frame: null });
    }
  }
  for (const [type, sites] of composites) {
    if (!type.endsWith("Flag")) continue;
    for (const { composite, scope } of sites)
      add(nameOf(analysis, { composite, scope }), { expression: composite, scope, frame: null });
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
    flag: (analysis, name, steps, scope) => {
      // Empty while it is built: names of flags do not come from flags.
      if (!flags) {
        flags = new Map();
        flags = definers(analysis);
      }
      const all = flags.get(name) ?? [];
      const givenBy = (some: readonly Definer[]) =>
        merge(
          some
            // A flag of a subcommand beside the service is none of the service's.
            .filter((one) => !isAsideFlag(analysis, one.expression, one.scope))
            .map((one) => evaluate(analysis, one.expression, { scope: one.scope, frame: one.frame }, steps)),
        );
      const own = scope && all.length > 1 ? flagsAround(scope, all) : [];
      return own.length > 0 ? givenBy(own) : once(byFlag, name, () => givenBy(all));
    },
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
