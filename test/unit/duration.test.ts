import { expect, test } from "vitest";
import { milliseconds } from "../../src/duration.ts";

test.each([
  ["30s", 30_000],
  ["1m30s", 90_000],
  ["1.5s", 1500],
  ["250ms", 250],
  ["30", null],
  ["", null],
  ["-1s", null],
])("%j is %j ms", (text, value) => {
  expect(milliseconds(text)).toBe(value);
});
