import { expect, test } from "vitest";
import { formatBytes, formatSeconds } from "../../src/units.ts";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.0 kB"],
  [10_400_279, "10 MB"],
  [999_999, "1.0 MB"],
  [2_500_000_000, "2.5 GB"],
])("%i bytes are %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [0.04, "0.0 s"],
  [59.94, "59.9 s"],
  [59.97, "1 min 00 s"],
  [125, "2 min 05 s"],
  [179.6, "3 min 00 s"],
])("%f seconds are %s", (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});
