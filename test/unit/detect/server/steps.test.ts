import { describe, expect, it } from "vitest";
import { enter, leave, mayGoOn, newSteps, type Steps } from "../../../../src/detect/server/flow/steps.ts";

/** An evaluation, on the way of another where that one's budget is given. */
const begun = (underWay: Steps["budget"] | null = null) => newSteps({ memo: { underWay } });

describe("the steps of one evaluation", () => {
  it("lets what lies on a way round hold nowhere else, and where the way round begins hold everywhere", () => {
    const steps = begun();
    expect(enter(steps, "outer")).toBe(true);
    expect(enter(steps, "head")).toBe(true);
    expect(enter(steps, "between")).toBe(true);
    expect(enter(steps, "last")).toBe(true);
    expect(enter(steps, "head")).toBe(false);
    expect(leave(steps, "last")).toBe(false);
    expect(leave(steps, "between")).toBe(false);
    expect(leave(steps, "head")).toBe(true);
    expect(leave(steps, "outer")).toBe(true);
  });

  it("lets what is found beside a way round hold everywhere", () => {
    const steps = begun();
    enter(steps, "head");
    enter(steps, "head");
    expect(enter(steps, "beside")).toBe(true);
    expect(leave(steps, "beside")).toBe(true);
    expect(leave(steps, "head")).toBe(true);
  });

  it("lets nothing hold that stopped short for a reason of this evaluation", () => {
    const steps = begun();
    enter(steps, "outer");
    enter(steps, "inner");
    while (mayGoOn(steps));
    expect(leave(steps, "inner")).toBe(false);
    expect(leave(steps, "outer")).toBe(false);
  });

  it("goes on for so many steps and no more", () => {
    const steps = begun();
    enter(steps, "outer");
    let count = 0;
    while (mayGoOn(steps)) count++;
    expect(count).toBe(600);
    expect(leave(steps, "outer")).toBe(false);
  });

  it("goes on for twice as many with all evaluations that begin on the way", () => {
    const outermost = begun();
    let count = 0;
    for (let one = 0; one < 20; one++) {
      const inner = begun(outermost.budget);
      while (mayGoOn(inner)) count++;
    }
    expect(count).toBe(1200);
    expect(mayGoOn(outermost)).toBe(false);
  });

  it("goes no deeper than real configurations do", () => {
    const steps = begun();
    let depth = 0;
    while (mayGoOn(steps) && enter(steps, depth)) depth++;
    expect(depth).toBe(121);
  });
});
