import type { Node } from "jsonc-parser";
import type { Answers } from "../types/answers.ts";
import { type JsonDocument, openJson, plainValue, toJson } from "./json.ts";
import { type Migrations, openSaved, required, SCHEMA_VERSION } from "./schema.ts";

/** The answers of one service as they stand in a file: not yet validated. */
export interface ServiceAnswers {
  readonly values: Readonly<Record<string, unknown>>;
  /** Line of each key of `values`, from 1: `${file}:${lines.uid}`. */
  readonly lines: Readonly<Record<string, number>>;
}

/** `.create-go-dockerfile.json`. */
export interface SavedAnswers {
  readonly toolVersion: string;
  /** One element today; a list, so that one set of files can hold several services. */
  readonly services: readonly ServiceAnswers[];
}

const SAVED_KEYS = ["schemaVersion", "toolVersion", "services"];

const migrations: Migrations = {};

function givenAnswers(document: JsonDocument, node: Node, answerKeys: readonly string[]): ServiceAnswers {
  const members = [...document.members(node, answerKeys)];
  return {
    values: Object.fromEntries(members.map(([key, value]) => [key, plainValue(value)])),
    lines: Object.fromEntries(members.map(([key, value]) => [key, document.line(value)])),
  };
}

/**
 * Parses the saved answers.
 *
 * @throws UserError exit 2, see readState.
 */
export function parseAnswersFile(text: string, file: string, answerKeys: readonly string[]): SavedAnswers {
  const document = openSaved(text, file, migrations);
  document.members(document.root, SAVED_KEYS);
  const services = required(document, document.root, "services", "array");
  const [first, second] = services.children ?? [];
  if (!first) return document.fail(services, '"services" is empty');
  if (second) return document.fail(second, "this version makes the files of one service: keep one");
  return {
    toolVersion: String(plainValue(required(document, document.root, "toolVersion", "string"))),
    services: [givenAnswers(document, first, answerKeys)],
  };
}

/**
 * Parses what `--answers` takes: a flat object of answers, or a whole
 * `.create-go-dockerfile.json`.
 *
 * @param file how the reader knows the text: its path as given, `standard input`.
 * @throws UserError exit 2, `FILE:LINE: ...`.
 */
export function parseGivenAnswers(text: string, file: string, answerKeys: readonly string[]): ServiceAnswers {
  const document = openJson(text, file);
  const isSaved = document.members(document.root, null).has("services");
  const [saved] = isSaved ? parseAnswersFile(text, file, answerKeys).services : [];
  return saved ?? givenAnswers(document, document.root, answerKeys);
}

/** The text of `.create-go-dockerfile.json`, answers in the order of `answerKeys`. */
export function serialiseAnswers(
  saved: { readonly toolVersion: string; readonly services: readonly Answers[] },
  answerKeys: readonly string[],
): string {
  const inOrder = (answers: Answers) => {
    const values = new Map<string, unknown>(Object.entries(answers));
    return Object.fromEntries(answerKeys.map((key) => [key, values.get(key)]));
  };
  return toJson({
    schemaVersion: SCHEMA_VERSION,
    toolVersion: saved.toolVersion,
    services: saved.services.map(inOrder),
  });
}
