import { describe, expect, it } from "vitest";
import { describeProject } from "../../../src/detect/project.ts";
import { openRepository } from "../../../src/detect/repository.ts";
import { files } from "../../../src/system/files.ts";
import type { Project } from "../../../src/types/project.ts";
import { detect, go, hasGo, machine, open, parseObjects, plant, server } from "./tree.ts";

const mod = "module example.com/shop\n\ngo 1.26\n";
const importing = (...paths: string[]) =>
  `package main\n\nimport (\n\t"net/http"\n${paths.map((path) => `\t_ "${path}"\n`).join("")})\n\nfunc main() { _ = http.ListenAndServe(":80", nil) }\n`;

const blocking = (project: Project) => project.warnings.filter(({ blocksBuild }) => blocksBuild);

describe("several programs in one directory", () => {
  const main = "package main\n\nfunc main() {}\n";
  const told = async (client: string) => {
    const project = await detect({ "go.mod": mod, "client.go": client, "server.go": importing() });
    return blocking(project).map(({ code, evidence }) => `${code} ${evidence}`);
  };

  it("are built by nothing", async () => {
    expect(await told(main)).toEqual(["main-twice server.go:7"]);
  });

  it("are one where the other is commented out, or for another system", async () => {
    expect(await told("package main\n\n/*\nfunc main() {}\n*/\n")).toEqual([]);
    expect(await told(`//go:build windows\n\n${main}`)).toEqual([]);
  });
});

describe("what building reads", () => {
  const tree = {
    "go.mod": mod,
    "cmd/api/main.go": importing("example.com/shop/internal/docs"),
    "cmd/api/default.pgo": "",
    "cmd/other/main.go": importing("example.com/shop/internal/other"),
    "internal/docs/docs.go": 'package docs\n\nimport _ "example.com/shop/internal/fast"\n',
    "internal/docs/docs_test.go": 'package docs\n\nimport _ "example.com/shop/internal/other"\n',
    "internal/docs/README.md": "",
    "internal/fast/fast.go": "package fast\n",
    "internal/fast/fast_amd64.s": "",
    "internal/fast/fast_386.s": "",
    "internal/fast/fast.h": "",
    "internal/other/other.go": "package other\n",
  };

  it("is what the main reaches, with what is compiled beside it", async () => {
    const project = await detect(tree, "./cmd/api");
    expect(project.buildFiles).toEqual([
      "cmd/api/default.pgo",
      "cmd/api/main.go",
      "go.mod",
      "internal/docs/docs.go",
      "internal/fast/fast.go",
      "internal/fast/fast.h",
      "internal/fast/fast_amd64.s",
    ]);
    expect(project.goDirectories).toEqual(["cmd/api", "internal/docs", "internal/fast"]);
    expect(project.moduleFiles).toEqual(["go.mod"]);
    expect(project).toMatchObject({ goVersion: "1.26", goSum: "absent", vendored: false, workspace: false });
  });

  it("grows with the selected tags", async () => {
    const tagged = {
      ...tree,
      "cmd/api/extra.go": '//go:build extra\n\npackage main\n\nimport _ "example.com/shop/internal/other"\n',
    };
    expect((await detect(tagged, "./cmd/api")).buildFiles).not.toContain("internal/other/other.go");
    expect((await detect(tagged, "./cmd/api", ["extra"])).buildFiles).toContain("internal/other/other.go");
  });

  it.runIf(hasGo)("agrees with go list -deps", async () => {
    const all = {
      ...tree,
      "internal/docs/static.go":
        'package docs\n\nimport "embed"\n\n//go:embed site all:hidden *.txt "two words"\nvar Site embed.FS\n',
      "internal/docs/site/index.html": "",
      "internal/docs/site/_skipped.html": "",
      "internal/docs/site/.skipped": "",
      "internal/docs/site/deep/page.html": "",
      "internal/docs/site/nested/go.mod": "module nested\n",
      "internal/docs/hidden/.env.example": "",
      "internal/docs/hidden/_partial.html": "",
      "internal/docs/a.txt": "",
      "internal/docs/two words": "",
    };
    const root = plant(all);
    const repository = openRepository(files, root);
    const project = await describeProject(machine, repository, { main: "./cmd/api", tags: [] });
    const wanted = new Set(["go.mod", "cmd/api/default.pgo"]);
    for (const GOARCH of ["amd64", "arm64"]) {
      const fields = "-json=Dir,Standard,GoFiles,SFiles,HFiles,EmbedFiles";
      for (const one of parseObjects(go(root, ["list", "-deps", fields, "./cmd/api"], { GOARCH }))) {
        if (one.Standard) continue;
        const directory = String(one.Dir).slice(root.length + 1);
        const names = [one.GoFiles, one.SFiles, one.HFiles, one.EmbedFiles].flatMap((list) => list ?? []);
        for (const name of names) wanted.add(`${directory}/${name}`);
      }
    }
    expect(project.buildFiles).toEqual([...wanted].sort());
    expect(project.assetExtensions).toEqual(["example", "html", "txt"]);
  });
});

describe("modules of one build", () => {
  it("come from a workspace, with every member's files", async () => {
    const project = await detect({
      "go.work": "go 1.26.1\n\ntoolchain go1.26.5\n\nuse (\n\t./api\n\t./lib\n\t./unused\n)\n",
      "go.work.sum": "",
      "api/go.mod": "module example.com/api\n\ngo 1.25\n",
      "api/main.go": importing("example.com/lib/log"),
      "lib/go.mod": "module example.com/lib\n\ngo 1.24\n",
      "lib/log/log.go": "package log\n",
      "unused/go.mod": "module example.com/unused\n",
    });
    expect(project).toMatchObject({
      moduleDirectory: "api",
      workspace: true,
      workspaceModules: ["api", "lib", "unused"],
      goVersion: "1.26.1",
      toolchain: "go1.26.5",
      moduleFiles: ["api/go.mod", "go.work", "go.work.sum", "lib/go.mod", "unused/go.mod"],
      goDirectories: ["api", "lib/log"],
    });
    expect(blocking(project)).toEqual([]);
  });

  it("come from replaced directories", async () => {
    const project = await detect({
      "api/go.mod":
        "module example.com/api\n\ngo 1.26\n\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ../libs/lib\n",
      "api/main.go": importing("example.com/lib/log"),
      "libs/lib/go.mod": "module example.com/lib\n",
      "libs/lib/log/log.go": "package log\n",
    });
    expect(project.buildFiles).toEqual([
      "api/go.mod",
      "api/main.go",
      "libs/lib/go.mod",
      "libs/lib/log/log.go",
    ]);
    expect(blocking(project)).toEqual([]);
  });

  it("may not lie outside the directory", async () => {
    const tree = {
      "go.mod": `${mod}\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ../lib\n`,
      "main.go": importing("example.com/lib"),
    };
    await expect(detect(tree)).rejects.toMatchObject({
      code: "outside-directory",
      exitCode: 2,
      message: expect.stringMatching(/^go\.mod:7: .*\.\.\/lib/),
    });
  });

  it("come from vendor, as far as they are reached", async () => {
    const project = await detect({
      "go.mod": `${mod}\nrequire (\n\texample.com/a v1.0.0\n\texample.com/b v1.0.0\n)\n`,
      "go.sum": "",
      "main.go": importing("example.com/a"),
      "vendor/modules.txt":
        "# example.com/a v1.0.0\n## explicit\nexample.com/a\nexample.com/a/deep\n# example.com/b v1.0.0\n## explicit\nexample.com/b\n",
      "vendor/example.com/a/a.go":
        'package a\n\nimport (\n\t"embed"\n\n\t_ "example.com/a/deep"\n)\n\n//go:embed a.txt\nvar A embed.FS\n',
      "vendor/example.com/a/a.txt": "",
      "vendor/example.com/a/deep/deep.go": "package deep\n",
      "vendor/example.com/b/b.go": "package b\n",
    });
    expect(project.vendored).toBe(true);
    expect(project.buildFiles).toEqual([
      "go.mod",
      "go.sum",
      "main.go",
      "vendor/example.com/a/a.go",
      "vendor/example.com/a/a.txt",
      "vendor/example.com/a/deep/deep.go",
      "vendor/modules.txt",
    ]);
    expect(project.goDirectories).toEqual([".", "vendor"]);
    expect(blocking(project)).toEqual([]);
  });

  it.each([
    ["before go 1.14", "\ngo 1.13\n"],
    ["without a go line", ""],
  ])("do not come from vendor %s", async (_, line) => {
    const project = await detect({
      "go.mod": `module example.com/shop\n${line}\nrequire example.com/a v1.0.0\n`,
      "go.sum": "example.com/a v1.0.0 h1:x=\nexample.com/a v1.0.0/go.mod h1:y=\n",
      "main.go": importing("example.com/a"),
      "vendor/modules.txt": "# example.com/a v1.0.0\nexample.com/a\n",
      "vendor/example.com/a/a.go": "package a\n",
    });
    expect(project.vendored).toBe(false);
    expect(blocking(project)).toEqual([]);
  });

  it("are left to the build step before go 1.17", async () => {
    expect((await detect({ "go.mod": "module a\n\ngo 1.16\n", "main.go": server })).downloadInBuild).toBe(
      true,
    );
    expect((await detect({ "go.mod": "module a\n", "main.go": server })).downloadInBuild).toBe(true);
    expect((await detect({ "go.mod": "module a\n\ngo 1.17\n", "main.go": server })).downloadInBuild).toBe(
      false,
    );
  });
});

describe("what keeps a main from being built", () => {
  const a = "require example.com/a v1.0.0\n";
  const sum = "example.com/a v1.0.0 h1:x=\nexample.com/a v1.0.0/go.mod h1:y=\n";
  const problems = async (tree: Record<string, string>, main?: string) =>
    blocking(await detect(tree, main)).map(({ code, evidence }) => [code, evidence]);

  it("is nothing where go.mod and go.sum cover the imports", async () => {
    expect(
      await problems({ "go.mod": mod + a, "go.sum": sum, "main.go": importing("example.com/a/b", "uuid") }),
    ).toEqual([]);
  });

  it.each([
    [
      "a module that go.mod does not require",
      { "go.mod": mod, "go.sum": "" },
      "go-mod-incomplete",
      "main.go:5",
    ],
    [
      "no go.sum in a workspace, where Go adds none",
      { "go.mod": mod + a, "go.work": "go 1.26\n\nuse .\n" },
      "go-sum-incomplete",
      "main.go:5",
    ],
    [
      "a replacement that is not there",
      { "go.mod": `${mod}${a}replace example.com/a => ./a\n` },
      "replacement-missing",
      "go.mod:5",
    ],
  ])("is %s", async (_, tree, code, evidence) => {
    expect(await problems({ ...tree, "main.go": importing("example.com/a") })).toEqual([[code, evidence]]);
  });

  it.each([
    ["without a sum", { "go.sum": "example.com/a v1.0.0/go.mod h1:y=\n" }],
    ["without any go.sum", {}],
  ])("is no module %s, which the build is told to add", async (_, sums) => {
    const project = await detect({ "go.mod": mod + a, ...sums, "main.go": importing("example.com/a") });
    expect(project.incompleteSums).toBe(true);
    expect(project.warnings.filter(({ code }) => code === "go-sum-incomplete")).toMatchObject([
      { blocksBuild: false, evidence: "main.go:5" },
    ]);
    expect(blocking(project)).toEqual([]);
  });

  it.each([
    ["by the module itself, which the build is told to list", "go 1.15\n", {}, "main.go:5"],
    [
      "by another module that a directory stands in for",
      "go 1.15\n\nreplace example.com/b => ./b\n",
      { b: "" },
      null,
    ],
    ["in a workspace, which builds as it is", "go 1.15\n", { "go.work": "go 1.26\n\nuse .\n" }, null],
  ])("is no module that a listed one alone requires, imported %s", async (_, go, extra, evidence) => {
    const { b, ...more } = { b: undefined, ...extra };
    const beside = {
      "b/go.mod": "module example.com/b\n",
      "b/b.go": 'package b\n\nimport _ "example.com/a"\n',
    };
    const project = await detect({
      "go.mod": `module example.com/shop\n\nrequire example.com/b v1.0.0\n\n${go}`,
      "go.sum": sum + sum.replaceAll("/a", "/b"),
      "main.go": importing(b === undefined ? "example.com/a" : "example.com/b"),
      ...(b === undefined ? {} : beside),
      ...more,
    });
    expect(project.incompleteSums).toBe(evidence !== null);
    const found = project.warnings.filter(({ code }) => code === "go-mod-incomplete");
    expect(found.map((one) => [one.evidence, one.blocksBuild])).toEqual(evidence ? [[evidence, false]] : []);
  });

  it.each([
    ["v0.38.0", "1.16", true],
    ["v0.38.0", "1.23.0", false],
    ["v0.35.0", "1.16", false],
  ])("is a module %s that needs a newer Go than %s: the build raises it, %s", async (version, go, raised) => {
    const project = await detect({
      "go.mod": `module example.com/shop\n\ngo ${go}\n\nrequire golang.org/x/net ${version}\n`,
      "go.sum": `golang.org/x/net ${version} h1:x=\ngolang.org/x/net ${version}/go.mod h1:y=\n`,
      "main.go": importing("golang.org/x/net/html"),
    });
    expect(project.incompleteSums).toBe(raised);
    const found = project.warnings.filter(({ code }) => code === "go-line-old");
    expect(found.map(({ evidence, blocksBuild }) => [evidence, blocksBuild])).toEqual(
      raised ? [["go.mod:5", false]] : [],
    );
  });

  it.each([
    ["1.15", "v0.0.0-20210102030405-0123456789ab", true],
    ["1.15", "v0.0.0-20190102030405-0123456789ab", false],
    ["1.16", "v0.0.0-20210102030405-0123456789ab", false],
  ])("is in go %s no newest version %s without a sum: the build adds it, %s", async (go, version, added) => {
    const other = "example.com/b v0.0.0-20200102030405-0123456789ab h1:x=\n";
    const project = await detect({
      "go.mod": `module example.com/shop\n\ngo ${go}\n\n${a}`,
      "go.sum": `${sum}${other}example.com/b ${version}/go.mod h1:y=\n`,
      "main.go": importing("example.com/a"),
    });
    expect(project.incompleteSums).toBe(added);
    expect(blocking(project)).toEqual([]);
  });

  it.each([
    ["example.com/b", true],
    ["github.com/kr/pretty", false],
    ["gopkg.in/yaml.v3", false],
  ])("is no module that tests alone bring along: %s", async (other, added) => {
    const entries = [other, "github.com/stretchr/testify"].map(
      (one) => `${one} v1.0.0 h1:x=\n${one} v1.1.0/go.mod h1:y=\n`,
    );
    const project = await detect({
      "go.mod": `module example.com/shop\n\ngo 1.15\n\n${a}`,
      "go.sum": `${sum}${entries.join("")}`,
      "main.go": importing("example.com/a"),
    });
    expect(project.incompleteSums).toBe(added);
  });

  it.each([
    ["google.golang.org/grpc", true],
    ["example.com/b", false],
  ])("is no module that was never fetched, which %s may import on linux alone: %s", async (other, added) => {
    const project = await detect({
      "go.mod": `module example.com/shop\n\ngo 1.13\n\n${a}`,
      "go.sum": `${sum}${other} v1.27.1 h1:x=\ngolang.org/x/sys v0.1.0/go.mod h1:y=\n`,
      "main.go": importing("example.com/a"),
    });
    expect(project.incompleteSums).toBe(added);
  });

  it.each([
    ["of another time", "vendor/modules.txt", "# example.com/a v0.9.0\n## explicit\nexample.com/a\n"],
    ["that another tool left", "vendor/vendor.json", "{}"],
  ])("is no vendor directory %s, which the build is told to leave", async (_, path, text) => {
    const tree = { "go.mod": mod + a, "go.sum": sum, "main.go": importing("example.com/a"), [path]: text };
    const project = await detect(tree);
    expect([project.vendored, project.idleVendor]).toEqual([false, true]);
    expect(project.warnings.filter(({ code }) => code === "vendor-inconsistent")).toMatchObject([
      { blocksBuild: false, evidence: "go.mod:4" },
    ]);
    expect(blocking(project)).toEqual([]);
  });

  it.each([
    ["sqlc.yaml", 'version: "2"\nsql:\n  - gen:\n      go:\n        out: "gen/orders"\n', "sqlc generate", 5],
    ["buf.gen.yaml", "version: v2\nplugins:\n  - local: protoc-gen-go\n    out: gen\n", "buf generate", 4],
  ])("is a package that %s says is written", async (file, text, command, line) => {
    const tree = { "go.mod": mod, "main.go": importing("example.com/shop/gen/orders"), [file]: text };
    const { warnings } = await detect(tree);
    expect(warnings.find(({ code }) => code === "package-missing")?.message).toBe(
      `package example.com/shop/gen/orders is not in the repository ("${command}" in ${file}:${line} seems to make it); generate or commit it`,
    );
  });

  it("is a package that nobody committed", async () => {
    const tree = { "go.mod": mod, "main.go": importing("example.com/shop/gen/orders") };
    expect(await problems(tree)).toEqual([["package-missing", "main.go:5"]]);
    const made = await detect({ ...tree, Makefile: "proto:\n\tprotoc --go_out=gen/orders orders.proto\n" });
    expect(blocking(made)[0]?.message).toContain('"protoc --go_out=gen/orders orders.proto" in Makefile:2');
  });

  it("is a package that has code only for tags which nothing names", async () => {
    const tree = {
      "go.mod": mod,
      "main.go": importing("example.com/shop/config"),
      "config/prod.go": "//go:build prod\n\npackage config\n\nconst Port = 80\n",
      "config/dev.go": "// +build dev\n\npackage config\n\nconst Port = 8080\n",
    };
    const told = async (more: Record<string, string>) => {
      const { warnings, buildTags } = await detect({ ...tree, ...more });
      return [
        ...warnings.flatMap(({ message, blocksBuild }) => (blocksBuild ? [message] : [])),
        ...buildTags.filter(({ required }) => required).map(({ tags }) => tags.join()),
      ];
    };
    expect(await told({})).toEqual([
      "package example.com/shop/config has code only for some build tags: name one with --tags (dev, prod)",
    ]);
    const build = (tag: string) => `all:\n\tgo build -tags ${tag} .\n`;
    expect(await told({ Makefile: `STAGE ?= dev\n${build('"$(STAGE) netgo"')}` })).toEqual(["dev"]);
    expect(await told({ Makefile: build("dev") + build("prod") })).toEqual(["prod"]);
    const generated = "//go:build wireinject\n\npackage config\n";
    const wire = { "config/prod.go": generated, "config/dev.go": generated };
    expect(await told(wire)).toMatchObject([expect.stringContaining("is not in the repository")]);
  });

  it("is no go.work that does not use the module, which is left out of the build", async () => {
    const tree = {
      "go.work": "go 1.26\n\nuse ./api\n",
      "api/go.mod": "module example.com/api\n",
      "api/main.go": server,
      "extra/go.mod": "module example.com/extra\n",
      "extra/main.go": server,
    };
    expect(await problems(tree, "./extra")).toEqual([]);
    expect((await detect(tree, "./extra")).workspaceOff).toBe(true);
    expect((await detect(tree, "./api")).workspaceOff).toBe(false);
    const lacking = { ...tree, "extra/main.go": importing("example.com/api/orders") };
    expect(await problems(lacking, "./extra")).not.toEqual([]);
  });
});

describe("a go.work that names an older Go than one of its modules", () => {
  const tree = {
    "go.work": "go 1.22\n\nuse (\n\t./api\n\t./lib\n)\n",
    "api/go.mod": "module example.com/api\n\ngo 1.25.0\n",
    "api/main.go": server,
    "lib/go.mod": "module example.com/lib\n\ngo 1.22\n",
    "lib/lib.go": "package lib\n",
  };

  it("is left out of the build of a module that needs no other", async () => {
    const found = await detect(tree, "./api");
    expect([found.workspaceOff, blocking(found)]).toEqual([true, []]);
  });

  it("keeps one that needs another from being built", async () => {
    const needing = { ...tree, "api/go.mod": `${tree["api/go.mod"]}\nrequire example.com/lib v0.0.0\n` };
    const found = await detect(needing, "./api");
    expect(found.workspaceOff).toBe(false);
    expect(blocking(found)).toMatchObject([{ code: "go-work-outdated", evidence: "go.work:1" }]);
  });

  it.each([
    ["1.25", true],
    ["1.25.0", false],
    ["1.26", false],
  ])("is not go %s, or is: the language comes before its first release", async (version, off) => {
    const found = await detect({ ...tree, "go.work": tree["go.work"].replace("1.22", version) }, "./api");
    expect(found.workspaceOff).toBe(off);
  });
});

describe("private modules", () => {
  const tree = {
    "go.mod": `${mod}\nrequire (\n\tgithub.com/acme/log v1.0.0\n\tgithub.com/pkg/errors v0.9.1\n)\n`,
    "main.go": server,
  };
  const patterns = async (more: Record<string, string>) =>
    (await detect({ ...tree, ...more })).privateModules;

  it.each([
    ["Makefile", "export GOPRIVATE = github.com/acme/*,example.org/none\n", ["github.com/acme/*"]],
    ["Dockerfile", "FROM golang\nENV GOPRIVATE=github.com/acme\n", ["github.com/acme"]],
    [".github/workflows/ci.yml", 'env:\n  GOPRIVATE: "github.com/acme/*"\n', ["github.com/acme/*"]],
    [
      ".gitconfig",
      '[url "git@github.com:acme/"]\n\tinsteadOf = https://github.com/acme/\n',
      ["github.com/acme"],
    ],
    ["Dockerfile", "FROM golang\nARG GOPRIVATE=$ORGANISATION\n", []],
    ["Dockerfile.tests", "FROM golang\nENV GOPRIVATE=github.com/acme\n", []],
    [
      "Dockerfile",
      'FROM golang\nARG TOKEN\nRUN if [ ! -z $TOKEN ]; then \\\n  export GOPRIVATE="github.com/acme" ; \\\n  fi && go build\n',
      [],
    ],
  ])("are what %s says", async (name, text, expected) => {
    expect(await patterns({ [name]: text })).toEqual(expected);
  });

  it.each([
    ["builds without credentials", "RUN go mod download && go build -o /shop .", []],
    ["has a secret", "RUN --mount=type=secret,id=netrc go build -o /shop .", ["github.com/acme/*"]],
    ["takes what was built before", "COPY shop /shop", ["github.com/acme/*"]],
  ])("are what CI says where the author's image %s", async (_, line, expected) => {
    const ci = 'env:\n  GOPRIVATE: "github.com/acme/*"\n';
    const Dockerfile = `FROM golang\nCOPY . .\n${line}\n`;
    expect(await patterns({ Dockerfile, ".github/workflows/ci.yml": ci })).toEqual(expected);
  });

  it("are those of hosts that only an own network knows", async () => {
    const inside = { "go.mod": `${mod}\nrequire git.acme.internal/team/log v1.0.0\n` };
    expect(await patterns(inside)).toEqual(["git.acme.internal"]);
  });

  it("are none where nothing says so", async () => {
    expect(await patterns({})).toEqual([]);
  });

  it("are asked about on a company's own forge", async () => {
    const project = await detect({
      "go.mod": "module gitlab.acme.com/shop/api\n\ngo 1.26\n\nrequire gitlab.acme.com/shop/log v1.0.0\n",
      "main.go": server,
    });
    expect(project.privateModules).toEqual([]);
    expect(project.warnings).toContainEqual(
      expect.objectContaining({ code: "private-module-unsure", evidence: "go.mod:5" }),
    );
  });
});

it("refuses a main that is none, with those that there are", async () => {
  await expect(detect({ "go.mod": mod, "main.go": server }, "./cmd/api")).rejects.toMatchObject({
    code: "unknown-main",
    exitCode: 2,
    flag: "--main",
    choices: ["."],
  });
});

it("describes a repository that was copied on the way", async () => {
  const repository = { ...open({ "go.mod": mod, "main.go": server }) };
  const project = await describeProject(machine, repository, { main: ".", tags: null });
  expect(project.buildFiles).toEqual(["go.mod", "main.go"]);
});

describe("compiled programs in the tree", () => {
  const elf = "\u007fELF\u0002\u0001\u0001";
  const texts = {
    "go.mod": mod,
    "main.go": server,
    ".gitignore": "/shop\n",
    shop: elf,
    "tools/gen-linux.amd64": elf,
    "tools/run": "#!/bin/sh\n",
    "tools/note": elf,
    "docs/page.html": elf,
  };
  const describeIn = async (compiledPrograms: readonly string[]) => {
    const root = plant(texts);
    for (const path of ["shop", "tools/gen-linux.amd64", "tools/run", "docs/page.html"])
      files.setMode(`${root}/${path}`, 0o755);
    const selection = { main: ".", tags: null, compiledPrograms };
    return (await describeProject(machine, openRepository(files, root), selection)).compiledPrograms;
  };

  it("are those that can be executed and that git does not ignore", async () => {
    expect(await describeIn([])).toEqual(["tools/gen-linux.amd64"]);
  });

  it("are those that the repository's own builds leave as well, there or not", async () => {
    const tree = {
      "go.mod": mod,
      "cmd/api/main.go": server,
      Makefile:
        "build:\n\tCGO_ENABLED=0 go build -o app ./cmd/api\n\tgo build -o=./build/api ./cmd/api\n\tgo build -o cmd/api ./cmd/api\n\tgo build -o $(OUT) .\n\tgo build -o bin/ ./...\n\tgo build -o ../api .\n",
      Dockerfile: "FROM golang\nRUN go build -o main .\n",
    };
    expect((await detect(tree)).compiledPrograms).toEqual(["app", "build/api"]);
  });

  it("stay known where another working copy lacks them", async () => {
    expect(await describeIn(["cmd/old"])).toEqual(["cmd/old", "tools/gen-linux.amd64"]);
  });
});

it("linknames are those of golang.org/x/net in the months that had them, where its sockets are reached", async () => {
  const links = async (version: string, other: string, imported = "fmt") =>
    (
      await detect({
        "go.mod": `module example.com/shop\n\ngo 1.18\n\nrequire (\n\tgolang.org/x/net ${version}\n\t${other} v1.1.0 // indirect\n)\n`,
        "main.go": `package main\n\nimport _ "${imported}"\n\nfunc main() {}\n`,
      })
    ).linknames;
  const refused = "v0.0.0-20220722155237-a158d28d115b";
  expect(await links(refused, "github.com/miekg/dns")).toBe(true);
  expect(await links(refused, "example.org/other", "golang.org/x/net/ipv4")).toBe(true);
  expect(await links(refused, "example.org/other", "golang.org/x/net/html")).toBe(false);
  expect(await links("v0.0.0-20220812174116-3211cb980234", "github.com/miekg/dns")).toBe(false);
  expect(await links("v0.17.0", "github.com/miekg/dns")).toBe(false);
});

it("experiments are those that imports or the repository's own builds ask for, and that packages are behind", async () => {
  const mod = { "go.mod": "module example.com/shop\n\ngo 1.26\n" };
  const json = 'package main\n\nimport (\n\t"encoding/json/v2"\n)\n\nfunc main() { json.Marshal(1) }\n';
  expect((await detect({ ...mod, "main.go": json })).experiments).toEqual([
    { name: "jsonv2", evidence: "main.go:4" },
  ]);
  const built = {
    ...mod,
    "main.go": "package main\n\nfunc main() {}\n",
    Dockerfile: "FROM golang\nENV GOEXPERIMENT=jsonv2\nCOPY . .\nRUN go build -o /shop .\n",
    Makefile: "build:\n\tGOEXPERIMENT=greenteagc,arenas go build .\n",
  };
  expect((await detect(built)).experiments).toEqual([
    { name: "jsonv2", evidence: "Dockerfile:2" },
    { name: "arenas", evidence: "Makefile:2" },
  ]);
});
