import { UserError } from "../errors.ts";
import type { Inputs, Situation } from "../inputs.ts";
import { missingAsset } from "../questions/assets.ts";
import { type AnswerValue, applies, optionsOf, type Question } from "../questions/question.ts";
import { type Given, type GivenAnswers, resolveAnswers } from "../questions/resolve.ts";
import { checkValue, sameValue } from "../questions/values.ts";
import type { System } from "../system/system.ts";
import type { Warning } from "../types/project.ts";
import { warningsOf } from "../warnings.ts";
import { type PromptContext, promptQuestion, type Refuse } from "./prompt.ts";

/** Facts and answers for explicit answers; null when several services compete. */
type Situate = (given: GivenAnswers) => Promise<Situation | null>;

/** A conversation so far: what was answered, and the facts and answers that follow. */
export interface Wizard {
  readonly system: System;
  readonly inputs: Inputs;
  readonly situate: Situate;
  /** Flags, `--answers` and what was answered differently from what was filled in. */
  readonly given: GivenAnswers;
  readonly situation: Situation;
}

function withAnswer({ given }: Wizard, question: Question, value: AnswerValue): GivenAnswers {
  const answer: Given = { value, name: `--${question.flag}` };
  return new Map([...given, [question.key, answer]]);
}

/** The facts depend on these, so that they are looked at again. */
const isAboutFacts = ({ key }: Question): boolean => key === "main" || key === "tags";

/** Why an answer cannot be; the same words as on the command line, without the flag in front. */
function refuseIn(wizard: Wizard): Refuse {
  return (question, value) => {
    const { project, resolution } = wizard.situation;
    const { files } = wizard.system;
    const missing = question.key === "assets" ? missingAsset(files, project.root, value) : null;
    if (missing !== null) return missing;
    if (isAboutFacts(question)) return checkValue(question, value, project, resolution.answers);
    try {
      const given = withAnswer(wizard, question, value);
      const { missing: needed } = resolveAnswers({ project, given, saved: resolution.saved });
      // What the answer makes necessary is asked next.
      return needed.find(({ flag }) => flag === `--${question.flag}`)?.message ?? null;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const flag = `--${question.flag} `;
      return error.message.startsWith(flag) ? error.message.slice(flag.length) : error.message;
    }
  };
}

/** The conversation after an answer. Enter on what is filled in changes nothing. */
export async function answered(wizard: Wizard, question: Question, value: AnswerValue): Promise<Wizard> {
  const { project, resolution } = wizard.situation;
  if (sameValue(value, resolution.answers[question.key])) return wizard;
  const given = withAnswer(wizard, question, value);
  if (isAboutFacts(question)) {
    const situation = await wizard.situate(given);
    return situation === null ? wizard : { ...wizard, given, situation };
  }
  const next = resolveAnswers({ project, given, saved: resolution.saved });
  return { ...wizard, given, situation: { ...wizard.situation, resolution: next } };
}

export function promptContext(wizard: Wizard): PromptContext {
  const { system, situation } = wizard;
  const { prompts, terminal } = system;
  const { project, resolution } = situation;
  return {
    prompts,
    columns: terminal.columns,
    project,
    answers: resolution.answers,
    refuse: refuseIn(wizard),
  };
}

/** Whether a question has more than one answer to choose from. */
export function isOpen(question: Question, { situation }: Wizard): boolean {
  const options = optionsOf(question, situation.project);
  return options === null || options.length > 1;
}

/** Asks those of `records` that have an effect and are wanted, in their order. */
export async function askEach(
  wizard: Wizard,
  records: readonly Question[],
  wants: (question: Question, wizard: Wizard) => boolean,
): Promise<Wizard> {
  let next = wizard;
  for (const question of records) {
    const { answers } = next.situation.resolution;
    if (!applies(question, answers, next.situation.project) || !isOpen(question, next)) continue;
    if (!wants(question, next)) continue;
    next = await answered(next, question, await promptQuestion(question, promptContext(next)));
  }
  return next;
}

/** What there is to warn of; what the code says differently is offered instead. */
export function currentWarnings({ inputs, situation }: Wizard): readonly Warning[] {
  const { project, resolution } = situation;
  return warningsOf(project, { ...resolution, news: [] }, inputs.given);
}
