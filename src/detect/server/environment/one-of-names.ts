/** Helpers that are handed several names, of which any one will do: `secret("KEY", "KEY_FILE")`. */
import type { Warning } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { endsProgram } from "../flow/errors.ts";
import { mayNotRun } from "./chosen.ts";
import { givesErrorUnset, takesAnyOf } from "./helpers.ts";
import { oneOfWarning, oneOfWarnings } from "./one-of.ts";
import { type EnvironmentRead, environmentReads } from "./reads.ts";

/** The names that the call hands its helper; empty unless there are several, of which it takes any. */
export function namesOfCall(
  reads: readonly EnvironmentRead[],
  { call, helper }: EnvironmentRead,
): readonly string[] {
  if (helper === null || !takesAnyOf(helper)) return [];
  const names = new Set(reads.flatMap((one) => (one.call === call ? [one.name] : [])));
  return names.size > 1 ? [...names] : [];
}

/** A warning for each call whose error ends the program for want of any. */
function ofCalls(analysis: Analysis): readonly Warning[] {
  const reads = environmentReads(analysis);
  const firsts = reads.filter((read, at) => reads.findIndex(({ call }) => call === read.call) === at);
  return firsts.flatMap((read) => {
    const names = namesOfCall(reads, read);
    if (names.length === 0 || read.helper === null || !givesErrorUnset(read.helper)) return [];
    if (mayNotRun(analysis, read.guards, read.scope) || !endsProgram(analysis, read)) return [];
    return [oneOfWarning(names, read.evidence)];
  });
}

/** Those, and what the program asks for itself; what a helper is handed first is among both. */
export function anyOfWarnings(analysis: Analysis): readonly Warning[] {
  const all = [...ofCalls(analysis), ...oneOfWarnings(analysis)];
  return all.filter((one, at) => all.findIndex(({ message }) => message === one.message) === at);
}
