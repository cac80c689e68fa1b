import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contextFiles, ignoreFileOf, measureContext } from "../../src/context.ts";
import { files } from "../../src/system/files.ts";
import { engineOrSkip } from "./engine.ts";

const DOCKERFILE = "FROM scratch\nCOPY . /\n";

const DENY = `# What the build does not need
**/.git
Dockerfile*
**/.env
**/.env.*
!**/.env.example
**/*.key
**/*_test.go
**/node_modules
bin
*.md
`;

const ALLOW = `*
!go.mod
!cmd
!internal
!web/dist
**/*_test.go
**/.env*
`;

/** A tree with what is usual and what is odd; the values are the contents. */
const TREE: Readonly<Record<string, string>> = {
  "go.mod": "module x\n",
  "main.go": "package main\n",
  "README.md": "# x\n",
  "docs/guide.md": "# guide\n",
  ".env": "A=1\n",
  ".env.example": "A=\n",
  ".git/HEAD": "ref\n",
  ".git/objects/aa/bb": "x",
  "cmd/server/main.go": "package main // server\n",
  "cmd/server/main_test.go": "package main\n",
  "cmd/server/.env": "B=2\n",
  "cmd/.env.example": "B=\n",
  "internal/a/a.go": "package a\n",
  "internal/a/b/b.go": "package b\n",
  "internal/node_modules/x.js": "1",
  "web/dist/index.html": "<p>",
  "web/dist/assets/app.js": "1+1",
  "web/src/app.ts": "1",
  "web/node_modules/left/index.js": "1",
  "bin/server": "ELF",
  "bin/keep/me.txt": "x",
  "deep/bin/tool": "x",
  "tls/server.key": "key",
  "my_node_modules/z.js": "1",
  "a b/c d.txt": "space",
  "brackets[1].txt": "x",
  "star*.txt": "x",
  "UPPER.MD": "x",
  "ünï/cödé.go": "package u\n",
};

const PATTERNS: Readonly<Record<string, string>> = {
  "no file at all": "",
  "a deny-list": DENY,
  "an allow-list": ALLOW,
  "names match at the root only": "*.md\nbin\nnode_modules\n",
  "two stars cross directories": "**/*.md\n**/bin\n",
  "two stars without a slash": "**node_modules\n",
  "two stars in the middle": "internal/**/b.go\nweb/**/*.js\n",
  "two stars at the end": "web/**\n!web/dist/**\n",
  "slashes around a name": "/docs/\nweb/./dist/\n",
  "a question mark and a class": "?ain.go\n[A-Q]*.md\ncmd/server/[^a]ain.go\n",
  "escaped characters": "star\\*.txt\nbrackets\\[1\\].txt\n",
  "space around and inside": "  a b/c d.txt  \n",
  "case matters": "upper.md\nUPPER.md\n",
  "letters beyond ASCII": "ünï\n",
  "everything but": "**\n!**/*.go\n!go.mod\n",
  "everything but a directory": "*\n!internal/a\n",
  "an exception that a later line takes back": "cmd\n!cmd/server\ncmd/server/*_test.go\n",
  "an exception inside what is left out": "web\n!web/dist/index.html\n",
  "an exception before its rule": "!bin/keep\nbin\n",
  "an exception of a name anywhere": "*\n!**/.env.example\n",
  "a space after the exclamation mark": "bin\n! bin/keep\n",
  comments: "#*.md\n # README.md\nmain.go # not a comment\n",
  "a byte order mark": "\uFEFF*.md\n",
  "line endings of Windows": "*.md\r\nbin\r\n",
  "a point": ".\n!bin\n",
  "one star below a directory": "bin/*\n!bin/keep\n",
  "the parent of the directory": "../x\nweb/../bin\n",
};

engineOrSkip("the context that the engine receives", () => {
  let root = "";
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "context-"));
    for (const [path, text] of Object.entries(TREE)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    symlinkSync("main.go", join(root, "link.go"));
    symlinkSync("nowhere", join(root, "cmd/dangling"));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  /** Paths and sizes of what a build that copies everything hands back. */
  function received(dockerfile: string): { readonly paths: readonly string[]; readonly bytes: number } {
    const archive = execFileSync(
      "docker",
      ["buildx", "build", "--quiet", "--provenance=false", "-f", dockerfile, "--output=type=tar,dest=-", "."],
      { cwd: root, stdio: ["ignore", "pipe", "pipe"] },
    );
    const listed = execFileSync("tar", ["--list", "--verbose", "--quoting-style=literal", "--file=-"], {
      input: archive,
      encoding: "utf8",
    });
    const entries = listed.split("\n").flatMap((line) => {
      const match = /^([-ldh])\S+ +\S+ +(\d+) +\S+ +\S+ (.*)$/.exec(line);
      return match && match[1] !== "d"
        ? [{ path: (match[3] ?? "").replace(/ -> .*$/, ""), bytes: Number(match[2]) }]
        : [];
    });
    return {
      paths: entries.map(({ path }) => path.replace(/^\.?\//, "")).sort(),
      bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0),
    };
  }

  test.each(Object.entries(PATTERNS))("%s", (_, dockerignore) => {
    writeFileSync(join(root, "Dockerfile"), DOCKERFILE);
    writeFileSync(join(root, ".dockerignore"), dockerignore);
    const engine = received("Dockerfile");
    const own = contextFiles(files, root, dockerignore).map(({ path }) => path);
    expect(own.toSorted()).toEqual(engine.paths);
    expect(measureContext(files, root, dockerignore, [])).toMatchObject({
      files: engine.paths.length,
      bytes: engine.bytes,
    });
  });

  test("Dockerfile.dev.dockerignore wins over .dockerignore", () => {
    writeFileSync(join(root, ".dockerignore"), "*.md\n");
    writeFileSync(join(root, "Dockerfile.dev"), DOCKERFILE);
    writeFileSync(join(root, "Dockerfile.dev.dockerignore"), "*\n!go.mod\n");
    expect(received("Dockerfile.dev").paths).toEqual(["go.mod"]);
    expect(ignoreFileOf(files, root, "Dockerfile.dev")?.text).toBe("*\n!go.mod\n");
    rmSync(join(root, "Dockerfile.dev.dockerignore"));
  });
});
