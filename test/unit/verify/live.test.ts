import { expect, test } from "vitest";
import type { System } from "../../../src/system/system.ts";
import { nothingYet, read } from "../../../src/verify/build/progress.ts";
import { liveView } from "../../../src/verify/live.ts";

/** A terminal that keeps what its spinner shows, and a clock to be set. */
function screen(interactive: boolean, columns = 80) {
  const shown: string[] = [];
  const clock = { seconds: 0 };
  let tail = () => "";
  const spinner = {
    update: (text: string, next: () => string) => {
      shown.push(text);
      tail = next;
    },
    clear: () => shown.push("cleared"),
  };
  const terminal = { interactive, columns, spinner: () => spinner };
  return {
    system: { terminal, now: () => clock.seconds } as unknown as System,
    shown,
    clock,
    line: () => `${shown.at(-1)} | ${tail()}`,
  };
}

const vertex = (digest: string, name: string, state: object) =>
  JSON.stringify({ vertexes: [{ digest, name, ...state }] });

test("names stage, step, elapsed time and cache hits", () => {
  const { system, clock, line, shown } = screen(true, 120);
  const view = liveView(system, "Building", false);
  let progress = read(
    nothingYet,
    vertex("a", "[build 2/4] WORKDIR /src", { started: "1", completed: "1", cached: true }),
  );
  progress = read(
    progress,
    vertex("b", "[build 4/4] RUN --mount=type=cache,target=/x     go build   ./cmd", { started: "2" }),
  );
  view.show(progress);
  clock.seconds = 12.7;
  expect(line()).toBe("Building: build 4/4  go build ./cmd | 12 s, 1 from the cache");
  clock.seconds = 75;
  expect(line()).toContain("1 min 15 s");
  view.end();
  expect(shown.at(-1)).toBe("cleared");
});

test("never fills a line of the terminal, which would wrap it", () => {
  const { system, clock, line } = screen(true, 60);
  const view = liveView(system, "Building the production image", false);
  clock.seconds = 3599;
  view.show(read(nothingYet, vertex("a", `[build 4/4] RUN ${"go build ".repeat(30)}`, { started: "1" })));
  expect(line().length).toBeLessThan(58);
});

test.each([
  [false, false],
  [true, true],
])("is silent without a terminal and when asked to be (terminal %s, quiet %s)", (interactive, quiet) => {
  const { system, shown } = screen(interactive);
  const view = liveView(system, "Building", quiet);
  view.show(nothingYet);
  view.end();
  expect(shown).toEqual([]);
});
