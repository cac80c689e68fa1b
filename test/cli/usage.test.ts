import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { command, copyOf, read, run, snapshot } from "./support/rerun.ts";

const service = "stdlib-http";

/** One line that says what, and not where in this tool. */
function expectOneLine(stderr: string, words: RegExp): void {
  expect(stderr).toMatch(/^create-go-dockerfile: [^\n]+\n$/);
  expect(stderr).toMatch(words);
  expect(stderr).not.toMatch(/\bat .*\.js:\d+|node:internal/);
}

test.each<[string, string, string[], number, RegExp]>([
  ["an unknown flag", service, ["--yes", "--bsae", "alpine"], 2, /--bsae, did you mean --base\?/],
  ["a value that is no number", service, ["--yes", "--uid", "abc"], 2, /--uid is not a whole number: abc/],
  ["an unknown choice", service, ["--yes", "--base", "alpin"], 2, /--base .*did you mean alpine\?/],
  [
    "a base without a shell",
    service,
    ["--yes", "--base", "scratch", "--entrypoint"],
    2,
    /no shell.*alpine or debian/,
  ],
  [
    "a timeout over the interval",
    service,
    ["--yes", "--health-timeout", "40s"],
    2,
    /shorter than --health-interval 30s/,
  ],
  ["a flag without its value", service, ["--yes", "--base"], 2, /--base needs a value/],
  [
    "a check that needs a command",
    "pure-sqlite",
    ["--yes", "--healthcheck", "command"],
    2,
    /--health-command is needed/,
  ],
  ["a check that needs a port", "worker", ["--yes", "--healthcheck", "http"], 2, /--health-port is needed/],
  [
    "a main package that is none",
    service,
    ["--yes", "--main", "./cmd/serve"],
    2,
    /--main is one of \., not \.\/cmd\/serve/,
  ],
  ["several services", "several-services", ["--yes"], 2, /--main: \.\/cmd\/\w+, \.\/cmd\/\w+/],
  ["a library", "library", ["--yes"], 2, /no main package/],
  ["a directory that is not there", service, ["nowhere", "--yes"], 2, /nowhere: no such directory/],
  ["a file for a directory", service, ["go.mod", "--yes"], 2, /go\.mod: not a directory/],
  ["two directories", service, [".", "..", "--yes"], 2, /one directory/],
  ["no terminal", service, [], 2, /--yes/],
  ["no terminal for a conflict", service, ["--yes", "--on-conflict", "ask"], 2, /terminal/],
  ["answers that are not there", service, ["--yes", "--answers", "a.json"], 2, /a\.json: no such file/],
  ["a check of nothing", service, ["--check"], 2, /\.create-go-dockerfile\.json/],
  ["a verification of nothing", service, ["--verify-only", "static"], 2, /Dockerfile|nothing/],
  ["a verification under --dry-run", service, ["--verify-only", "static", "--dry-run"], 2, /--dry-run/],
  [
    "a run-time file that is not there",
    service,
    ["--yes", "--assets", "nope"],
    2,
    /not in the directory: nope/,
  ],
  ["a report that no file can be", service, ["--yes", "--report", "nowhere/report.html"], 1, /nowhere/],
  ["a report of nothing", service, ["--yes", "--dry-run", "--report", "report.html"], 2, /--report/],
  ["a secret in the image", service, ["--yes", "--env", "API_TOKEN=hunter2"], 2, /API_TOKEN/],
])("%s is one line and nothing is written", (_, fixture, args, exitCode, words) => {
  const folder = copyOf(fixture);
  const before = snapshot(folder);
  const outcome = run(folder, ...args);
  expectOneLine(outcome.stderr, words);
  expect(outcome.exitCode).toBe(exitCode);
  expect(outcome.stdout).toBe("");
  expect(snapshot(folder)).toEqual(before);
});

test.each<[string, (folder: string) => void, RegExp]>([
  ["missing", (folder) => fs.rmSync(path.join(folder, "go.mod")), /go\.mod/],
  [
    "broken",
    (folder) => fs.writeFileSync(path.join(folder, "go.mod"), "module example.com/a\n\nrequire (\n"),
    /go\.mod:\d+/,
  ],
  ["empty", (folder) => fs.writeFileSync(path.join(folder, "go.mod"), ""), /go\.mod/],
])("a go.mod that is %s is exit 2 and one line", (_, damage, words) => {
  const folder = copyOf(service);
  damage(folder);
  const outcome = run(folder, "--yes");
  expectOneLine(outcome.stderr, words);
  expect(outcome.exitCode).toBe(2);
});

test.each<[string, string, RegExp]>([
  ["no JSON", "{ base: alpine", /answers\.json:1/],
  ["an unknown key", '{\n  "bsae": "alpine"\n}', /answers\.json:2: .*did you mean base\?/],
  [
    "a value of another type",
    '{\n  "service": "a",\n  "uid": "many"\n}',
    /answers\.json:3: uid must be a whole number/,
  ],
  ["a value that cannot be", '{ "base": "ubuntu" }', /answers\.json:1: base is one of/],
])("an answers file with %s is exit 2 and its line", (_, text, words) => {
  const folder = copyOf(service);
  fs.writeFileSync(path.join(folder, "answers.json"), text);
  const outcome = run(folder, "--yes", "--answers", "answers.json");
  expectOneLine(outcome.stderr, words);
  expect(outcome.exitCode).toBe(2);
});

test("answers come from standard input too, below flags", () => {
  const folder = copyOf(service);
  const outcome = spawnSync(process.execPath, [command, "--json", "--answers", "-", "--uid", "3000"], {
    cwd: folder,
    input: '{ "base": "alpine", "uid": 2000 }',
    encoding: "utf8",
  });
  expect(outcome.status).toBe(0);
  expect(JSON.parse(outcome.stdout).answers).toMatchObject({ base: "alpine", uid: 3000 });
});

test("the files of one run are the answers of another", () => {
  const [first, second] = [copyOf(service), copyOf(service)];
  run(first, "--yes", "--base", "debian", "--entrypoint", "--args", "a, b", "--env", "GREETING=it's");
  const answers = path.join(first, ".create-go-dockerfile.json");
  expect(run(second, "--yes", "--answers", answers).exitCode).toBe(0);
  expect(snapshot(second)).toEqual(snapshot(first));
});

test("an error under --json is a document, with the same exit code and line", () => {
  const outcome = run(copyOf("several-services"), "--json");
  expect(outcome.exitCode).toBe(2);
  const { error } = JSON.parse(outcome.stdout);
  expect(Object.keys(error)).toEqual(["code", "message", "flag", "choices"]);
  expect(error).toMatchObject({ code: "several-services", flag: "--main" });
  expect(error.choices.length).toBeGreaterThan(1);
  expectOneLine(outcome.stderr, /--main/);
});

test("an unknown flag under --json is a document too", () => {
  const outcome = run(copyOf(service), "--json", "--bsae", "alpine");
  expect(JSON.parse(outcome.stdout).error).toMatchObject({ code: "unknown-flag", flag: "--bsae" });
});

test("--json prints one document with every key, and nothing else", () => {
  const outcome = run(copyOf(service), "--json");
  expect(outcome.stderr).toBe("");
  expect(Object.keys(JSON.parse(outcome.stdout))).toEqual([
    "schemaVersion",
    "project",
    "answers",
    "files",
    "context",
    "verification",
    "warnings",
  ]);
});

test("--dry-run writes nothing, and --diff shows what it would", () => {
  const folder = copyOf(service);
  const before = snapshot(folder);
  const outcome = run(folder, "--yes", "--dry-run", "--diff");
  expect(outcome.exitCode).toBe(0);
  expect(outcome.stdout).toMatch(/^\+FROM /m);
  expect(snapshot(folder)).toEqual(before);
});

/** As a user without the right to write everywhere; null where the tests run without root. */
function runAsNobody(folder: string, ...args: string[]) {
  const isRoot = process.getuid?.() === 0;
  return spawnSync(process.execPath, [command, ...args], {
    cwd: folder,
    encoding: "utf8",
    ...(isRoot && { uid: 65_534, gid: 65_534 }),
  });
}

test("a directory that cannot be written is exit 1 and one line", () => {
  const folder = copyOf(service);
  fs.chmodSync(folder, 0o555);
  const outcome = runAsNobody(folder, "--yes");
  fs.chmodSync(folder, 0o755);
  expectOneLine(outcome.stderr, /permission/);
  expect(outcome.status).toBe(1);
  expect(Object.keys(snapshot(folder))).not.toContain("Dockerfile");
});

test("a file of the project that cannot be read is exit 1 and one line", () => {
  const folder = copyOf(service);
  fs.chmodSync(folder, 0o777);
  fs.chmodSync(path.join(folder, "main.go"), 0o000);
  const outcome = runAsNobody(folder, "--yes");
  fs.chmodSync(path.join(folder, "main.go"), 0o644);
  expectOneLine(outcome.stderr, /main\.go.*permission/);
  expect(outcome.status).toBe(1);
});

test("help and version need no project, and a closed pipe is no error", () => {
  const folder = copyOf("library");
  expect(run(folder, "--help")).toMatchObject({ exitCode: 0, stderr: "" });
  expect(run(folder, "--version").stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  const piped = spawnSync("sh", ["-c", `"${process.execPath}" "${command}" --help | head -n 1`], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(piped.stderr).toBe("");
});

test("the rerun command that is printed gives the same files in an empty clone", () => {
  const [first, second] = [copyOf("gin-version"), copyOf("gin-version")];
  const args = [
    "--base",
    "alpine",
    "--entrypoint",
    "--args",
    "it's, ok",
    "--env",
    "A=$HOME b",
    "--no-poll",
    "--tags",
    "x,y",
  ];
  const { stdout } = run(first, "--yes", ...args);
  const printed = /^ {2}npx (create-go-dockerfile .*)$/m.exec(stdout)?.[1] ?? "";
  const script = `create-go-dockerfile() { "${process.execPath}" "${command}" "$@"; }; ${printed}`;
  expect(spawnSync("bash", ["-c", script], { cwd: second }).status).toBe(0);
  expect(snapshot(second)).toEqual(snapshot(first));
  expect(read(second, "Dockerfile")).toBe(read(first, "Dockerfile"));
});

/** Ctrl-C as soon as a part of the run waits for it: the first while files are read, the second while they are written. */
function interrupted(folder: string, part: number) {
  const code = `const { on } = process;
    let part = 0;
    process.on = (name, listener) => {
      on.call(process, name, listener);
      if (name === "SIGTERM" && ++part === ${part}) process.kill(process.pid, "SIGINT");
      return process;
    };`;
  const preload = `data:text/javascript,${encodeURIComponent(code)}`;
  return spawnSync(process.execPath, ["--import", preload, command, "--yes"], {
    cwd: folder,
    encoding: "utf8",
  });
}

test("Ctrl-C while files are written comes too late, and nothing else is said", () => {
  const folder = copyOf(service);
  expect(interrupted(folder, 2)).toMatchObject({ status: 0, stderr: "" });
  expect(run(folder, "--check").exitCode).toBe(0);
});

test("Ctrl-C while the project is looked at is exit 130 too, and nothing is written", () => {
  const folder = copyOf(service);
  const before = snapshot(folder);
  const outcome = interrupted(folder, 1);
  expect([outcome.status, outcome.signal, outcome.stdout]).toEqual([130, null, ""]);
  expect(outcome.stderr).toMatch(/create-go-dockerfile: cancelled, nothing was written\n$/);
  expect(snapshot(folder)).toEqual(before);
});

test("Ctrl-C while a registry is asked is exit 130 at once, and nothing is written", () => {
  const folder = copyOf(service);
  const before = snapshot(folder);
  const bin = fs.mkdtempSync(path.join(os.tmpdir(), "docker-"));
  onTestFinished(() => fs.rmSync(bin, { recursive: true }));
  // The interrupt comes in the middle of the lookup, which would take longer than this test may.
  fs.writeFileSync(path.join(bin, "docker"), "#!/bin/sh\nkill -INT $PPID\nexec sleep 300\n", { mode: 0o755 });
  const outcome = spawnSync(process.execPath, [command, "--yes", "--pin", "digest"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
  });
  expect([outcome.status, outcome.signal]).toEqual([130, null]);
  expect(outcome.stderr).toMatch(/create-go-dockerfile: cancelled, nothing was written\n$/);
  expect(snapshot(folder)).toEqual(before);
});
