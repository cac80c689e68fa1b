import { didYouMean } from "../similar.ts";
import type { Project } from "../types/project.ts";
import { checkOneLine } from "./checks.ts";
import { type AnswerValue, type Draft, optionsOf, type Question } from "./question.ts";

/** A value of the question's type, or what is wrong with what was given. */
type Reading = { readonly value: AnswerValue } | { readonly problem: string };

/** Empties a list and leaves an optional answer out. */
export const NONE = "none";

const TYPES = {
  text: "text",
  integer: "a whole number",
  "yes-no": "true or false",
  choice: "text",
  list: "a list of texts",
  items: "a list of texts",
} as const;

/** Parts of a list as it is typed: `a, b`. */
function split(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** Reads what was typed after a flag, once or repeated, or into a prompt. */
export function readText(question: Question, texts: readonly string[]): Reading {
  const last = (texts.at(-1) ?? "").trim();
  switch (question.kind) {
    case "integer":
      if (question.optional && (last === "" || last.toLowerCase() === NONE)) return { value: null };
      return /^\d{1,10}$/.test(last)
        ? { value: Number(last) }
        : { problem: `is not a whole number: ${last}` };
    case "yes-no":
      return { value: last === "true" };
    case "list":
    case "items": {
      if (texts.every((text) => text.trim() === NONE || text.trim() === "")) return { value: [] };
      return { value: question.kind === "list" ? texts.flatMap(split) : texts };
    }
    default:
      return { value: question.optional && last === NONE ? "" : last };
  }
}

/** Reads a value out of an answers file. */
export function readJson(question: Question, value: unknown): Reading {
  const fits =
    question.kind === "integer"
      ? Number.isSafeInteger(value) || (value === null && question.optional)
      : question.kind === "yes-no"
        ? typeof value === "boolean"
        : question.kind === "list" || question.kind === "items"
          ? Array.isArray(value) && value.every((item) => typeof item === "string")
          : typeof value === "string";
  if (!fits) return { problem: `must be ${TYPES[question.kind]}` };
  return typeof value === "string" ? readText(question, [value]) : { value: value as AnswerValue };
}

/** What is wrong with a value of the right type, null when nothing is. */
export function checkValue(
  question: Question,
  value: AnswerValue,
  project: Project,
  draft: Draft,
): string | null {
  const texts = typeof value === "string" ? [value] : Array.isArray(value) ? (value as string[]) : [];
  const options = optionsOf(question, project)?.map((option) => option.value);
  for (const text of texts) {
    const problem = checkOneLine(text);
    if (problem !== null) return problem;
    // What a flag cannot say, a file may not either: the rerun command has to give the same.
    if (Array.isArray(value) && (text.trim() === "" || text === NONE)) {
      return `cannot hold ${text === NONE ? "the word none" : "an empty item"}`;
    }
    if (question.kind === "list" && (text.includes(",") || text !== text.trim())) {
      return `cannot hold commas or spaces around an item: ${text}`;
    }
    if (options && !options.includes(text)) {
      const meant = didYouMean(text, options);
      return `is one of ${options.join(", ")}, not ${text || "(empty)"}${meant}`;
    }
  }
  if (texts.length === 1 && value === "" && !question.optional) return "cannot be empty";
  return question.validate?.(value, project, draft) ?? null;
}

/** The value in the form that is saved. */
export function normalizeValue(question: Question, value: AnswerValue): AnswerValue {
  return question.normalize?.(value) ?? value;
}

/**
 * What stands there when nobody answers. A list comes without the items that the question itself would refuse:
 * what was detected stops nobody.
 */
export function defaultValue(question: Question, project: Project, draft: Draft): AnswerValue {
  const value = normalizeValue(question, question.default(project, draft));
  if (!Array.isArray(value) || checkValue(question, value, project, draft) === null) return value;
  const taken: string[] = [];
  for (const item of value) {
    if (checkValue(question, [...taken, item], project, draft) === null) taken.push(item);
  }
  return checkValue(question, taken, project, draft) === null ? taken : value;
}

/** Equal as saved; lists in their order. */
export function sameValue(a: AnswerValue | undefined, b: AnswerValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** As it is typed into a prompt and shown in the review. */
export function showValue(value: AnswerValue): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 0 ? NONE : value.join(", ");
  return value === null || value === "" ? NONE : String(value);
}

/** The arguments that give this value on the command line. */
export function toFlags(question: Question, value: AnswerValue): string[] {
  const flag = `--${question.flag}`;
  if (typeof value === "boolean") return [value ? flag : `--no-${question.flag}`];
  const texts = Array.isArray(value)
    ? question.kind === "items" && value.length > 0
      ? (value as string[])
      : [value.join(",") || NONE]
    : [value === null || value === "" ? NONE : String(value)];
  // A value that starts with a dash would be read as the next flag.
  return texts.flatMap((text) => (text.startsWith("-") || text === "" ? [`${flag}=${text}`] : [flag, text]));
}
