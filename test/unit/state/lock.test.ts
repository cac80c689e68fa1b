import { expect, test } from "vitest";
import { factsOf, movedFacts } from "../../../src/state/facts.ts";
import { answersDigest, type Lock, parseLock, serialiseLock } from "../../../src/state/lock.ts";
import type { Answers } from "../../../src/types/answers.ts";
import type { Project } from "../../../src/types/project.ts";

const lock: Lock = {
  toolVersion: "1.2.3",
  answers: ["abc"],
  facts: [{ goVersion: "1.26", ports: [{ port: 8080 }] }],
  digests: { "golang:1.27": `sha256:${"1".repeat(64)}`, "alpine:3.24": `sha256:${"2".repeat(64)}` },
  files: {
    "run.sh": { mode: 0o755, text: "#!/bin/sh\n", kept: false, accepted: null },
    Dockerfile: { mode: 0o644, text: "FROM golang\n".repeat(50), kept: true, accepted: "def" },
  },
};
const text = serialiseLock(lock);

test("a lock reads back", () => {
  expect(parseLock(text, "lock")).toEqual(lock);
  expect(serialiseLock(parseLock(text, "lock"))).toBe(text);
});

test("a lock is the same text whatever the order of its files", () => {
  const { Dockerfile, "run.sh": script } = lock.files;
  expect(serialiseLock({ ...lock, files: { Dockerfile: Dockerfile!, "run.sh": script! } })).toBe(text);
});

const damaged = text.replace(/"sha256": "./, '"sha256": "x');

test.each([
  ["a damaged text", damaged, /^lock:\d+: the saved text of Dockerfile is damaged: restore/],
  ["no JSON", "x", /^lock:1: is not valid JSON/],
  [
    "a newer version",
    text.replace('"schemaVersion": 1', '"schemaVersion": 9'),
    /^lock:2: written by a newer/,
  ],
  ["an unknown key", text.replace('"digests"', '"digest"'), /unknown key "digest", did you mean digests/],
  ["a digest that is none", text.replace("sha256:1", "sha256:x"), /^lock:\d+: "sha256:x1+" is no digest/],
  ["a file outside", text.replace('"Dockerfile"', '"../Dockerfile"'), /is not a path inside the directory/],
  ["an absolute path", text.replace('"Dockerfile"', '"/etc/passwd"'), /is not a path inside the directory/],
  ["a path of Windows", text.replace('"Dockerfile"', '"C:\\\\\\\\x"'), /is not a path inside the directory/],
  ["the directory itself", text.replace('"Dockerfile"', '".."'), /is not a path inside the directory/],
])("%s is refused", (_, broken, message) => {
  expect(() => parseLock(broken, "lock")).toThrowError(
    expect.objectContaining({ exitCode: 2, message: expect.stringMatching(message) }),
  );
});

test("a text that unpacks without end is refused", async () => {
  const { deflateRawSync } = await import("node:zlib");
  const bomb = deflateRawSync(Buffer.alloc(50_000_000)).toString("base64");
  const broken = text.replace(/"text": \[[^\]]*\]/, () => `"text": ["${bomb}"]`);
  expect(() => parseLock(broken, "lock")).toThrow("is damaged");
});

const project = {
  root: "/home/someone/shop",
  goVersion: "1.26",
  main: "./cmd/server",
  arguments: null,
  ports: [{ port: 8080, evidence: "main.go:3" }],
  embeds: [{ package: "web", patterns: ["dist"], missing: ["dist"], evidence: "web/embed.go:3" }],
  environment: [{ name: "DATABASE_URL", default: "postgres://user:password@db" }],
  cgo: { needed: false, reasons: [] },
  prebuild: null,
  experiments: [],
  linknames: false,
} as unknown as Project;

test("facts hold no place, no path of this machine and no default of a variable", () => {
  const saved = JSON.stringify(factsOf(project));
  expect(saved).toContain('"ports":[{"port":8080}]');
  for (const left of ["main.go:3", "/home/someone", "password", "missing"]) expect(saved).not.toContain(left);
});

test("facts survive the file they are saved in", () => {
  const facts = factsOf(project);
  const read = parseLock(serialiseLock({ ...lock, facts: [facts] }), "lock").facts[0];
  expect(movedFacts(read ?? {}, facts)).toEqual([]);
});

test("what moved is named, and what an older version did not save is not", () => {
  const before = { goVersion: "1.26", ports: [] };
  expect(movedFacts(before, { goVersion: "1.27", ports: [], vendored: true })).toEqual([
    { name: "goVersion", before: "1.26", now: "1.27" },
  ]);
});

test("the digest of answers knows values, not their order", () => {
  const a = { service: "shop", uid: 1 } as unknown as Answers;
  expect(answersDigest(a)).toBe(answersDigest({ uid: 1, service: "shop" } as unknown as Answers));
  expect(answersDigest(a)).not.toBe(answersDigest({ ...a, uid: 2 }));
});
