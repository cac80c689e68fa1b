import { questions } from "../questions/index.ts";
import { applies, type Question, sections } from "../questions/question.ts";
import { showValue } from "../questions/values.ts";
import { hangingLines } from "../report/layout.ts";
import type { Answers } from "../types/answers.ts";
import type { Project } from "../types/project.ts";

/** The questions whose answers have an effect, those of a section together. */
export function reviewed(answers: Answers, project: Project): readonly Question[] {
  return sections.flatMap((section) =>
    questions.filter((question) => question.section === section && applies(question, answers, project)),
  );
}

/** All answers that have an effect, one a line, no line longer than `columns`. */
export function reviewLines(answers: Answers, project: Project, columns: number): string {
  const shown = reviewed(answers, project);
  const width = Math.max(...shown.map(({ flag }) => flag.length)) + 2;
  return shown
    .map(({ flag, key }) => hangingLines(`  ${flag.padEnd(width)}`, showValue(answers[key]), columns))
    .join("");
}
