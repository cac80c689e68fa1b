import { UserError } from "../errors.ts";
import type { ServiceAnswers } from "../state/answers.ts";
import { questions } from "./index.ts";
import type { Given, GivenAnswers } from "./resolve.ts";
import { readJson } from "./values.ts";

/**
 * Types the answers of a file.
 *
 * @param file how the reader knows it.
 * @throws UserError exit 2, `FILE:LINE: ...`, for a value of the wrong type.
 */
export function readGiven(answers: ServiceAnswers, file: string): GivenAnswers {
  const given = new Map<string, Given>();
  for (const question of questions) {
    const { key, flag } = question;
    if (!(key in answers.values)) continue;
    const name = `${file}:${answers.lines[key] ?? 1}: ${key}`;
    const reading = readJson(question, answers.values[key]);
    if ("problem" in reading) {
      throw new UserError("invalid-answer", `${name} ${reading.problem}`, 2, { flag: `--${flag}` });
    }
    given.set(key, { value: reading.value, name });
  }
  return given;
}
