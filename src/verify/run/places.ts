import type { Place } from "../checks.ts";
import { lastOf, type Stage } from "../dockerfile/stages.ts";

/** The line of the last of these instructions in a stage, the first keyword that is there; else its FROM. */
export function placeOf(file: string, stage: Stage | null, ...keywords: readonly string[]): Place {
  if (stage === null) return { file };
  for (const keyword of keywords) {
    const instruction = lastOf(stage, keyword);
    if (instruction) return { file, line: instruction.line };
  }
  return { file, line: stage.from.line };
}
