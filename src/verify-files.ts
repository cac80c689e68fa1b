import { CancelledError, UserError } from "./errors.ts";
import { readInputs, situate } from "./inputs.ts";
import { prove } from "./prove.ts";
import { openReporter } from "./report/index.ts";
import type { Session } from "./session.ts";
import type { Answers } from "./types/answers.ts";
import type { Project } from "./types/project.ts";
import type { Verdict } from "./types/verdict.ts";
import { idleFlags } from "./warnings.ts";

interface Known {
  readonly project: Project | null;
  readonly answers: Answers | null;
}

/**
 * What can be told of the project. Files of somebody else are verified as well, so that a
 * folder without a Go module or without answers is no error here.
 */
async function know({ system, root, commandLine }: Session): Promise<Known> {
  try {
    const inputs = await readInputs(system, root, commandLine);
    const situation = await situate(system, inputs, inputs.given);
    const answers = inputs.state.answers === null ? null : (situation?.resolution.answers ?? null);
    return { project: situation?.project ?? null, answers };
  } catch (error) {
    if (error instanceof UserError && commandLine.answers.size === 0) return { project: null, answers: null };
    throw error;
  }
}

/** `--verify-only`: proves the files as they are on disk, and generates nothing. */
export async function verifyFiles(session: Session, level: Verdict["level"]): Promise<UserError | null> {
  const report = openReporter(session);
  const idle = idleFlags(session.commandLine.options);
  report.warnings(idle);
  const known = await know(session);
  try {
    const verdict = await prove(session, level, { ...known, generated: null });
    const { context } = verdict;
    const warnings = [...(known.project?.warnings ?? []), ...idle];
    return report.end({
      ...known,
      lasting: null,
      plan: null,
      changes: [],
      context,
      verdict,
      warnings,
      error: null,
    });
  } catch (error) {
    if (error instanceof CancelledError) throw new CancelledError("cancelled");
    throw error;
  }
}
