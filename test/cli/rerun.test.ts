import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { copyOf, edit, read, run, runInShell, snapshot, start, statuses, times } from "./support/rerun.ts";

const ANSWERS = ".create-go-dockerfile.json";
const LOCK = ".create-go-dockerfile.lock";

function made(fixture = "stdlib-http", ...args: string[]): string {
  const folder = copyOf(fixture);
  const outcome = run(folder, "--yes", ...args);
  if (outcome.exitCode !== 0) throw new Error(outcome.stderr);
  return folder;
}

/** An edit in the middle of the Dockerfile, where changes of the base do not reach. */
const editBuild = (text: string) =>
  text.replace("    go build -trimpath", "    go vet ./... && go build -trimpath");
const editEnd = (text: string) => `${text}\nENV FEATURE=on\n`;
const editFrom = (text: string) => text.replace(/^FROM .* AS production$/m, "FROM mine AS production");

test("a second run has nothing to do and writes nothing", () => {
  const folder = made();
  const before = times(folder);
  const outcome = run(folder, "--json");
  expect(outcome.exitCode).toBe(0);
  expect(new Set(Object.values(statuses(outcome)))).toEqual(new Set(["unchanged"]));
  expect(times(folder)).toEqual(before);
});

test("what the author's Dockerfile told is not missed once it is replaced", () => {
  const folder = copyOf("stdlib-http");
  fs.writeFileSync(
    path.join(folder, "Dockerfile"),
    "FROM golang:1.26\nRUN go build -tags fancy -o /shop .\n",
  );
  const buildTags = () => JSON.parse(run(folder, "--json", "--dry-run").stdout).project.buildTags;
  expect(buildTags()).toMatchObject([{ tags: ["fancy"] }]);
  expect(run(folder, "--yes", "--on-conflict", "overwrite", "--tags", "fancy").exitCode).toBe(0);
  expect(read(folder, "Dockerfile")).toContain("-tags=fancy");
  expect(run(folder, "--check")).toMatchObject({ exitCode: 0, stderr: "" });
  // What it made itself is no evidence.
  expect(buildTags()).toEqual([]);
});

test("a compiled program that was committed does not fail the first run, nor is it missed later", () => {
  const folder = copyOf("stdlib-http");
  const program = path.join(folder, "tools", "app-linux");
  fs.mkdirSync(path.dirname(program));
  fs.writeFileSync(program, "\u007fELF\u0002\u0001\u0001", { mode: 0o755 });
  expect(run(folder, "--yes")).toMatchObject({ exitCode: 0, stderr: "" });
  expect(read(folder, ".dockerignore")).toContain("\ntools/app-linux\n");
  fs.rmSync(program);
  expect(run(folder, "--check").exitCode).toBe(0);
});

test("a changed answer changes what follows from it and nothing else", () => {
  const folder = made();
  const before = times(folder);
  expect(statuses(run(folder, "--json", "--health-retries", "5"))).toMatchObject({
    Dockerfile: "update",
    ".air.toml": "unchanged",
  });
  const after = times(folder);
  for (const file of ["main.go", ".air.toml", ".dockerignore"]) {
    if (file in before) expect(after[file]).toBe(before[file]);
  }
  expect(JSON.parse(read(folder, ANSWERS)).services[0].healthRetries).toBe(5);
  expect(read(folder, "Dockerfile")).toContain("--retries=5");
});

test("there and back again is the same set", () => {
  const folder = made();
  const before = snapshot(folder);
  run(folder, "--yes", "--base", "alpine", "--entrypoint", "--editor", "vscode");
  expect(Object.keys(snapshot(folder))).toContain("docker-entrypoint.sh");
  expect(run(folder, "--yes", "--base", "distroless", "--no-entrypoint", "--editor", "none").exitCode).toBe(
    0,
  );
  expect(snapshot(folder)).toEqual(before);
});

test("edits and another base are merged, and no line of either is lost", () => {
  const folder = made();
  edit(folder, "Dockerfile", (text) => editEnd(editBuild(text)));
  expect(statuses(run(folder, "--json", "--base", "alpine")).Dockerfile).toBe("merge");
  const merged = read(folder, "Dockerfile");
  expect(merged).toMatch(/^ENV FEATURE=on$/m);
  expect(merged).toContain("go vet ./... && go build");
  expect(merged).toMatch(/^FROM alpine:/m);
  expect(run(folder, "--check").exitCode).toBe(0);
});

test("an overlap without a word on conflicts is exit 1, and nothing is written", () => {
  const folder = made();
  edit(folder, "Dockerfile", editFrom);
  const before = snapshot(folder);
  const outcome = run(folder, "--yes", "--base", "alpine");
  expect(outcome.exitCode).toBe(1);
  expect(outcome.stderr).toMatch(
    /^create-go-dockerfile: Dockerfile: .*--on-conflict merge, keep or overwrite\n$/,
  );
  expect(snapshot(folder)).toEqual(before);
});

test("--on-conflict merge writes markers and is exit 1 until they are gone", () => {
  const folder = made();
  edit(folder, "Dockerfile", editFrom);
  const args = ["--yes", "--base", "alpine", "--on-conflict", "merge"];
  const outcome = run(folder, ...args);
  expect(outcome.exitCode).toBe(1);
  const line = Number(/Dockerfile:(\d+): conflict markers/.exec(outcome.stderr)?.[1]);
  const lines = read(folder, "Dockerfile").split("\n");
  expect(lines[line - 1]).toBe("<<<<<<< yours");
  expect(lines).toContain("FROM mine AS production");
  expect(lines).toContain(">>>>>>> create-go-dockerfile");
  expect(run(folder, "--check").exitCode).toBe(1);
  expect(run(folder, "--yes").exitCode).toBe(1);
  edit(folder, "Dockerfile", (text) => text.replace(/^(<{7} yours|={7}|>{7} create-go-dockerfile)\n/gm, ""));
  expect(run(folder, "--yes", "--verify", "none").exitCode).toBe(0);
  expect(run(folder, "--check").exitCode).toBe(0);
});

test("--on-conflict keep is remembered, overwrite takes it back", () => {
  const folder = made();
  edit(folder, "Dockerfile", editFrom);
  const kept = read(folder, "Dockerfile");
  const none = ["--verify", "none"];
  expect(run(folder, "--yes", "--base", "alpine", "--on-conflict", "keep", ...none).exitCode).toBe(0);
  expect(read(folder, "Dockerfile")).toBe(kept);
  expect(statuses(run(folder, "--json", ...none)).Dockerfile).toBe("keep");
  expect(run(folder, "--check").exitCode).toBe(0);
  expect(run(folder, "--yes", "--on-conflict", "overwrite").exitCode).toBe(0);
  expect(read(folder, "Dockerfile")).toMatch(/^FROM alpine:/m);
});

test("a conflict under --dry-run is only a status, and --json has the whole document with an error", () => {
  const folder = made();
  edit(folder, "Dockerfile", editFrom);
  const before = times(folder);
  const dry = run(folder, "--json", "--dry-run", "--base", "alpine");
  expect([dry.exitCode, statuses(dry).Dockerfile]).toEqual([0, "conflict"]);
  const open = run(folder, "--json", "--base", "alpine");
  expect([open.exitCode, statuses(open).Dockerfile]).toEqual([1, "conflict"]);
  expect(JSON.parse(open.stdout).error).toMatchObject({ code: "conflict", flag: "--on-conflict" });
  expect(times(folder)).toEqual(before);
});

test("someone's own Dockerfile is not overwritten unasked", () => {
  const folder = copyOf("stdlib-http");
  fs.writeFileSync(path.join(folder, "Dockerfile"), "FROM theirs\n");
  const before = snapshot(folder);
  const outcome = run(folder, "--yes");
  expect(outcome.exitCode).toBe(1);
  expect(outcome.stderr).toContain("Dockerfile: was not made by create-go-dockerfile");
  expect(snapshot(folder)).toEqual(before);
});

test("what someone's own Dockerfile told of the front end stays known when it is no more", () => {
  const folder = copyOf("stdlib-http");
  const write = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  };
  write("page.go", 'package main\n\nimport "embed"\n\n//go:embed page\nvar page embed.FS\n');
  write("web/package.json", '{ "scripts": { "build": "vite build --outDir public" } }\n');
  write("web/pnpm-lock.yaml", "lockfileVersion: '9.0'\n");
  write(
    "Dockerfile",
    "FROM node:24 AS web\nFROM golang:1.26\nCOPY --from=web /web/public page\nRUN go build\n",
  );
  expect(run(folder, "--yes", "--on-conflict", "overwrite").exitCode).toBe(0);
  const before = snapshot(folder);
  expect(read(folder, "Dockerfile")).toMatch(/^RUN pnpm run build && mkdir -p \.\.\/page && cp/m);
  expect(read(folder, "Dockerfile")).toContain("pnpm install --frozen-lockfile");
  const again = run(folder, "--json");
  expect(new Set(Object.values(statuses(again)))).toEqual(new Set(["unchanged"]));
  expect(again.stdout).not.toContain("embed-missing");
  expect(run(folder, "--check").exitCode).toBe(0);
  expect(snapshot(folder)).toEqual(before);
});

test("an existing compose.yaml is a conflict, and written beside it a warning", () => {
  const folder = copyOf("stdlib-http");
  fs.writeFileSync(path.join(folder, "compose.yaml"), "services: {}\n");
  expect(run(folder, "--yes").stderr).toContain("Compose reads compose.yaml");
  const outcome = run(folder, "--json", "--on-conflict", "overwrite");
  expect(outcome.exitCode).toBe(0);
  const codes = JSON.parse(outcome.stdout).warnings.map(({ code }: { code: string }) => code);
  expect(codes).toContain("compose-preferred");
  expect(fs.existsSync(path.join(folder, "docker-compose.yml"))).toBe(true);
  const again = run(folder, "--yes");
  expect([again.exitCode, again.stderr]).toEqual([0, expect.stringContaining("Compose reads compose.yaml")]);
});

test("with the lock file lost, untouched files are taken over and edited ones are conflicts", () => {
  const folder = made();
  fs.rmSync(path.join(folder, LOCK));
  expect(run(folder, "--yes").exitCode).toBe(0);
  expect(fs.existsSync(path.join(folder, LOCK))).toBe(true);
  edit(folder, "Dockerfile", editEnd);
  fs.rmSync(path.join(folder, LOCK));
  const outcome = run(folder, "--yes");
  expect(outcome.exitCode).toBe(1);
  expect(outcome.stderr).toContain(`${LOCK} is missing`);
});

test("a checkout with CRLF compares equal, but the script is LF and executable again", () => {
  const folder = made("stdlib-http", "--base", "alpine", "--entrypoint");
  const original = snapshot(folder);
  for (const file of ["Dockerfile", ".dockerignore", "docker-entrypoint.sh", ANSWERS, LOCK]) {
    edit(folder, file, (text) => text.replaceAll("\n", "\r\n"));
  }
  fs.chmodSync(path.join(folder, "docker-entrypoint.sh"), 0o644);
  expect(statuses(run(folder, "--json"))).toMatchObject({
    Dockerfile: "unchanged",
    ".dockerignore": "unchanged",
    "docker-entrypoint.sh": "update",
  });
  expect(snapshot(folder)["docker-entrypoint.sh"]).toBe(original["docker-entrypoint.sh"]);
  expect(read(folder, "Dockerfile")).toContain("\r\n");
});

test("an output that is no longer wanted is removed, an edited one is kept and named", () => {
  const args = ["--base", "alpine", "--entrypoint", "--editor", "vscode"];
  const folder = made("stdlib-http", ...args);
  edit(folder, "docker-entrypoint.sh", (text) => text.replace(/^exec/m, "echo hello\nexec"));
  const outcome = run(folder, "--json", "--no-entrypoint", "--editor", "none");
  expect(statuses(outcome)).toMatchObject({
    "docker-entrypoint.sh": "orphan",
    ".vscode/launch.json": "remove",
  });
  expect(read(folder, "docker-entrypoint.sh")).toContain("echo hello");
  expect(fs.existsSync(path.join(folder, ".vscode"))).toBe(false);
});

test.each<[string, (folder: string) => void, string]>([
  ["an edit", (folder) => edit(folder, "Dockerfile", editEnd), "edited"],
  ["a missing file", (folder) => fs.rmSync(path.join(folder, "Dockerfile")), "missing"],
  [
    "other answers",
    (folder) => edit(folder, ANSWERS, (text) => text.replace('"distroless"', '"alpine"')),
    "stale",
  ],
  [
    "code that moved",
    (folder) => edit(folder, "go.mod", (text) => text.replace(/^go 1\.\d+.*$/m, "go 1.27")),
    "moved",
  ],
])("--check tells %s apart with exit 1, and writes nothing", (_, drift, kind) => {
  const folder = made();
  expect(run(folder, "--check").exitCode).toBe(0);
  drift(folder);
  const before = times(folder);
  const outcome = run(folder, "--check");
  expect(outcome.exitCode).toBe(1);
  expect(outcome.stdout).toMatch(kind);
  expect(times(folder)).toEqual(before);
  expect(run(folder, "--yes").exitCode).toBe(0);
  expect(run(folder, "--check").exitCode).toBe(0);
});

test("--check without an answers file is exit 2", () => {
  const outcome = run(copyOf("stdlib-http"), "--check");
  expect(outcome.exitCode).toBe(2);
  expect(outcome.stderr).toContain(ANSWERS);
});

test.each<[string, (folder: string) => void, RegExp]>([
  [
    "broken answers",
    (folder) => edit(folder, ANSWERS, (text) => text.slice(0, 99)),
    /\.json:\d+: is not valid JSON/,
  ],
  [
    "an unknown answer",
    (folder) => edit(folder, ANSWERS, (text) => text.replace('"uid"', '"uiid"')),
    /\.json:\d+: unknown key "uiid", did you mean uid\?/,
  ],
  [
    "answers of a newer version",
    (folder) => edit(folder, ANSWERS, (text) => text.replace('Version": 1', 'Version": 7')),
    /\.json:2: written by a newer/,
  ],
  [
    "a broken lock file",
    (folder) => edit(folder, LOCK, (text) => text.slice(0, 999)),
    /\.lock:\d+: is not valid JSON/,
  ],
  [
    "a damaged lock file",
    (folder) => edit(folder, LOCK, (text) => text.replace(/"sha256": "\w{4}/, '"sha256": "0000')),
    /\.lock:\d+: the saved text of .* is damaged/,
  ],
])("%s is exit 2 with its line, in every kind of run", (_, damage, message) => {
  const folder = made();
  damage(folder);
  const before = times(folder);
  for (const args of [["--yes"], ["--check"], ["--yes", "--dry-run"]]) {
    const outcome = run(folder, ...args);
    expect(outcome.exitCode).toBe(2);
    expect(outcome.stderr.trim().split("\n")).toHaveLength(1);
    expect(outcome.stderr).toMatch(message);
  }
  expect(times(folder)).toEqual(before);
});

const outward = (folder: string, name: string) => fs.symlinkSync("/etc/hostname", path.join(folder, name));

test.each<[string, (folder: string) => void, RegExp]>([
  ["a directory", (folder) => fs.mkdirSync(path.join(folder, "Dockerfile")), /Dockerfile: is a directory/],
  [
    "an outward link",
    (folder) => outward(folder, "Dockerfile.dev"),
    /Dockerfile.dev: is a symbolic link out of/,
  ],
  [
    "a link to nowhere",
    (folder) => fs.symlinkSync("gone", path.join(folder, ".air.toml")),
    /.air.toml: .*nowhere/,
  ],
  ["an outward link for the answers", (folder) => outward(folder, ANSWERS), /\.create-go-dockerfile\.json/],
])("%s where a file should go is refused in one line, and nothing is written", (_, prepare, message) => {
  const folder = copyOf("stdlib-http");
  prepare(folder);
  const before = snapshot(folder);
  const outcome = run(folder, "--yes", "--on-conflict", "overwrite");
  expect(outcome.exitCode).toBe(1);
  expect(outcome.stderr.trim().split("\n")).toHaveLength(1);
  expect(outcome.stderr).toMatch(message);
  expect(snapshot(folder)).toEqual(before);
});

test("runs at once leave a whole set, and end well or say why not", async () => {
  const folder = copyOf("stdlib-http");
  const codes = await Promise.all([1, 2, 3, 4].map(() => start(folder, "--yes").ended));
  expect(codes).toContain(0);
  for (const code of codes) expect([0, 1]).toContain(code);
  expect(run(folder, "--check").exitCode).toBe(0);
  expect(Object.keys(snapshot(folder)).filter((file) => /tmp-|journal|running/.test(file))).toEqual([]);
});

test("a reader that goes away ends nothing half-way", () => {
  const folder = copyOf("stdlib-http");
  const outcome = runInShell(folder, "--yes | true");
  expect(outcome).toMatchObject({ exitCode: 0, stderr: "" });
  expect(run(folder, "--check").exitCode).toBe(0);
});
