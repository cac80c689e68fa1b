import type { Answers } from "../types/answers.ts";
import type { Project } from "../types/project.ts";

/** What is known while questions are answered one after the other. */
export type Draft = Readonly<Partial<Answers>>;

/** Any answer: text, a number, yes or no, a list, or nothing. */
export type AnswerValue = Answers[keyof Answers];

/** Headings of `--help` and topics of "more settings?", in this order. */
export const sections = [
  "Service",
  "Images",
  "Build",
  "User",
  "Ports and health",
  "Start",
  "Files",
  "Development",
] as const;

export type Section = (typeof sections)[number];

/** One of the values that can be chosen. */
export interface Option {
  readonly value: string;
  /** Beside the value in a prompt: what it means. */
  readonly label: string;
}

/**
 * How an answer is typed and kept.
 * - `text`: one line; with `optional`, `none` leaves it empty
 * - `integer`: digits; with `optional`, `none` is null
 * - `yes-no`: `--flag` and `--no-flag`
 * - `choice`: one of `options`
 * - `list`: comma-separated or repeated, `none` empties it; items out of `options` where there are any
 * - `items`: as a list, repeated only, since its items may hold commas
 */
type Kind = "text" | "integer" | "yes-no" | "choice" | "list" | "items";

/**
 * Everything about one answer in one place. Prompts, flags, `--help`, the check
 * of saved answers, the review and the rerun command all come from it.
 */
interface QuestionOf<Key extends keyof Answers> {
  readonly key: Key;
  /** Without the dashes: `health-path`. */
  readonly flag: string;
  readonly section: Section;
  readonly kind: Kind;
  readonly optional?: boolean;
  /** What stands for the value in `--help`: `NAME`. */
  readonly placeholder?: string;
  readonly message: string;
  /** For `--help`, a phrase without a full stop. */
  readonly help: string;
  /** Asked by itself; all others stand behind "more settings?". */
  direct(project: Project): boolean;
  /** A list where the values are the same for every project. */
  readonly options?: readonly Option[] | ((project: Project) => readonly Option[]);
  /** `draft` holds every answer before this one, and of those after it what was given explicitly. */
  default(project: Project, draft: Draft): Answers[Key];
  /** Where the default was seen, for the prompt: `cmd/server/main.go:34`. */
  seen?(project: Project): string | null;
  /** Whether the answer has an effect beside the others; always, unless it says otherwise. */
  when?(answers: Answers, project: Project): boolean;
  /** The value in the one form that is saved: `8080/tcp` becomes `8080`. */
  normalize?(value: Answers[Key]): Answers[Key];
  /** What is wrong, to follow the name of the flag: `is not a port`; null when nothing is. */
  validate?(value: Answers[Key], project: Project, draft: Draft): string | null;
}

/** A record of any key; its methods are called with values that {@link readText} or {@link readJson} typed. */
export type Question = QuestionOf<keyof Answers>;

/** Types a record by its key, and erases the key for lists of records. */
export function question<Key extends keyof Answers>(record: QuestionOf<Key>): Question {
  return record as unknown as Question;
}

export const always = (): boolean => true;
export const never = (): boolean => false;

/** Whether the answer has an effect beside the others. */
export function applies({ when }: Question, answers: Answers, project: Project): boolean {
  return when ? when(answers, project) : true;
}

/** The values that can be chosen; null where any can be given. */
export function optionsOf({ options }: Question, project: Project): readonly Option[] | null {
  return typeof options === "function" ? options(project) : (options ?? null);
}
