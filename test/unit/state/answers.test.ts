import { expect, test } from "vitest";
import { parseAnswersFile, parseGivenAnswers, serialiseAnswers } from "../../../src/state/answers.ts";
import type { Answers } from "../../../src/types/answers.ts";

const keys = ["service", "uid", "ports"];
const answers = { ports: ["8080"], service: "shop", uid: 10001 } as unknown as Answers;
const saved = { toolVersion: "1.2.3", services: [answers] };
const text = serialiseAnswers(saved, keys);

const parse = (broken: string) => parseAnswersFile(broken, "saved.json", keys);
const replaced = (from: string, to: string) => parse.bind(null, text.replace(from, to));

test("answers are saved in the order of the questions, to be read and edited", () => {
  expect(text).toBe(`{
  "schemaVersion": 1,
  "toolVersion": "1.2.3",
  "services": [
    {
      "service": "shop",
      "uid": 10001,
      "ports": [
        "8080"
      ]
    }
  ]
}
`);
});

test("what is saved reads back, each answer with its line", () => {
  expect(parse(text)).toEqual({
    toolVersion: "1.2.3",
    services: [{ values: { ...answers }, lines: { service: 6, uid: 7, ports: 8 } }],
  });
  expect(parse(text.replaceAll("\n", "\r\n")).services[0]?.lines.uid).toBe(7);
});

test.each([
  ["an unknown answer", replaced('"uid"', '"uidd"'), 'saved.json:7: unknown key "uidd", did you mean uid?'],
  [
    "an unknown key",
    replaced('"services"', '"service"'),
    'saved.json:4: unknown key "service", did you mean services?',
  ],
  ["an answer twice", replaced('"uid": 10001', '"service": "b"'), 'saved.json:7: "service" stands twice'],
  ["a missing comma", replaced('"shop",', '"shop"'), /^saved.json:7: is not valid JSON .comma expected.$/],
  [
    "a comment",
    replaced('"uid"', '// mine\n"uid"'),
    /^saved.json:7: is not valid JSON .comments are not allowed.$/,
  ],
  ["half a file", () => parse(text.slice(0, 60)), /^saved.json:4: is not valid JSON/],
  ["an empty file", () => parse(""), /^saved.json:1: /],
  ["a list", () => parse("[]"), "saved.json:1: expected a JSON object"],
  [
    "a git merge",
    replaced('      "uid"', '<<<<<<< HEAD\n"uid"'),
    /^saved.json:7: has conflict markers of a git merge/,
  ],
  ["no version", replaced('"schemaVersion": 1,', ""), 'saved.json:1: "schemaVersion" is missing'],
  ["a version that is none", replaced('n": 1,', 'n": "1",'), /^saved.json:2: .*whole number/],
  [
    "a newer version",
    replaced('n": 1,', 'n": 2,'),
    /^saved.json:2: written by a newer create-go-dockerfile .schema 2, .* 1.: run npx create-go-dockerfile@latest$/,
  ],
  [
    "no services",
    replaced('"services": [', '"services": [], "toolVersio": ['),
    /saved.json:4: .*toolVersion/,
  ],
  [
    "no service",
    () => parse('{"schemaVersion": 1, "toolVersion": "1", "services": []}'),
    /"services" is empty/,
  ],
  [
    "two services",
    () => parse('{"schemaVersion": 1, "toolVersion": "1",\n "services": [{},\n{}]}'),
    "saved.json:3: this version makes the files of one service: keep one",
  ],
])("%s is refused with its line", (_, read, message) => {
  expect(read).toThrowError(
    expect.objectContaining({ exitCode: 2, message: expect.stringMatching(message) }),
  );
});

test("--answers takes a flat object, and a whole saved file", () => {
  expect(parseGivenAnswers('{\n"uid": 5 }', "a.json", keys)).toEqual({
    values: { uid: 5 },
    lines: { uid: 2 },
  });
  expect(parseGivenAnswers(text, "a.json", keys).values).toEqual({ ...answers });
  expect(() => parseGivenAnswers('{"uidd": 5}', "a.json", keys)).toThrow("a.json:1: unknown key");
});
