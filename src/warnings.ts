import type { Resolution } from "./questions/resolve.ts";
import type { Change } from "./questions/saved.ts";
import { showValue } from "./questions/values.ts";
import type { Project, Warning } from "./types.ts";

function movedWarning({ question, saved, now, reason }: Change): Warning {
  const message = `--${question.flag} moved from ${showValue(saved)} to ${showValue(now)}: ${reason}`;
  return { code: "answer-moved", message, evidence: null, blocksBuild: false };
}

function newsWarning({ question, saved, now }: Change, project: Project): Warning {
  const message = `--${question.flag} is saved as ${showValue(saved)}, and the code now says ${showValue(now)}: the saved answer stays until the flag is given`;
  return { code: "code-moved", message, evidence: question.seen?.(project) ?? null, blocksBuild: false };
}

/** What detection found, and what became of saved answers. */
export function warningsOf(project: Project, { moved, news, answers }: Resolution): readonly Warning[] {
  const counts = ({ question }: Change) => question.when?.(answers, project) ?? true;
  return [
    ...project.warnings,
    ...moved.filter(counts).map(movedWarning),
    ...news.filter(counts).map((change) => newsWarning(change, project)),
  ];
}
