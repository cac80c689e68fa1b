import { describe, expect, it } from "vitest";
import { enter, leave, mayGoOn, newSteps, stopShort } from "../../../../src/detect/server/flow/steps.ts";

describe("the steps of one evaluation", () => {
  it("lets what lies on a way round hold nowhere else, and where the way round begins hold everywhere", () => {
    const steps = newSteps();
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
    const steps = newSteps();
    enter(steps, "head");
    enter(steps, "head");
    expect(enter(steps, "beside")).toBe(true);
    expect(leave(steps, "beside")).toBe(true);
    expect(leave(steps, "head")).toBe(true);
  });

  it("lets nothing hold that stopped short for a reason of this evaluation", () => {
    const steps = newSteps();
    enter(steps, "outer");
    enter(steps, "inner");
    stopShort(steps);
    expect(leave(steps, "inner")).toBe(false);
    expect(leave(steps, "outer")).toBe(false);
  });

  it("goes on for so many steps and no more", () => {
    const steps = newSteps();
    enter(steps, "outer");
    let count = 0;
    while (mayGoOn(steps)) count++;
    expect(count).toBe(2000);
    expect(leave(steps, "outer")).toBe(false);
  });

  it("goes no deeper than real configurations do", () => {
    const steps = newSteps();
    let depth = 0;
    while (mayGoOn(steps) && enter(steps, depth)) depth++;
    expect(depth).toBe(121);
  });
});
