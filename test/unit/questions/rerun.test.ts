import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCommandLine } from "../../../src/arguments.ts";
import { UserError } from "../../../src/errors.ts";
import { questions } from "../../../src/questions/index.ts";
import { type AnswerValue, optionsOf, type Question } from "../../../src/questions/question.ts";
import { rerunFlags } from "../../../src/questions/rerun.ts";
import { resolveAnswers } from "../../../src/questions/resolve.ts";
import { commandLine, splitWords } from "../../../src/report/shell.ts";
import type { Answers } from "../../../src/types/answers.ts";
import type { Project } from "../../../src/types/project.ts";
import { cgoProject, given, project } from "./sample.ts";

const item = fc
  .stringMatching(/^[-a-z ,'"$=\\]{1,12}$/)
  .filter((text) => text.trim() === text && text !== "none");
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const path = word.map((name) => `data/${name}`);
const duration = fc.integer({ min: 1, max: 59 }).map((seconds) => `${seconds}s`);
const port = fc.integer({ min: 1, max: 65_535 });
const variable = fc.constantFrom("", "main.version", "example.com/shop/internal/build.Version");

/** Values for the questions that have no fixed options, most of them valid. */
const typed: Readonly<Record<string, fc.Arbitrary<AnswerValue>>> = {
  service: word,
  goVersion: fc.constantFrom("1.26", "1.27", "1.27.1"),
  registry: fc.constantFrom([], ["mirror.example.com/hub"], ["docker.io=mirror.example.com"]),
  cgoPackages: fc.uniqueArray(
    word.map((name) => `build:${name}`),
    { maxLength: 2 },
  ),
  packages: fc.uniqueArray(word, { maxLength: 2 }),
  userName: fc.constantFrom("app", "root", "shop"),
  groupName: fc.constantFrom("app", "root", "shop"),
  uid: fc.integer({ min: 0, max: 20_000 }),
  gid: fc.integer({ min: 0, max: 20_000 }),
  ports: fc.uniqueArray(
    fc.oneof(
      port.map(String),
      port.map((number) => `${number}/udp`),
    ),
    { maxLength: 3 },
  ),
  healthPath: fc.constantFrom("", "/", "/up", "shop.v1.Shop"),
  healthPort: fc.option(port),
  healthCommand: fc.constantFrom("", '["/app/shop", "it\'s, ok"]', "test -f /tmp/ok"),
  healthInterval: duration,
  healthTimeout: duration,
  healthStartPeriod: duration,
  healthStartInterval: duration,
  healthRetries: fc.integer({ min: 1, max: 9 }),
  privateModules: fc.uniqueArray(
    word.map((name) => `git.example.com/${name}/*`),
    { maxLength: 2 },
  ),
  args: fc.array(item, { maxLength: 3 }),
  env: fc.uniqueArray(
    fc.tuple(word, item).map(([name, value]) => `${name}=${value}`),
    {
      maxLength: 3,
      selector: (pair) => pair.split("=")[0],
    },
  ),
  versionVariable: variable,
  commitVariable: variable,
  tags: fc.uniqueArray(word, { maxLength: 2 }),
  assets: fc.uniqueArray(path, { maxLength: 2 }),
  volumes: fc.uniqueArray(path, { maxLength: 2 }),
  capabilities: fc.uniqueArray(fc.constantFrom("NET_RAW", "SYS_TIME"), { maxLength: 2 }),
  prebuild: fc.constantFrom("", "npm run build", "make -C web 'all'"),
  debugPort: port,
};

function answerTo(question: Question): fc.Arbitrary<AnswerValue> {
  const values = optionsOf(question, project)?.map(({ value }) => value) ?? null;
  if (question.kind === "yes-no") return fc.boolean();
  if (values === null) return typed[question.key] ?? fc.constant("");
  return question.kind === "list" ? fc.subarray(values) : fc.constantFrom(...values);
}

/** A few explicit answers: with many, some always exclude each other. */
const explicit = fc
  .subarray(
    questions.filter(({ key }) => key !== "main"),
    { maxLength: 8 },
  )
  .chain((asked) =>
    fc.record(Object.fromEntries(asked.map((question) => [question.key, answerTo(question)]))),
  );

/** The answers that explicit ones lead to; null where they cannot be together. */
function answersOf(subject: Project, values: Record<string, AnswerValue>): Answers | null {
  try {
    const { answers, missing } = resolveAnswers({ project: subject, given: given(values), saved: null });
    return missing.length === 0 ? answers : null;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

describe("the rerun command", () => {
  it("gives exactly the same answers where nothing is saved", () => {
    let possible = 0;
    fc.assert(
      fc.property(fc.constantFrom(project, cgoProject), explicit, (subject, values) => {
        const answers = answersOf(subject, values);
        if (answers === null) return;
        possible += 1;
        // As a shell hands it over: quoted, and taken apart again.
        const argv = splitWords(commandLine(rerunFlags(subject, answers)));
        const { answers: flags } = parseCommandLine(["--yes", ...argv]);
        expect(resolveAnswers({ project: subject, given: flags, saved: null }).answers).toEqual(answers);
      }),
      { numRuns: 800 },
    );
    expect(possible).toBeGreaterThan(200);
  });

  it("says nothing of what is detected anyway", () => {
    const { answers } = resolveAnswers({ project, given: new Map(), saved: null });
    expect(rerunFlags(project, answers)).toEqual([]);
    expect(rerunFlags(project, { ...answers, base: "alpine" })).toEqual(["--base", "alpine"]);
  });

  it("names the main package where another one is suggested", () => {
    const worker = { ...project, main: "./cmd/migrate" };
    const { answers } = resolveAnswers({
      project: worker,
      given: given({ main: "./cmd/migrate" }),
      saved: null,
    });
    expect(rerunFlags(worker, answers)).toEqual(["--main", "./cmd/migrate"]);
  });
});
