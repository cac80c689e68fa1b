/** Steps of the build that Go alone does, without Node.js. */
import type { GoStep, Prebuild } from "../../types/prebuild.ts";
import { isWithin, relativeTo } from "../paths.ts";

/** What a build makes before it compiles: one step, or one of Node.js and one of Go. */
export interface BuildSteps {
  readonly prebuild: Prebuild | null;
  readonly generate: GoStep | null;
}

/** The one step of Go alone that a build has. */
export function goStepOf({ prebuild, generate }: BuildSteps): GoStep | null {
  return prebuild?.packageManager === null ? prebuild : generate;
}

/** One step of several, in their order, with the module's directory or one above it to run in; null of none. */
export function together(steps: readonly GoStep[], moduleDirectory: string): GoStep | null {
  const [first, ...others] = steps;
  if (!first || others.length === 0) return first ?? null;
  const isBelow = steps.every((step) => isWithin(step.directory, moduleDirectory));
  const directory = isBelow ? moduleDirectory : ".";
  const commandOf = (step: GoStep) =>
    step.directory === directory
      ? step.command
      : `(cd ${relativeTo(step.directory, directory)} && ${step.command})`;
  return {
    directory,
    command: steps.map(commandOf).join(" && "),
    outputs: [...new Set(steps.flatMap(({ outputs }) => outputs))],
    evidence: first.evidence,
  };
}

/** The step as the only one of its build. */
export function goPrebuild({ directory, command, outputs, evidence }: GoStep): Prebuild {
  return {
    directory,
    command,
    packageManager: null,
    packageManagerVersion: null,
    pnpmLine: null,
    lockFile: null,
    staleLock: false,
    nodeVersion: null,
    legacyHashes: false,
    skippedDownloads: [],
    installReads: [],
    outputs,
    committed: [],
    served: [],
    placeholder: false,
    evidence,
  };
}
