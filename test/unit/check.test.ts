import { expect, test } from "vitest";
import { type CheckRequest, findDrift } from "../../src/check.ts";
import type { RenderedFile } from "../../src/types/files.ts";
import { diskOf, edit, emptySet, type FileSet, rendered, run, withoutFile } from "./support/set.ts";

const text = "FROM golang\nWORKDIR /src\nCOPY . .\nRUN go build\nUSER app\nCMD app\n";
const generated = [rendered("Dockerfile", text), rendered("run.sh", "#!/bin/sh\n", 0o755)];
const other = [rendered("Dockerfile", text.replace("FROM golang", "FROM golang:1")), generated[1]!];
const made = run(emptySet, generated).set;

function check(set: FileSet, now: readonly RenderedFile[], more: Partial<CheckRequest> = {}) {
  const paths = now.map(({ path }) => path);
  return findDrift({
    generated: now,
    lock: set.lock,
    disk: diskOf(set.disk, paths),
    facts: [{}],
    answers: ["a"],
    toolVersion: "1.0.0",
    ...more,
  });
}

const editUser = (before: string) => before.replace("USER app", "USER me");
const editFrom = (before: string) => before.replace("FROM golang", "FROM mine");

test("files as generated are no drift, nor with CRLF, nor when only the version moved", () => {
  expect(check(made, generated)).toEqual([]);
  expect(
    check(
      edit(made, "Dockerfile", (before) => before.replaceAll("\n", "\r\n")),
      generated,
    ),
  ).toEqual([]);
  expect(check(made, generated, { toolVersion: "1.1.0" })).toEqual([]);
});

test("an edit is drift until a run accepts it", () => {
  const edited = edit(made, "Dockerfile", editUser);
  expect(check(edited, generated)).toEqual([
    {
      kind: "edited",
      path: "Dockerfile",
      message: "edited by hand since it was generated",
      diff: expect.stringContaining("-USER app\n+USER me\n"),
    },
  ]);
  const accepted = run(edited, generated).set;
  expect(check(accepted, generated)).toEqual([]);
  expect(check(edit(accepted, "Dockerfile", editFrom), generated)).toMatchObject([{ kind: "edited" }]);
});

test("a kept file is its owner's, until something new is generated", () => {
  const kept = run(edit(made, "Dockerfile", editFrom), other, "keep").set;
  expect(check(kept, other)).toEqual([]);
  expect(check(edit(kept, "Dockerfile", editUser), other)).toEqual([]);
  const newer = [rendered("Dockerfile", text.replace("CMD app", "CMD new")), generated[1]!];
  expect(check(kept, newer)).toMatchObject([{ kind: "stale", path: "Dockerfile" }]);
});

test.each([
  ["answers", { answers: ["b"] }, "out of date: the answers changed"],
  ["the tool", { toolVersion: "1.1.0" }, "out of date: create-go-dockerfile 1.0.0 became 1.1.0"],
  ["something of the code that is not saved", {}, "out of date: the code changed"],
] as const)("a file is stale when %s changed what is generated", (_, more, message) => {
  const diff = expect.stringContaining("-FROM golang\n+FROM golang:1\n");
  expect(check(made, other, more)).toEqual([{ kind: "stale", path: "Dockerfile", message, diff }]);
});

test("edited and stale at once are two things", () => {
  const kinds = check(edit(made, "Dockerfile", editUser), other).map(({ kind }) => kind);
  expect(kinds).toEqual(["edited", "stale"]);
});

test("code that moved is said, also where no file changes by it", () => {
  const lock = { ...made.lock!, facts: [{ goVersion: "1.26" }] };
  const drifts = check({ ...made, lock }, generated, { facts: [{ goVersion: "1.27" }] });
  expect(drifts).toEqual([{ kind: "moved", path: null, message: "goVersion was 1.26, is 1.27", diff: "" }]);
});

test("missing, left over and unfit files are drift", () => {
  expect(check(withoutFile(made, "Dockerfile"), generated)).toMatchObject([
    { kind: "missing", path: "Dockerfile" },
  ]);
  expect(check(made, [generated[0]!])).toMatchObject([{ kind: "stale", message: "is no longer generated" }]);
  expect(
    check(
      edit(made, "run.sh", (before) => before, 0o644),
      generated,
    ),
  ).toMatchObject([{ kind: "edited", path: "run.sh" }]);
});

test("an edited file that is no longer generated is nobody's drift", () => {
  expect(
    check(
      edit(made, "run.sh", () => "#!/bin/sh\nmine\n"),
      [generated[0]!],
    ),
  ).toEqual([]);
});

test("conflict markers are named with their line", () => {
  const { set } = run(edit(made, "Dockerfile", editFrom), other, "merge");
  expect(check(set, other)).toMatchObject([{ kind: "edited", message: "conflict markers from line 1" }]);
});

test("without a lock file equal files are no drift, others say that it is missing", () => {
  expect(check({ ...made, lock: null }, generated)).toEqual([]);
  const edited = { ...edit(made, "Dockerfile", editUser), lock: null };
  const disk = diskOf({ ...edited.disk, ".create-go-dockerfile.json": { text: "", mode: 0o644 } });
  expect(check(edited, generated, { disk })).toMatchObject([
    { kind: "edited", message: expect.stringContaining(".create-go-dockerfile.lock is missing") },
  ]);
});

test("a set for which compose.yaml is read instead is no drift once kept", () => {
  const compose = [rendered("docker-compose.yml", "services: {}\n")];
  const theirs = edit(emptySet, "compose.yaml", () => "services: {}\n");
  expect(check(theirs, compose)).toMatchObject([{ kind: "missing" }]);
  expect(check(run(theirs, compose, "keep").set, compose)).toEqual([]);
  expect(check(run(theirs, compose, "overwrite").set, compose)).toEqual([]);
});

test("an interrupted run is drift", () => {
  const disk = diskOf({ ...made.disk, ".create-go-dockerfile.journal": { text: "[]", mode: 0o644 } });
  expect(check(made, generated, { disk })).toMatchObject([{ kind: "interrupted" }]);
});
