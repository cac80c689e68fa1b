import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { impossible } from "../../../src/plan/impossible.ts";
import { questions } from "../../../src/questions/index.ts";
import { optionsOf } from "../../../src/questions/question.ts";
import { resolveAnswers } from "../../../src/questions/resolve.ts";
import { checkValue } from "../../../src/questions/values.ts";
import { cgoProject, project } from "./sample.ts";

/** What may stand in a file that people edit: anything, and often what fits. */
const stored = fc.record(
  Object.fromEntries(
    questions.map((question) => {
      const values = optionsOf(question, project)?.map(({ value }) => value) ?? ["8080", "30s", "app"];
      const one = fc.constantFrom(...values);
      return [
        question.key,
        fc.oneof(
          fc.jsonValue(),
          one,
          one.map((value) => [value]),
          fc.boolean(),
          fc.nat(),
        ),
      ];
    }),
  ),
  { requiredKeys: [] },
);

describe("saved answers of any kind", () => {
  it("lead to answers that can be, with a reason for each that moved", () => {
    fc.assert(
      fc.property(
        stored,
        fc.constantFrom(project, cgoProject),
        fc.option(fc.constant(project)),
        (values, now, before) => {
          const { answers, moved, missing } = resolveAnswers({
            project: now,
            given: new Map(),
            saved: { values, before },
          });
          for (const { reason } of moved) expect(reason).not.toBe("");
          // A health check that is saved without what it needs is all that is left to ask.
          for (const { flag } of missing) expect(["--health-command", "--health-port"]).toContain(flag);
          if (missing.length > 0) return;
          expect(impossible(now, answers)).toBeNull();
          for (const question of questions) {
            expect([question.key, checkValue(question, answers[question.key], now, answers)]).toEqual([
              question.key,
              null,
            ]);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
