import { UserError } from "../errors.ts";
import { didYouMean } from "../similar.ts";
import type { Repository } from "../types/repository.ts";
import type { GivenAnswers } from "./resolve.ts";
import { normalizeMain } from "./service.ts";

/** As many as fit into an error of one line. */
const LISTED = 8;

function list(paths: readonly string[]): string {
  const rest = paths.length - LISTED;
  return paths.slice(0, LISTED).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/**
 * The main package to look at: as answered, as saved while it is still there, else the suggested one.
 *
 * @param saved the saved answer; undefined without one.
 * @returns null when several services compete.
 * @throws UserError exit 2 when the answer names no main package.
 */
export function selectMain(repository: Repository, given: GivenAnswers, saved: unknown): string | null {
  const paths = repository.mains.map(({ path }) => path);
  const answer = given.get("main");
  if (answer !== undefined) {
    const main = normalizeMain(String(answer.value));
    if (paths.includes(main)) return main;
    const message = `${answer.name} is one of ${list(paths)}, not ${answer.value}${didYouMean(main, paths)}`;
    throw new UserError("invalid-answer", message, 2, { flag: "--main", choices: paths });
  }
  return typeof saved === "string" && paths.includes(saved) ? saved : repository.suggestedMain;
}

/** Build tags to look at the code with; null for those that detection finds to be required. */
export function selectTags(given: GivenAnswers, saved: unknown): readonly string[] | null {
  const tags = given.get("tags")?.value ?? saved;
  return Array.isArray(tags) && tags.every((tag) => typeof tag === "string") ? tags : null;
}
