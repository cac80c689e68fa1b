import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseIgnore } from "../../src/context/patterns.ts";
import {
  contextFiles,
  ignoreFileOf,
  ignoreMatcher,
  measureContext,
  requiredFiles,
} from "../../src/context.ts";
import { files } from "../../src/system/files.ts";
import { directoryOf } from "./verify/support.ts";

const sent = (root: string, dockerignore: string) =>
  contextFiles(files, root, dockerignore).map(({ path }) => path);

describe("patterns", () => {
  // What Docker answers was seen in an engine: see the test of the same name in test/docker.
  test.each([
    ["*.md", "README.md", true],
    ["*.md", "docs/a.md", false],
    ["**/*.md", "docs/deep/a.md", true],
    ["**/*.md", "a.md", true],
    ["docs", "docs/deep/a.md", true],
    ["/docs/", "docs/a.md", true],
    ["docs/*", "docs/deep/a.md", true],
    ["docs/**", "docs/deep/a.md", true],
    ["docs/**", "docs", false],
    ["*/a.md", "docs/a.md", true],
    ["*/a.md", "a/docs/a.md", false],
    ["a?c", "abc", true],
    ["a?c", "a/c", false],
    ["[a-c].go", "b.go", true],
    ["[^a-c].go", "b.go", false],
    ["\\*.go", "*.go", true],
    ["\\*.go", "x.go", false],
    ["a.b", "axb", false],
    ["**node_modules", "x/my_node_modules", true],
    ["ENV", "env", false],
    ["**/x/**/y", "a/x/b/c/y", true],
    ["x/**/y", "x/y", true],
    ["*\n!cmd", "cmd/a/main.go", false],
    ["*\n!cmd/a", "cmd/b/main.go", true],
    ["**\n!**/*.go", "a/b/c.go", false],
    ["a\n!a/b\na/b/c", "a/b/c/d", true],
    [".env*\n!.env.example", ".env.example", false],
    ["# comment\n\n  *.log  ", "x.log", true],
    ["\uFEFF*.log", "x.log", true],
    ["! *.log\n*.log", "x.log", true],
  ])("%j ignores %s: %s", (dockerignore, path, ignored) => {
    expect(ignoreMatcher(dockerignore)(path).ignored).toBe(ignored);
  });

  test("the pattern that decided is told with its line", () => {
    expect(ignoreMatcher("*.md\n!*.md\n\nREADME.md\n")("README.md").by).toMatchObject({ line: 4 });
  });

  test("what an engine refuses is a problem of its line", () => {
    expect(parseIgnore("a\n[\n!\nb\\\n").problems.map(({ line }) => line)).toEqual([2, 3, 4]);
  });
});

test("leaving out what cannot matter changes nothing: the walk and single paths agree", () => {
  const root = directoryOf(
    Object.fromEntries(
      ["a", "b", "a/a", "a/b", "b/a", "a/a/a", "a/a/b", "a/b/a", "b/a/b"].map((path) => [
        `${path}.d/f.go`,
        "",
      ]),
    ),
  );
  const all = sent(root, "");
  const part = fc.constantFrom("a.d", "b.d", "*", "**", "f.go", "*.go", "?.d");
  const pattern = fc
    .tuple(fc.boolean(), fc.array(part, { minLength: 1, maxLength: 3 }))
    .map(([negated, parts]) => `${negated ? "!" : ""}${parts.join("/")}`);
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 5 }), (patterns) => {
      const dockerignore = patterns.join("\n");
      const decide = ignoreMatcher(dockerignore);
      expect(sent(root, dockerignore)).toEqual(all.filter((path) => !decide(path).ignored));
    }),
    { numRuns: 300 },
  );
});

describe("measureContext", () => {
  test("counts files and bytes, and links as files without bytes", () => {
    const root = directoryOf({ "a.go": "12345", "docs/b.md": "123", "docs/c.md": "1" });
    symlinkSync("a.go", join(root, "link"));
    expect(measureContext(files, root, "docs/c.md", [])).toEqual({
      files: 3,
      bytes: 8,
      requiredFiles: 0,
      missing: [],
      leaks: [],
    });
  });

  test("names required files that are left out, and does not call a required key a leak", () => {
    const root = directoryOf({ "web/dist/index.html": "", "certs/ca.pem": "", "certs/other.pem": "" });
    const context = measureContext(files, root, "**/dist", ["web/dist/index.html", "certs/ca.pem"]);
    expect(context).toMatchObject({
      requiredFiles: 2,
      missing: ["web/dist/index.html"],
      leaks: ["certs/other.pem"],
    });
  });

  test("names secrets, version control, modules of npm and programs, each once", () => {
    const program = execFileSync("cat", [process.execPath], { maxBuffer: 1e9 }).subarray(0, 2000);
    const root = directoryOf({
      ".env": "",
      "deploy/.env.production": "",
      ".env.example": "",
      ".git/config": "",
      ".git/HEAD": "",
      "web/node_modules/a/index.js": "",
      "web/node_modules/b/index.js": "",
      "tls/server.key": "",
      "home/.netrc": "",
      "ssh/id_ed25519": "",
      "ssh/id_ed25519.pub": "",
      "server*": program,
      "script.sh*": "#!/bin/sh\n",
      "internal/token/token.go": "",
    });
    expect(measureContext(files, root, "", []).leaks).toEqual([
      ".env",
      ".git",
      "deploy/.env.production",
      "home/.netrc",
      "server",
      "ssh/id_ed25519",
      "tls/server.key",
      "web/node_modules",
    ]);
    expect(measureContext(files, root, "**\n!internal", []).leaks).toEqual([]);
  });

  test("says which directory cannot be read, unless it is ignored", () => {
    const root = directoryOf({ "closed/a": "" });
    const refuse = (path: string) => {
      if (path.endsWith("closed")) throw Object.assign(new Error("EACCES"), { code: "EACCES" });
      return files.readDirectory(path);
    };
    const guarded = { ...files, readDirectory: refuse };
    expect(() => measureContext(guarded, root, "", [])).toThrow(/closed.*cannot be read/);
    expect(measureContext(guarded, root, "closed\n!closed/b", []).files).toBe(0);
  });
});

test("Dockerfile.dockerignore wins over .dockerignore", () => {
  const root = directoryOf({ ".dockerignore": "a", "Dockerfile.dev.dockerignore": "b" });
  expect(ignoreFileOf(files, root, "Dockerfile")?.text).toBe("a");
  expect(ignoreFileOf(files, root, "Dockerfile.dev")).toEqual({
    path: "Dockerfile.dev.dockerignore",
    text: "b",
  });
  expect(ignoreFileOf(files, directoryOf({}), "Dockerfile")).toBeNull();
});

test("required files are build files, assets as files and the script, of what the image makes only what it starts from", () => {
  const root = directoryOf({ "templates/a.html": "", "templates/sub/b.html": "", "config.yml": "" });
  const project = {
    root,
    buildFiles: [
      "main.go",
      "pages/home_templ.go",
      "web/dist/index.html",
      "web/dist/api/openapi.yml",
      "go.mod",
    ],
    runtimeFiles: [{ source: "config.yml", destination: "config.yml", evidence: "main.go:1" }],
    prebuild: { outputs: ["web/dist"], committed: ["web/dist/api/openapi.yml"], served: [] },
    generate: { outputs: ["pages/home_templ.go"] },
  } as unknown as Parameters<typeof requiredFiles>[1];
  const answers = {
    assets: ["templates:tpl"],
    prebuild: "npm run build",
    generate: "templ generate",
    entrypoint: true,
  };
  expect(requiredFiles(files, project, answers)).toEqual([
    "docker-entrypoint.sh",
    "go.mod",
    "main.go",
    "templates/a.html",
    "templates/sub/b.html",
    "web/dist/api/openapi.yml",
  ]);
  expect(requiredFiles(files, project, null)).toEqual([
    "config.yml",
    "go.mod",
    "main.go",
    "pages/home_templ.go",
    "web/dist/api/openapi.yml",
    "web/dist/index.html",
  ]);
});
