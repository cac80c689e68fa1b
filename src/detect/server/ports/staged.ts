/** A stage of deployment in which the program listens for others, where it listens on loopback in all that are not named. */
import type { GivenSetting } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { AT_A_DESK, comparisonsIn, namedBy } from "../flow/stages.ts";
import { withFiles } from "../settings/with-files.ts";
import type { OpenPort } from "./open-port.ts";
import { rebindOf, servedPort } from "./rebind.ts";

export interface Stage {
  readonly setting: GivenSetting;
  /** The port in all other stages. */
  readonly closed: OpenPort;
}

/** More than these are words for something else; each takes a look at all ports. */
const MOST = 8;

/** `APP_ENV` and `production` of each `env == "production"` or `env != "production"` that decides on a value. */
function namedStages(analysis: Analysis): readonly (readonly [variable: string, name: string])[] {
  const found = new Map<string, readonly [string, string]>();
  const guards = new Set([...analysis.program.conditional.values()].flat());
  for (const guard of guards) {
    for (const { condition, scope } of comparisonsIn(analysis, guard.condition, guard.scope)) {
      const value = namedBy(analysis, condition, { scope, frame: null });
      const [source, ...others] = value?.text === "" ? value.sources : [];
      const name = condition.right.kind === "string" ? condition.right.value : "";
      if (source !== undefined && others.length === 0 && /^[a-z][\w-]*$/i.test(name) && !AT_A_DESK.test(name))
        found.set(`${source} ${name}`, [source.replace("env:", ""), name]);
    }
  }
  return [...found.values()].slice(0, MOST);
}

/** What was worked out of values holds for one stage alone. */
function inStage(analysis: Analysis, [variable, name]: readonly [string, string]): Analysis {
  const { memo, ...staged } = withFiles(analysis, analysis.settings.configFiles());
  const imageVariables = new Map([...memo.imageVariables, [variable, name]]);
  return {
    ...staged,
    memo: { ...memo, imageVariables, given: new Map(), holders: new Map(), unused: new Map(), filled: null },
  };
}

/**
 * The program in a stage in which it listens for others; as it is where it does so anyway, or no stage helps.
 * @param portsOf the ports that it opens
 */
export function inOpenStage(
  analysis: Analysis,
  portsOf: (analysis: Analysis) => readonly OpenPort[],
): { readonly analysis: Analysis; readonly ports: readonly OpenPort[]; readonly stage: Stage | null } {
  const ports = portsOf(analysis);
  const closed = servedPort(ports, false);
  const plain = { analysis, ports, stage: null };
  if (closed?.port.bind !== "loopback" || rebindOf(closed) !== null) return plain;
  for (const named of namedStages(analysis)) {
    const staged = inStage(analysis, named);
    const others = portsOf(staged);
    if (servedPort(others, false)?.port.bind !== "all") continue;
    const [variable, value] = named;
    return {
      analysis: staged,
      ports: others,
      stage: { setting: { setBy: `env:${variable}`, value }, closed },
    };
  }
  return plain;
}
