/** Flags that Go's flag package reads before it comes to the command: `shop -host=0.0.0.0 serve`. */
import type { GivenSetting } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { textOf } from "../flow/evaluate.ts";
import { lastName } from "../flow/program.ts";
import { packageOf } from "../flow/types.ts";
import type { Call } from "../go/ast.ts";

const DEFINES = /^(String|Bool|U?int(64)?|Float64|Duration|Text|Func|BoolFunc)?(Var)?$/i;

/** `flag.Arg(0)`, `flag.Args()`: what is left behind the flags. */
function takesRest({ program }: Analysis): boolean {
  return ["Arg", "Args"].some((name) =>
    (program.calls.get(name) ?? []).some(
      ({ call: { callee }, scope }) => packageOf(callee, scope) === "flag",
    ),
  );
}

/** The argument that names the flag. */
function nameOf({ callee, args }: Call) {
  return /Var$/.test(lastName(callee)) ? args[1] : args[0];
}

/**
 * Names of the flags that the program defines with Go's flag package, those of sets that a command reads by itself
 * aside; null for one that is not in sight.
 */
export function goFlags(analysis: Analysis): readonly (string | null)[] {
  return [...analysis.program.calls].flatMap(([name, sites]) =>
    DEFINES.test(name)
      ? sites.flatMap(({ call, scope }) =>
          packageOf(call.callee, scope) === "flag" ? [textOf(analysis, nameOf(call) ?? null, scope)] : [],
        )
      : [],
  );
}

/** A setting as it is given: marked where it has to stand in front of the command. */
export function asLeading(analysis: Analysis): (setting: GivenSetting) => GivenSetting {
  if (!takesRest(analysis)) return (setting) => setting;
  const flags = goFlags(analysis);
  return (setting) => {
    const flag = /^flag:-([^-].*)/.exec(setting.setBy)?.[1];
    return flag !== undefined && flags.includes(flag) ? { ...setting, leads: true } : setting;
  };
}
