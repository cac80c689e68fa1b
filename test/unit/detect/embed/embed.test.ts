import { describe, expect, it } from "vitest";
import { embedDirectives } from "../../../../src/detect/embed/directives.ts";
import { elementPattern } from "../../../../src/detect/embed/match.ts";
import { detect } from "../tree.ts";

describe("embed directives", () => {
  it("hold patterns, quoted or not, and their line", () => {
    expect(
      embedDirectives('package a\n\n//go:embed static all:dist/* "two words" `raw`\nvar A embed.FS\n'),
    ).toEqual([{ patterns: ["static", "all:dist/*", "two words", "raw"], line: 3 }]);
  });

  it("do not count in strings and comments", () => {
    const text =
      "package a\n\nvar text = `\n//go:embed no\n`\n\n/*\n//go:embed no\n*/\n// //go:embed no\n\t//go:embed yes\nvar B string\n";
    expect(embedDirectives(text)).toEqual([{ patterns: ["yes"], line: 11 }]);
  });
});

it.each([
  ["*.sql", "001.sql", true],
  ["*.sql", "001.sql.bak", false],
  ["a[0-9].txt", "a7.txt", true],
  ["a[^0-9].txt", "a7.txt", false],
  ["a?b", "a-b", true],
  ["a\\*b", "a*b", true],
  ["a\\*b", "axb", false],
  ["two words-and/dash", "two words-and/dash", true],
  ["a+b (1).txt", "a+b (1).txt", true],
])("matches %s as path.Match does with %s", (glob, name, matches) => {
  expect(elementPattern(glob)?.test(name)).toBe(matches);
});

describe("embeds of a main", () => {
  const tree = {
    "go.mod": "module example.com/shop\n\ngo 1.26\n",
    "main.go": 'package main\n\nimport _ "example.com/shop/web"\n\nfunc main() {}\n',
    "web/web.go":
      'package web\n\nimport "embed"\n\n//go:embed templates/*.html\n//go:embed dist/*.js dist/*.css\nvar FS embed.FS\n',
    "web/templates/index.html": "",
    "other/other.go": 'package other\n\nimport "embed"\n\n//go:embed gone\nvar FS embed.FS\n',
  };

  it("name what is missing, with the place, and nothing that the main does not reach", async () => {
    const project = await detect(tree);
    expect(project.embeds).toEqual([
      { package: "web", patterns: ["templates/*.html"], missing: [], evidence: "web/web.go:5" },
      {
        package: "web",
        patterns: ["dist/*.js", "dist/*.css"],
        missing: ["web/dist"],
        evidence: "web/web.go:6",
      },
    ]);
    expect(project.warnings.filter(({ blocksBuild }) => blocksBuild)).toEqual([
      expect.objectContaining({ code: "embed-missing", evidence: "web/web.go:6" }),
    ]);
    expect(project.buildFiles).toContain("web/templates/index.html");
  });

  it("say which command seems to make it", async () => {
    const made = {
      ...tree,
      Makefile:
        "SOURCES := $(shell find web -path web/dist -prune)\nOUT := ./web/dist\nclean:\n\trm -rf web/dist\nassets:\n\tesbuild app.ts --outdir=web/dist\n",
    };
    const [warning] = (await detect(made)).warnings.filter(({ code }) => code === "embed-missing");
    expect(warning?.message).toContain('"esbuild app.ts --outdir=web/dist" (Makefile:6)');
  });

  it("say which target runs where it is missing", async () => {
    const files = {
      "go.mod": "module example.com/shop\n\ngo 1.26\n",
      "main.go": 'package main\n\nimport _ "example.com/shop/internal/blob"\n\nfunc main() {}\n',
      "internal/blob/blob.go": 'package blob\n\nimport _ "embed"\n\n//go:embed proxy\nvar proxy []byte\n',
      Makefile:
        "test:\n\tcd internal/blob && go test .\nfetch: deps\n\t@cd internal/blob && $(GO) run ../fetch --repo $(REPO)\n",
    };
    const [warning] = (await detect(files)).warnings.filter(({ code }) => code === "embed-missing");
    expect(warning?.message).toBe(
      'internal/blob/proxy is embedded and is not there; "make fetch" (Makefile:4) seems to make it: make it before you build',
    );
  });

  it("say which submodule of git it is", async () => {
    const files = {
      "go.mod": "module example.com/shop\n\ngo 1.26\n",
      "main.go":
        'package main\n\nimport "embed"\n\n//go:embed web/pages\nvar pages embed.FS\n\nfunc main() {}\n',
      ".gitmodules": '[submodule "pages"]\n\tpath = web/pages\n\turl = https://example.com/shop/pages.git\n',
    };
    const [warning] = (await detect(files)).warnings.filter(({ code }) => code === "embed-missing");
    expect(warning?.message).toBe(
      'web/pages is embedded and is not there; "git submodule update --init web/pages" (.gitmodules) brings it: make it before you build',
    );
  });

  it("say which target makes it from a directory of its own", async () => {
    const files = {
      "go.mod": "module example.com/shop\n\ngo 1.26\n",
      "main.go":
        'package main\n\nimport _ "embed"\n\n//go:embed pages.zip\nvar pages []byte\n\nfunc main() {}\n',
      Makefile:
        "pages: ## what the program shows\n\tcd gen; go run -tags '$(TAGS)' . --dir=../site --out=\"../pages.zip\"\n",
    };
    const [warning] = (await detect(files)).warnings.filter(({ code }) => code === "embed-missing");
    expect(warning?.message).toContain('"make pages" (Makefile:2) seems to make it');
  });

  it("name a pattern that begins with a wildcard as it stands", async () => {
    const { embeds } = await detect({
      "go.mod": "module example.com/shop\n\ngo 1.26\n",
      "main.go":
        'package main\n\nimport "embed"\n\n//go:embed *-dist\nvar pages embed.FS\n\nfunc main() {}\n',
    });
    expect(embeds).toMatchObject([{ patterns: ["*-dist"], missing: ["*-dist"] }]);
  });

  const key = {
    "go.mod": "module example.com/shop\n\ngo 1.26\n",
    "main.go": 'package main\n\nimport _ "embed"\n\n//go:embed key.pem\nvar key []byte\n\nfunc main() {}\n',
  };

  it.each<[string, Record<string, string>, string]>([
    [
      "the rule of a Makefile, rather than a container that is run with it",
      {
        Makefile:
          "test:\n\tdocker run --rm -v $PWD:/x shop --key /x/key.pem\nkey.pem:\n\topenssl genpkey -out key.pem\n",
      },
      '"make key.pem" (Makefile:3)',
    ],
    [
      "a generator that speaks of it, beside one that needs another tool",
      {
        "gen.go": 'package main\n\n//go:generate stringer -type=Key\n//go:generate go run "build/keys.go"\n',
        "build/keys.go": '//go:build ignore\n\npackage main\n\nfunc main() { write("key.pem") }\n',
      },
      '"go run "build/keys.go"" (gen.go:4)',
    ],
    [
      "a script that a directive beside it starts, rather than a generator of code",
      {
        "gen.go": "package main\n\n//go:generate stringer -type=Key\n//go:generate ./keys.sh\n",
        "keys.sh": "openssl genpkey -out key.pem\n",
      },
      '"./keys.sh" (gen.go:4)',
    ],
    [
      "the rule of a Makefile that loads it into its directory",
      { Makefile: "KEYS=main\nupdate-key:\n\twget https://example.com/$(KEYS)/key.pem -P .\n" },
      '"make update-key" (Makefile:3)',
    ],
    [
      "a script that makes all files of its extension where it lies",
      {
        "main.go":
          'package main\n\nimport _ "embed"\n\n//go:embed static/js/start.mjs\nvar start string\n\nfunc main() {}\n',
        "gen.go": "package main\n\n//go:generate ./page.sh\n",
        "page.sh": 'for f in js/*.mjs; do\n  esbuild "$f" --outfile="static/$f"\ndone\n',
      },
      '"./page.sh" (gen.go:3)',
    ],
    [
      "no script that does not speak of it",
      {
        "gen.go": "package main\n\n//go:generate bash ./api.sh\n",
        "api.sh": "ogen --target api openapi.yaml\n",
      },
      "key.pem is embedded and is not there: make it before you build",
    ],
  ])("say that it is %s", async (_, files, expected) => {
    const { warnings } = await detect({ ...key, ...files });
    expect(warnings.find(({ code }) => code === "embed-missing")?.message).toContain(expected);
  });
});
