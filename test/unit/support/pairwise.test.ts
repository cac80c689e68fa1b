import { expect, test } from "vitest";
import { coverPairs } from "../../docker/support/pairwise.ts";

const parameters = { colour: ["red", "green", "blue"], size: ["s", "m", "l"], cut: ["slim", "wide"] };

test("every pair of values occurs in a row", () => {
  const rows = coverPairs(parameters, () => true);
  for (const colour of parameters.colour)
    for (const size of parameters.size)
      expect(rows.filter((row) => row.colour === colour && row.size === size)).not.toEqual([]);
  for (const size of parameters.size)
    for (const cut of parameters.cut)
      expect(rows.filter((row) => row.size === size && row.cut === cut)).not.toEqual([]);
  expect(rows.length).toBeLessThan(3 * 3 * 2);
});

test("no row holds what is impossible, and all else still occurs", () => {
  const rows = coverPairs(parameters, (row) => !(row.colour === "red" && row.size === "l"));
  expect(rows.filter((row) => row.colour === "red" && row.size === "l")).toEqual([]);
  expect(rows.filter((row) => row.colour === "red" && row.cut === "wide")).not.toEqual([]);
  expect(rows.filter((row) => row.colour === "blue" && row.size === "l")).not.toEqual([]);
});

test("a pair that no row can hold is left out", () => {
  const rows = coverPairs(parameters, (row) => !(row.colour === "red" && row.cut !== undefined));
  expect(rows.filter((row) => row.colour === "red")).toEqual([]);
  expect(rows.filter((row) => row.colour === "blue" && row.cut === "slim")).not.toEqual([]);
});

test("the same parameters give the same rows", () => {
  expect(coverPairs(parameters, () => true)).toEqual(coverPairs(parameters, () => true));
});
