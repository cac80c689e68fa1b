import type { UserError } from "../errors.ts";
import type { Plan } from "../plan/index.ts";
import type { Answers } from "../types/answers.ts";
import type { FileChange } from "../types/files.ts";
import type { Project, Warning } from "../types/project.ts";
import type { BuildContext, Verdict } from "../types/verdict.ts";

/** What a run came to, for people and for `--json`. */
export interface Result {
  /** null where `--verify-only` cannot tell. */
  readonly project: Project | null;
  /** What later runs will see; null where nothing was generated. */
  readonly lasting: Project | null;
  readonly answers: Answers | null;
  /** null where nothing was planned. */
  readonly plan: Plan | null;
  readonly changes: readonly FileChange[];
  readonly context: BuildContext | null;
  /** null when nothing was verified. */
  readonly verdict: Verdict | null;
  readonly warnings: readonly Warning[];
  /** Why the run ends with another exit code than 0; null when it does not. */
  readonly error: UserError | null;
}

/** An error as it stands in the document. */
export function errorDocument({ code, message, flag, choices }: UserError) {
  return { code, message, flag, choices };
}

/** The project as the document shows it: facts with their places, none of this machine's paths. */
function projectDocument(project: Project) {
  return {
    directory: ".",
    moduleDirectory: project.moduleDirectory,
    modulePath: project.modulePath,
    goVersion: project.goVersion,
    toolchain: project.toolchain,
    workspace: project.workspace,
    vendored: project.vendored,
    goSum: project.goSum,
    workspaceModules: project.workspaceModules,
    mains: project.mains,
    suggestedMain: project.suggestedMain,
    arguments: project.arguments,
    cgo: {
      needed: project.cgo.needed,
      reasons: project.cgo.reasons,
      buildPackages: project.cgo.buildPackages,
      runtimePackages: project.cgo.runtimePackages,
    },
    ports: project.ports,
    health: project.health,
    environment: project.environment,
    embeds: project.embeds,
    prebuild: project.prebuild && {
      directory: project.prebuild.directory,
      command: project.prebuild.command,
      packageManager: project.prebuild.packageManager,
      nodeVersion: project.prebuild.nodeVersion,
      outputs: project.prebuild.outputs,
      served: project.prebuild.served,
      placeholder: project.prebuild.placeholder,
      evidence: project.prebuild.evidence,
    },
    generate: project.generate && {
      directory: project.generate.directory,
      command: project.generate.command,
      outputs: project.generate.outputs,
      evidence: project.generate.evidence,
    },
    runtimeFiles: project.runtimeFiles,
    writes: project.writes,
    buildTags: project.buildTags,
    experiments: project.experiments,
    privateModules: project.privateModules,
    versionVariables: project.versionVariables,
    commitVariables: project.commitVariables,
    existingFiles: project.existingFiles,
  };
}

/**
 * The one document that `--json` prints, described in the README. Keys are always there;
 * `error` only where the run failed.
 */
export function resultDocument({
  project,
  answers,
  changes,
  context,
  verdict,
  warnings,
  error,
}: Result): string {
  const document = {
    schemaVersion: 1,
    project: project && projectDocument(project),
    answers,
    files: changes.map(({ path, status }) => ({ path, status })),
    context,
    verification: verdict && {
      level: verdict.level,
      ok: verdict.ok,
      checks: verdict.checks,
      image: verdict.image,
    },
    warnings,
    ...(error && { error: errorDocument(error) }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
