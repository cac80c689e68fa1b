/** Steps of the build that Go alone does, without Node.js. */
import type { GoStep, Prebuild } from "../../types/prebuild.ts";
import type { GoBuildContext } from "../build-context.ts";
import { basename, isWithin, relativeTo } from "../paths.ts";

/** What a build makes before it compiles: one step, or one of Node.js and one of Go. */
export interface BuildSteps {
  readonly prebuild: Prebuild | null;
  readonly generate: GoStep | null;
}

/** The one step of Go alone that a build has. */
export function goStepOf({ prebuild, generate }: BuildSteps): GoStep | null {
  return prebuild?.packageManager === null ? prebuild : generate;
}

/**
 * `go tool sqlc` where the module has the program as a tool, `go run example.com/sqlc/cmd/sqlc@v1.2.3` by the version
 * that go.mod requires of the program's module; null where it has neither.
 * @param below where the program lies in its module, `/cmd/sqlc`
 */
export function requiredTool(
  { module, requires, replaced }: GoBuildContext,
  path: string,
  below = "",
): string | null {
  if (module.mod.tools.includes(path + below)) return `go tool ${basename(path + below)}`;
  const version = requires.find((one) => one.path === path && !replaced.has(path))?.version;
  return version === undefined ? null : `go run ${path}${below}@${version}`;
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
    compiles: false,
    skippedDownloads: [],
    installReads: [],
    outputs,
    committed: [],
    served: [],
    placeholder: false,
    further: [],
    evidence,
  };
}
