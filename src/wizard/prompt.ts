import { baseImage } from "../images/index.ts";
import { type AnswerValue, type Option, optionsOf, type Question } from "../questions/question.ts";
import { defaultValue, NONE, normalizeValue, readText, sameValue, showValue } from "../questions/values.ts";
import { commandLine, splitWords } from "../report/shell.ts";
import type { Choice, Prompts } from "../system/system.ts";
import type { Answers, BaseName } from "../types/answers.ts";
import type { Project } from "../types/project.ts";
import { baseDescription, baseHeading, baseRow } from "./base-table.ts";

/** Why a value cannot be the answer; null when it can. */
export type Refuse = (question: Question, value: AnswerValue) => string | null;

export interface PromptContext {
  readonly prompts: Prompts;
  readonly columns: number;
  readonly project: Project;
  readonly answers: Answers;
  readonly refuse: Refuse;
}

/** Words that a list of items is typed in: quoted as in a shell, since items may hold commas and spaces. */
function typed(question: Question, value: AnswerValue): string {
  const isEmpty = Array.isArray(value) && value.length === 0;
  return question.kind === "items" && !isEmpty ? commandLine(value as string[]) : showValue(value);
}

function reading(question: Question, text: string) {
  const texts = question.kind === "items" && text.trim() !== NONE ? splitWords(text) : [text];
  return readText(question, texts);
}

const ROOM_FOR_ANSWER = 16;

/** Where the default was seen, as long as it is the default. */
function messageOf(question: Question, { project, answers, columns }: PromptContext): string {
  const place = question.seen?.(project) ?? null;
  const isDefault = sameValue(answers[question.key], defaultValue(question, project, answers));
  const message = `${question.message} (${place})`;
  // Broken over two lines it would hide the answer; the header has said it.
  const hasRoom = message.length + ROOM_FOR_ANSWER <= columns;
  return place !== null && isDefault && hasRoom ? message : question.message;
}

function choicesOf(question: Question, options: readonly Option[], context: PromptContext): Choice<string>[] {
  const { columns, answers, refuse } = context;
  const width = Math.max(...options.map(({ value }) => value.length));
  return options.map(({ value, label }) => {
    const isCurrent = answers[question.key] === value;
    const reason = isCurrent ? null : refuse(question, value);
    const disabled = reason === null ? {} : { disabled: reason };
    if (question.key !== "base") {
      return { value, name: `${value.padEnd(width)}  ${label}`, short: value, ...disabled };
    }
    const base = baseImage(value as BaseName);
    const name = reason === null ? baseRow(base, columns) : value;
    return { value, name, short: value, description: baseDescription(base, columns), ...disabled };
  });
}

async function promptText(question: Question, message: string, context: PromptContext): Promise<AnswerValue> {
  const text = await context.prompts.input({
    message,
    default: typed(question, context.answers[question.key]),
    validate: (line) => {
      const read = reading(question, line);
      return "problem" in read
        ? read.problem
        : context.refuse(question, normalizeValue(question, read.value));
    },
  });
  const read = reading(question, text);
  return "value" in read ? read.value : context.answers[question.key];
}

async function promptList(
  question: Question,
  options: readonly Option[],
  message: string,
  { prompts, answers }: PromptContext,
): Promise<AnswerValue> {
  const current = answers[question.key];
  const checked = Array.isArray(current) ? (current as readonly string[]) : [];
  return prompts.checkbox({
    message,
    choices: options.map(({ value, label }) => ({
      value,
      name: `${value}  ${label}`,
      short: value,
      checked: checked.includes(value),
    })),
  });
}

/** Asks one question, the answer that stands filled in, and returns the new one as it is saved. */
export async function promptQuestion(question: Question, context: PromptContext): Promise<AnswerValue> {
  const { prompts, columns, project, answers } = context;
  const message = messageOf(question, context);
  const options = optionsOf(question, project);
  if (question.kind === "yes-no") {
    return prompts.confirm({ message, default: answers[question.key] === true });
  }
  if (options === null) return normalizeValue(question, await promptText(question, message, context));
  if (question.kind === "list") {
    return normalizeValue(question, await promptList(question, options, message, context));
  }
  return prompts.select({
    message,
    choices: choicesOf(question, options, context),
    default: String(answers[question.key]),
    ...(question.key === "base" && { heading: baseHeading(columns) }),
  });
}
