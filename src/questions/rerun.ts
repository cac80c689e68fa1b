import type { Answers } from "../types/answers.ts";
import type { Project } from "../types/project.ts";
import { questions } from "./index.ts";
import type { AnswerValue, Draft } from "./question.ts";
import { defaultValue, sameValue, toFlags } from "./values.ts";

/** Every answer, where only `explicit` is given and nothing is saved. */
function assume(project: Project, explicit: Draft): Draft {
  const values: Record<string, AnswerValue | undefined> = { ...explicit };
  for (const question of questions) {
    if (question.key in explicit) continue;
    values[question.key] = defaultValue(question, project, values as Draft);
  }
  return values as Draft;
}

/**
 * The flags that give these answers where nothing is saved: those that detection does not
 * give by itself, and hardly one more.
 */
export function rerunFlags(project: Project, answers: Answers): string[] {
  let explicit: Draft = project.suggestedMain === answers.main ? {} : { main: answers.main };
  for (;;) {
    const now = assume(project, explicit);
    // One at a time, as the defaults of later answers follow from earlier ones.
    const differs = questions.find(({ key }) => !(key in explicit) && !sameValue(now[key], answers[key]));
    if (differs === undefined) break;
    explicit = { ...explicit, [differs.key]: answers[differs.key] };
  }
  return questions.flatMap((question) =>
    question.key in explicit ? toFlags(question, answers[question.key] as AnswerValue) : [],
  );
}
