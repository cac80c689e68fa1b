import { expect, test } from "vitest";
import { similar } from "../../src/similar.ts";

test.each([
  ["bsae", "base"],
  ["healthpath", "health-path"],
  ["verfy", "verify"],
  ["zzzzzz", null],
  ["x", null],
])("%s: did you mean %s", (word, meant) => {
  expect(similar(word, ["base", "health-path", "verify", "uid", "args"])).toBe(meant);
});
