import { describe, expect, it } from "vitest";
import type { BuildSteps } from "../../../../src/detect/prebuild/go-step.ts";
import { describeProject } from "../../../../src/detect/project.ts";
import { machine, open } from "../tree.ts";

const none: BuildSteps = { prebuild: null, generate: null };

const told = async (tree: Record<string, string>, known = none) => {
  const repository = open(tree);
  const { prebuild, generate, warnings } = await describeProject(machine, repository, {
    main: repository.suggestedMain ?? ".",
    tags: null,
    known,
  });
  return {
    step: prebuild && {
      directory: prebuild.directory,
      command: prebuild.command,
      evidence: prebuild.evidence,
    },
    generate,
    blocking: warnings.filter(({ blocksBuild }) => blocksBuild).map(({ message }) => message),
  };
};

describe("queries that sqlc makes", () => {
  const tree = {
    "go.mod": "module example.com/shop\n\ngo 1.26\n\ntool github.com/sqlc-dev/sqlc/cmd/sqlc\n",
    "main.go":
      'package main\n\nimport "example.com/shop/internal/queries"\n\nfunc main() { queries.New(nil) }\n',
    "db/sqlc.yml":
      "version: 2\nsql:\n  - engine: sqlite\n    gen:\n      go:\n        out: ../internal/queries\n",
  };
  const program = "github.com/sqlc-dev/sqlc/cmd/sqlc@v1.29.0";

  it("are made by the tool of the module", async () => {
    expect(await told(tree)).toEqual({
      step: { directory: "db", command: "go tool sqlc generate", evidence: "db/sqlc.yml:6" },
      generate: null,
      blocking: [],
    });
  });

  it.each<[string, Record<string, string>]>([
    [
      "go.mod requires",
      { "go.mod": "module example.com/shop\n\ngo 1.26\n\nrequire github.com/sqlc-dev/sqlc v1.29.0\n" },
    ],
    [
      "a build of the repository installs",
      { "go.mod": "module example.com/shop\n\ngo 1.26\n", Makefile: `tools:\n\tgo install ${program}\n` },
    ],
  ])("are made by the version that %s", async (_, more) => {
    expect((await told({ ...tree, ...more })).step?.command).toBe(`go run ${program} generate`);
  });

  it("are asked for where nothing says which sqlc", async () => {
    const { step, blocking } = await told({ ...tree, "go.mod": "module example.com/shop\n\ngo 1.26\n" });
    expect(step).toBeNull();
    expect(blocking).toEqual([
      "package example.com/shop/internal/queries is not in the repository; generate or commit it",
    ]);
  });

  it("are made in front of what other tools make", async () => {
    const more = {
      "go.mod": `${tree["go.mod"]}\nrequire github.com/a-h/templ v0.3.960\n`,
      "go.sum": "github.com/a-h/templ v0.3.960 h1:x=\n",
      "home.templ": "package main\n",
    };
    expect((await told({ ...tree, ...more })).step).toMatchObject({
      directory: ".",
      command: "(cd db && go tool sqlc generate) && go run github.com/a-h/templ/cmd/templ@v0.3.960 generate",
    });
  });
});

describe("packages that gqlgen makes of a schema", () => {
  const tree = {
    "go.mod": "module example.com/shop\n\ngo 1.26\n\nrequire github.com/99designs/gqlgen v0.17.85\n",
    "go.sum": "github.com/99designs/gqlgen v0.17.85 h1:x=\n",
    "main.go": 'package main\n\nimport "example.com/shop/made/schema"\n\nfunc main() { schema.New() }\n',
    "gqlgen.yml": "schema: shop.graphql\nexec:\n  filename: made/schema/generated.go\n",
  };

  it.each<[string, Record<string, string>, string | null]>([
    ["the version of go.mod", {}, "go run github.com/99designs/gqlgen@v0.17.85 generate"],
    [
      "the tool of the module",
      { "go.mod": `${tree["go.mod"]}\ntool github.com/99designs/gqlgen\n` },
      "go tool gqlgen generate",
    ],
    [
      "nothing, where they are there",
      { "made/schema/generated.go": "package schema\n\nfunc New() {}\n" },
      null,
    ],
    ["nothing, where it writes elsewhere", { "gqlgen.yml": "exec:\n  filename: other/generated.go\n" }, null],
  ])("are made by %s", async (_, more, expected) => {
    expect((await told({ ...tree, ...more })).step?.command ?? null).toBe(expected);
  });
});

describe("what wire makes", () => {
  const tree = (version: string) => ({
    "go.mod": `module example.com/shop\n\ngo 1.26\n\nrequire github.com/google/wire ${version}\n`,
    "go.sum": `github.com/google/wire ${version} h1:x=\n`,
    "cmd/shop/main.go": "package main\n\nfunc main() { initialize() }\n",
    "cmd/shop/wire.go":
      '//go:build wireinject\n\npackage main\n\nimport "github.com/google/wire"\n\nfunc initialize() { wire.Build() }\n',
  });

  it.each([
    ["v0.7.0", "v0.7.0"],
    ["v0.8.1", "v0.8.1"],
    ["v0.6.0", "v0.7.0"],
  ])("of %s is made by one that today's Go compiles", async (required, taken) => {
    expect(await told(tree(required))).toEqual({
      step: {
        directory: ".",
        command: `go run github.com/google/wire/cmd/wire@${taken} gen ./cmd/shop`,
        evidence: "cmd/shop/wire.go:1",
      },
      generate: null,
      blocking: [],
    });
  });
});

describe("a step of Go alone that a file told of which is written anew", () => {
  const tree = {
    "go.mod": "module example.com/shop\n\ngo 1.26\n",
    "main.go": 'package main\n\nimport "example.com/shop/docs"\n\nfunc main() { docs.Init() }\n',
  };
  const known = {
    prebuild: null,
    generate: { directory: ".", command: "swag init", outputs: ["docs/docs.go"], evidence: "." },
  };

  it("is kept while what it makes is missing", async () => {
    expect((await told(tree, known)).step?.command).toBe("swag init");
    const there = { ...tree, "docs/docs.go": "package docs\n\nfunc Init() {}\n" };
    expect((await told(there, known)).step).toBeNull();
  });
});
