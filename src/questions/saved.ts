import type { Project } from "../types/project.ts";
import { questions } from "./index.ts";
import type { AnswerValue, Draft, Question } from "./question.ts";
import { checkValue, defaultValue, normalizeValue, readJson, sameValue } from "./values.ts";

/** Answers of an earlier run. */
export interface Saved {
  /** By key, as they stand in the file. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What was detected then; null when the lock file is lost. */
  readonly before: Project | null;
}

/** A saved answer beside what would stand there now. */
export interface Change {
  readonly question: Question;
  readonly saved: AnswerValue;
  readonly now: AnswerValue;
  readonly reason: string;
}

/** The reason of a change that nobody has to look at where the answer has no effect. */
export const FOLLOWS = "follows from another answer";

interface Settled {
  readonly value: AnswerValue;
  readonly moved: Change | null;
  readonly news: Change | null;
}

const plain = (value: AnswerValue): Settled => ({ value, moved: null, news: null });

/** The saved answers of the questions before this one, those that still read. */
function draftOf(values: Saved["values"], until: Question): Draft {
  const entries = questions.slice(0, questions.indexOf(until)).flatMap((question) => {
    const reading = readJson(question, values[question.key]);
    return "value" in reading ? [[question.key, normalizeValue(question, reading.value)] as const] : [];
  });
  return Object.fromEntries(entries);
}

/**
 * The value of a question that nobody answered explicitly.
 *
 * A saved answer stands, unless it is invalid or rejected, or was the default and another
 * answer that it followed from is another one now. Where only the code moved it stands
 * too, and what would be the default now is told.
 *
 * @param rejected why the saved answer cannot be with the others; null when it can.
 */
export function settle(
  question: Question,
  saved: Saved | null,
  project: Project,
  draft: Draft,
  rejected: string | null,
): Settled {
  const now = defaultValue(question, project, draft);
  const stored = saved?.values[question.key];
  if (saved === null || stored === undefined) return plain(now);
  const reading = readJson(question, stored);
  const value = "value" in reading ? normalizeValue(question, reading.value) : (stored as AnswerValue);
  const problem = "value" in reading ? checkValue(question, value, project, draft) : reading.problem;
  const change = (reason: string): Change => ({ question, saved: value, now, reason });
  if (problem !== null) return { value: now, moved: change(`--${question.flag} ${problem}`), news: null };
  if (rejected !== null) return { value: now, moved: change(rejected), news: null };
  if (sameValue(value, now)) return plain(value);

  const before = saved.before ?? project;
  const wasDefault = sameValue(value, defaultValue(question, before, draftOf(saved.values, question)));
  const follows = !sameValue(value, defaultValue(question, before, draft));
  if (wasDefault && (follows || before.main !== project.main)) {
    return { value: now, moved: change(FOLLOWS), news: null };
  }
  const codeMoved = !sameValue(now, defaultValue(question, before, draft));
  return { value, moved: null, news: codeMoved ? change("the code moved") : null };
}
