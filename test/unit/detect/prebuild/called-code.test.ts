import { describe, expect, it } from "vitest";
import { detect, type Tree } from "../tree.ts";

const calls = (code: string) =>
  `package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println()\n${code}\n}\n`;
const base = {
  "go.mod": "module example.com/shop\n\ngo 1.26\n",
  "main.go": calls('\tb, err := Asset("index.html")\n\t_, _ = b, err'),
};
const found = async (tree: Record<string, string>) => {
  const { prebuild, warnings } = await detect({ ...base, ...tree });
  const missing = warnings.filter(({ code }) => code === "code-missing");
  return { command: prebuild?.command ?? null, said: missing.map(({ message }) => message) };
};

describe("code that the package calls and does not have", () => {
  it.each<[string, Record<string, string>, string]>([
    [
      "a Makefile makes",
      { Makefile: "tools:\n\tgo install x/go-bindata\nbuild:\n\tgo-bindata -pkg main assets\n" },
      'bindata.go is not there; "go-bindata -pkg main assets" (Makefile:4) makes it',
    ],
    [
      "it makes elsewhere than in its own directory",
      { "build/Makefile": "all:\n\tcd .. && esc -o static.go web\n" },
      'static.go is not there; "cd .. && esc -o static.go web" (build/Makefile:2) makes it',
    ],
    [
      "git ignores",
      { ".gitignore": "*.db\n/bindata.go\n" },
      "bindata.go is not there, the code calls it, and git ignores it (.gitignore:2)",
    ],
    [
      "git ignores, wherever it lies,",
      { ".gitignore": "*.db\n**/bindata.go\n" },
      "bindata.go is not there, the code calls it, and git ignores it (.gitignore:2)",
    ],
  ])("is told where %s it", async (_, tree, said) => {
    expect(await found(tree)).toEqual({ command: null, said: [`${said}: generate it before you build`] });
  });

  const ignored = { ".gitignore": "/bindata.go\n" };
  it.each<[string, Record<string, string>]>([
    ["nothing speaks of a file", {}],
    ["the file is there", { ...ignored, "bindata.go": "package main\n" }],
    [
      "another file has the function",
      { ...ignored, "a.go": "//go:build debug\n\npackage main\n\nfunc Asset() {}\n" },
    ],
    ["it is a type", { ...ignored, "a.go": "package main\n\ntype (\n\tAsset string\n)\n" }],
    [
      "it is a variable",
      { ...ignored, "main.go": calls("\tAsset := func() int { return 1 }\n\t_ = Asset()") },
    ],
    ["only a comment has the call", { ...ignored, "main.go": calls('\t// b := Asset("x")') }],
    ["the file is for another directory", { ".gitignore": "/gen/bindata.go\n" }],
  ])("is nothing where %s", async (_, tree) => {
    expect((await found(tree)).said).toEqual([]);
  });

  it("is made before the build where a directive of the package does it with Go alone", async () => {
    const tree = { ...ignored, "gen.go": "package main\n\n//go:generate go run ./gen\n" };
    expect(await found(tree)).toEqual({ command: "go generate .", said: [] });
  });
});

describe("an injector of wire", () => {
  const injector =
    '//go:build wireinject\n\npackage main\n\nimport "github.com/google/wire"\n\nfunc initShop() *shop { panic(wire.Build(newShop)) }\n';
  const tree = (files: Tree) => ({
    "go.mod": base["go.mod"],
    "main.go": `package main\n\ntype shop struct{}\n\nfunc newShop() *shop { return &shop{} }\n\nfunc main() { initShop() }\n`,
    ...files,
  });

  it.each<[string, Tree, string[]]>([
    [
      "of which nobody committed what wire makes",
      { "wire.go": injector },
      ['wire_gen.go is not there; "wire" (wire.go:1) makes it: generate it before you build'],
    ],
    [
      "in a file of another name",
      { "container.go": injector },
      ['wire_gen.go is not there; "wire" (container.go:1) makes it: generate it before you build'],
    ],
    [
      "beside what wire made of it",
      {
        "wire.go": injector,
        "wire_gen.go": "package main\n\nfunc initShop() *shop { return newShop() }\n",
      },
      [],
    ],
    [
      "beside a function of that name",
      {
        "wire.go": injector,
        "shop.go": "package main\n\nfunc initShop() *shop { return newShop() }\n",
      },
      [],
    ],
  ])("%s", async (_, files, expected) => {
    const { warnings } = await detect(tree(files));
    expect(warnings.filter(({ code }) => code === "code-missing").map(({ message }) => message)).toEqual(
      expected,
    );
  });
});
