import { describe, expect, it } from "vitest";
import { detect, type Tree } from "../tree.ts";

const base = {
  "go.mod": "module example.com/shop\n\ngo 1.26\n",
  "main.go":
    'package main\n\nimport "embed"\n\n//go:embed docs\nvar docs embed.FS\n\nfunc main() { println(docs) }\n',
};
const found = async (tree: Tree) => {
  const { prebuild, warnings } = await detect({ ...base, ...tree });
  const embeds = warnings.filter(({ code }) => code.startsWith("embed-"));
  return {
    command: prebuild?.command ?? null,
    outputs: prebuild?.outputs ?? [],
    said: embeds.map(({ message, evidence }) => `${message} (${evidence})`),
    blocked: embeds.some(({ blocksBuild }) => blocksBuild),
  };
};

describe("what is embedded, is not there and is left empty by the repository's own build", () => {
  it("is left empty in the image as well, and told", async () => {
    const Makefile = "cli:\n\tmkdir -p docs site\n\ttouch docs/index.html site/app.html\n\tgo build .\n";
    expect(await found({ Makefile })).toEqual({
      command: "mkdir -p docs && touch docs/index.html",
      outputs: ["docs"],
      said: [
        'docs is embedded and is not there: the image has an empty index.html in its place, as "touch docs/index.html site/app.html" makes it: put there what belongs there before you build (Makefile:3)',
      ],
      blocked: false,
    });
  });

  it("is that below the module", async () => {
    const tree = {
      "shop/go.mod": base["go.mod"],
      "shop/main.go": base["main.go"],
      Makefile: "cli:\n\tmkdir -p shop/docs && touch shop/docs/index.html\n",
    };
    const { prebuild } = await detect(tree);
    expect(prebuild).toMatchObject({
      directory: "shop",
      command: "mkdir -p docs && touch docs/index.html",
      outputs: ["shop/docs"],
    });
  });

  it.each<[string, Tree]>([
    ["the file is elsewhere", { Makefile: "cli:\n\ttouch site/index.html\n" }],
    ["no directory is embedded with the file", { Makefile: "cli:\n\ttouch docs/.gitkeep\n" }],
    ["only make knows the file", { Makefile: "cli:\n\ttouch docs/$(NAME)\n" }],
  ])("is asked for where %s", async (_, tree) => {
    const { command, said, blocked } = await found(tree);
    expect({ command, count: said.length, blocked }).toEqual({ command: null, count: 1, blocked: true });
  });
});
