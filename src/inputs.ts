import path from "node:path";
import type { CommandLine } from "./arguments.ts";
import { describeProject } from "./detect/project.ts";
import { openRepository, withoutEvidence } from "./detect/repository.ts";
import { UserError } from "./errors.ts";
import { outputs } from "./outputs/index.ts";
import { missingAsset } from "./questions/assets.ts";
import { requiredTags } from "./questions/build.ts";
import { readGiven } from "./questions/given.ts";
import { answerKeys } from "./questions/index.ts";
import { selectMain, selectTags } from "./questions/main-package.ts";
import { type GivenAnswers, type ResolvedAnswers, resolveAnswers } from "./questions/resolve.ts";
import type { Saved } from "./questions/saved.ts";
import { parseGivenAnswers } from "./state/answers.ts";
import { type Facts, savedPrograms, savedSteps } from "./state/facts.ts";
import { readState, type SavedState } from "./state.ts";
import type { System } from "./system/system.ts";
import type { Project } from "./types/project.ts";
import type { Repository } from "./types/repository.ts";

/** What a run starts from. */
export interface Inputs {
  /** Absolute. */
  readonly root: string;
  readonly repository: Repository;
  readonly state: SavedState;
  /** Flags over `--answers`. */
  readonly given: GivenAnswers;
}

/** A main package's facts and the answers that stand before anything is asked. */
export interface Situation {
  /** With what files in the places of generated ones say, as long as they are somebody else's. */
  readonly project: Project;
  /** What every later run will see: the files are made from this, so that it gives the same. */
  readonly lasting: Project;
  readonly resolution: ResolvedAnswers;
}

const generatedPaths = new Set(outputs.map(({ path: output }) => output));

/** @throws UserError exit 2 when `directory` is none. */
export function findDirectory(
  { files, workingDirectory }: Pick<System, "files" | "workingDirectory">,
  directory: string,
): string {
  const root = files.realPath(path.resolve(workingDirectory, directory));
  if (root === null) throw new UserError("no-directory", `${directory}: no such directory`, 2);
  if (files.facts(root)?.kind !== "directory") {
    throw new UserError(
      "no-directory",
      `${directory}: not a directory, give the one that holds the service`,
      2,
    );
  }
  return root;
}

async function readAnswersFile(system: System, file: string): Promise<GivenAnswers> {
  const isInput = file === "-";
  const text = isInput
    ? await system.readInput()
    : system.files.readText(path.resolve(system.workingDirectory, file));
  if (text === null)
    throw new UserError("no-answers", `${file}: no such file for --answers`, 2, { flag: "--answers" });
  const name = isInput ? "standard input" : file;
  return readGiven(parseGivenAnswers(text, name, answerKeys), name);
}

/** @throws UserError exit 2 for broken answers, state, go.mod and the like. */
export async function readInputs(
  system: System,
  root: string,
  { options, answers }: CommandLine,
): Promise<Inputs> {
  const file = options.answersFile === null ? new Map() : await readAnswersFile(system, options.answersFile);
  const state = readState(system.files, root, answerKeys);
  const repository = openRepository(system.files, root);
  return { root, repository, state, given: new Map([...file, ...answers]) };
}

/** The answers of the one service that is written today, with the facts that they were given for. */
function savedAnswers(state: SavedState, project: Project): Saved | null {
  const values = state.answers?.services[0]?.values;
  if (values === undefined) return null;
  const facts = state.lock?.facts[0];
  return { values, before: facts === undefined ? null : projectThen(project, facts) };
}

/** The project as it was. What is not saved, or was not by an older version, is as it is now. */
function projectThen(project: Project, facts: Facts): Project {
  const needed = Array.isArray(facts.arguments) ? facts.arguments.map(String) : [];
  const then = needed.length > 0 ? { needed, evidence: "" } : null;
  return { ...project, ...facts, arguments: then } as Project;
}

/**
 * Describes the main package that the answers name, and fills in every answer.
 *
 * @param given explicit answers, in the wizard with those given so far.
 * @returns null when several services compete and no answer names one.
 * @throws UserError exit 2 when explicit answers are invalid or cannot be together.
 */
export async function situate(
  system: System,
  { repository, state }: Pick<Inputs, "repository" | "state">,
  given: GivenAnswers,
): Promise<Situation | null> {
  const values = state.answers?.services[0]?.values ?? {};
  const own = withoutEvidence(system.files, repository, generatedPaths);
  const seen = state.answers === null && state.lock === null ? repository : own;
  const main = selectMain(seen, given, values.main);
  if (main === null) return null;
  const known = state.lock?.facts[0];
  const selection = {
    main,
    tags: selectTags(given, values.tags),
    known: savedSteps(known),
    compiledPrograms: savedPrograms(known),
  };
  const facts = await describeProject(system, seen, selection);
  // The author's Dockerfile may have told the tags and how embedded files are made: later runs know it by what is saved.
  const lasting =
    seen === own
      ? facts
      : await describeProject(system, own, {
          main,
          tags: selection.tags ?? requiredTags(facts),
          known: facts,
        });
  const project = { ...facts, existingFiles: repository.existingFiles };
  const resolution = resolveAnswers({ project, given, saved: savedAnswers(state, project) });
  const assets = given.get("assets");
  const problem = assets && missingAsset(system.files, repository.root, assets.value);
  if (problem) throw new UserError("invalid-answer", `${assets.name} ${problem}`, 2, { flag: "--assets" });
  return { project, lasting, resolution };
}

/** @returns the error for several services, or none at all, and no main named, which ends a run that may not ask. */
export function severalServices({ mains }: Repository): UserError {
  const choices = mains
    .filter(({ kind }) => kind === "service" || kind === "worker")
    .map((main) => main.path);
  const options = { flag: "--main", choices: choices.length > 0 ? choices : mains.map((main) => main.path) };
  const listed = options.choices.join(", ");
  return choices.length > 0
    ? new UserError("several-services", `several services, choose one with --main: ${listed}`, 2, options)
    : new UserError(
        "no-service",
        `no service here, only examples, tests and tools; --main takes one: ${listed}`,
        2,
        options,
      );
}
