import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { impossible } from "../../../src/plan/impossible.ts";
import { questions } from "../../../src/questions/index.ts";
import { optionsOf, sections } from "../../../src/questions/question.ts";
import { resolveAnswers } from "../../../src/questions/resolve.ts";
import { checkValue } from "../../../src/questions/values.ts";
import { cgoProject, project } from "./sample.ts";

describe("the questions", () => {
  it("are one for each answer, in the order of Answers", () => {
    const source = readFileSync("src/types/answers.ts", "utf8");
    const [, body = ""] = /export interface Answers \{(.*?)\n\}/s.exec(source) ?? [];
    const keys = [...body.matchAll(/readonly (\w+):/g)].map(([, key]) => key);
    expect(questions.map(({ key }) => key)).toEqual(keys);
  });

  it("have flags in kebab case, none twice", () => {
    const flags = questions.map(({ flag }) => flag);
    expect(new Set(flags).size).toBe(flags.length);
    for (const { key, flag } of questions) {
      expect(flag).toBe(key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    }
  });

  it("all stand under a heading", () => {
    expect(new Set(questions.map(({ section }) => section))).toEqual(new Set(sections));
  });

  it.each([
    ["an HTTP service", project],
    ["a service with C code", cgoProject],
    ["a worker", { ...project, ports: [], health: [] }],
    ["a library of nothing", { ...project, ports: [], health: [], goVersion: null, versionVariables: [] }],
  ])("have defaults that can be for %s", (_, subject) => {
    const { answers, missing } = resolveAnswers({ project: subject, given: new Map(), saved: null });
    expect(missing).toEqual([]);
    expect(impossible(subject, answers)).toBeNull();
    for (const question of questions) {
      expect([question.key, checkValue(question, answers[question.key], subject, answers)]).toEqual([
        question.key,
        null,
      ]);
    }
  });

  it("offer only values that they take", () => {
    const { answers } = resolveAnswers({ project, given: new Map(), saved: null });
    for (const question of questions) {
      for (const { value } of optionsOf(question, project) ?? []) {
        const answer = question.kind === "list" ? [value] : value;
        expect([question.key, value, checkValue(question, answer, project, answers)]).toEqual([
          question.key,
          value,
          null,
        ]);
      }
    }
  });
});
