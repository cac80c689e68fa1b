import type { Answers } from "../types.ts";

/** The answers of one service as they stand in a file: not yet validated. */
export interface GivenAnswers {
  readonly values: Readonly<Record<string, unknown>>;
  /** Line of each key of `values`, from 1: `${file}:${lines.uid}`. */
  readonly lines: Readonly<Record<string, number>>;
}

/** `.create-go-dockerfile.json`. */
export interface SavedAnswers {
  readonly toolVersion: string;
  /** One element today; a list, so that one set of files can hold several services. */
  readonly services: readonly GivenAnswers[];
}

/**
 * Parses the saved answers.
 *
 * @throws UserError exit 2, see readState.
 */
export function parseAnswersFile(text: string, file: string, answerKeys: readonly string[]): SavedAnswers {
  throw new Error(`not yet: ${file} ${text} ${answerKeys}`);
}

/**
 * Parses what `--answers` takes: a flat object of answers, or a whole
 * `.create-go-dockerfile.json`.
 *
 * @param file how the reader knows the text: its path as given, `standard input`.
 * @throws UserError exit 2, `FILE:LINE: ...`.
 */
export function parseGivenAnswers(text: string, file: string, answerKeys: readonly string[]): GivenAnswers {
  throw new Error(`not yet: ${file} ${text} ${answerKeys}`);
}

/** The text of `.create-go-dockerfile.json`, answers in the order of `answerKeys`. */
export function serialiseAnswers(
  saved: { readonly toolVersion: string; readonly services: readonly Answers[] },
  answerKeys: readonly string[],
): string {
  throw new Error(`not yet: ${saved} ${answerKeys}`);
}
