import { describe, expect, it } from "vitest";
import { questions } from "../../../src/questions/index.ts";
import { readJson, readText, toFlags } from "../../../src/questions/values.ts";

function record(flag: string) {
  const question = questions.find((candidate) => candidate.flag === flag);
  if (question === undefined) throw new Error(`no question ${flag}`);
  return question;
}

describe("what is typed", () => {
  it.each([
    ["ports", ["8080, 9090", "53/udp"], ["8080", "9090", "53/udp"]],
    ["ports", ["none"], []],
    ["args", ["serve", "--port=80,81"], ["serve", "--port=80,81"]],
    ["args", ["none"], []],
    ["uid", ["0123"], 123],
    ["health-port", ["none"], null],
    ["prebuild", ["none"], ""],
    ["service", [" shop "], "shop"],
  ])("after --%s is read: %j", (flag, texts, value) => {
    expect(readText(record(flag), texts)).toEqual({ value });
  });

  it.each([
    ["uid", "abc"],
    ["uid", "-1"],
    ["uid", "1e3"],
    ["debug-port", "none"],
  ])("after --%s is refused when it is no number: %s", (flag, text) => {
    expect(readText(record(flag), [text])).toHaveProperty("problem");
  });
});

describe("what stands in a file", () => {
  it.each([
    ["uid", "10001"],
    ["ports", "8080"],
    ["ports", [8080]],
    ["cgo", "yes"],
    ["base", null],
    ["uid", null],
    ["uid", 1.5],
  ])("for %s has to be of its type: %j", (flag, value) => {
    expect(readJson(record(flag), value)).toHaveProperty("problem");
  });

  it("is read like what is typed", () => {
    expect(readJson(record("prebuild"), "none")).toEqual({ value: "" });
    expect(readJson(record("health-port"), null)).toEqual({ value: null });
  });
});

describe("a value as flags", () => {
  it.each([
    ["cgo", true, ["--cgo"]],
    ["cgo", false, ["--no-cgo"]],
    ["ports", ["8080", "53/udp"], ["--ports", "8080,53/udp"]],
    ["ports", [], ["--ports", "none"]],
    ["args", ["serve", "--port=80"], ["--args", "serve", "--args=--port=80"]],
    ["prebuild", "", ["--prebuild", "none"]],
    ["health-port", null, ["--health-port", "none"]],
  ])("of --%s: %j", (flag, value, args) => {
    expect(toFlags(record(flag), value)).toEqual(args);
  });
});
