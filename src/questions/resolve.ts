import { UserError } from "../errors.ts";
import { impossible } from "../plan/impossible.ts";
import type { Answers } from "../types/answers.ts";
import type { Project } from "../types/project.ts";
import { questions } from "./index.ts";
import { type AnswerValue, type Draft, optionsOf, type Question } from "./question.ts";
import { type Change, type Saved, settle } from "./saved.ts";
import { checkValue, normalizeValue } from "./values.ts";

/** An explicit answer: a flag, or a line of `--answers`. */
export interface Given {
  readonly value: AnswerValue;
  /** How the reader knows it: `--uid`, `answers.json:4: uid`. */
  readonly name: string;
}

/** By key of `Answers`. */
export type GivenAnswers = ReadonlyMap<string, Given>;

export interface ResolvedAnswers {
  /** The saved answers that it started from. */
  readonly saved: Saved | null;
  readonly answers: Answers;
  /** Saved answers that could not stay, with the reason. */
  readonly moved: readonly Change[];
  /** What detection sees differently than when the answers were saved; the saved answer stands. */
  readonly news: readonly Change[];
  /** Answers without a default that something needs, with what is wrong. */
  readonly missing: readonly UserError[];
}

interface ResolveRequest {
  readonly project: Project;
  readonly given: GivenAnswers;
  /** null on a first run. */
  readonly saved: Saved | null;
}

/** What is wrong with an explicit answer, as an error with exit code 2. */
function invalidAnswer(question: Question, name: string, problem: string, project: Project): UserError {
  const choices = optionsOf(question, project)?.map(({ value }) => value) ?? [];
  return new UserError("invalid-answer", `${name} ${problem}`, 2, { flag: `--${question.flag}`, choices });
}

function fill(request: ResolveRequest, rejected: ReadonlyMap<string, string>): ResolvedAnswers {
  const { project, given, saved } = request;
  const explicit = Object.fromEntries([...given].map(([key, { value }]) => [key, value]));
  const values: Record<string, AnswerValue> = {};
  const moved: Change[] = [];
  const news: Change[] = [];
  const missing: UserError[] = [];
  for (const question of questions) {
    const { key } = question;
    const draft: Draft = { ...explicit, ...values };
    const answer = given.get(key);
    if (answer !== undefined) {
      const value = normalizeValue(question, answer.value);
      const problem = checkValue(question, value, project, draft);
      if (problem !== null) throw invalidAnswer(question, answer.name, problem, project);
      values[key] = value;
      continue;
    }
    const settled = settle(question, saved, project, draft, rejected.get(key) ?? null);
    if (settled.moved) moved.push(settled.moved);
    if (settled.news) news.push(settled.news);
    values[key] = settled.value;
    const problem = checkValue(question, settled.value, project, draft);
    if (problem !== null) missing.push(invalidAnswer(question, `--${question.flag}`, problem, project));
  }
  // Every key of Answers has a question; a test holds the two together.
  return { saved, answers: values as unknown as Answers, moved, news, missing };
}

/**
 * Explicit answers over saved ones over detected defaults. A saved answer that no longer
 * validates, or that an explicit one makes impossible, moves to its default. Pure.
 *
 * @throws UserError exit 2 when an explicit answer is invalid or cannot be with another.
 */
export function resolveAnswers(request: ResolveRequest): ResolvedAnswers {
  const rejected = new Map<string, string>();
  for (;;) {
    const resolution = fill(request, rejected);
    const conflict = impossible(request.project, resolution.answers);
    if (conflict === null) return resolution;
    const { key, message } = conflict;
    const flag = `--${questions.find((question) => question.key === key)?.flag ?? key}`;
    if (resolution.missing.some((error) => error.flag === flag)) return resolution;
    const isSaved = request.saved?.values[key] !== undefined && !request.given.has(key);
    if (!isSaved || rejected.has(key)) {
      throw new UserError("impossible-answer", message, 2, { flag });
    }
    rejected.set(key, message);
  }
}
