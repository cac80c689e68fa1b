import { describe, expect, it } from "vitest";
import { mainFile, service } from "./service.ts";

const program = (code: string, imports: readonly string[] = ["fmt"]) => mainFile(imports, code);

describe("version and commit variables", () => {
  const variablesOf = async (tree: Record<string, string>) => {
    const { versionVariables, commitVariables } = await service(tree);
    return { version: versionVariables, commit: commitVariables };
  };

  it("are those that build files set, in whatever package", async () => {
    expect(
      await variablesOf({
        "main.go": program("var versionTag string\nfunc main() { fmt.Println(versionTag, build.SHA) }", [
          "fmt",
          "example.com/shop/internal/build",
        ]),
        "internal/build/build.go": 'package build\n\nvar SHA = "none"\n\nvar Time string\n',
        Makefile:
          'PKG := example.com/shop\nLDFLAGS := -X main.versionTag=$(TAG) -X $(PKG)/internal/build.SHA=$(shell git rev-parse HEAD) -X $(PKG)/internal/build.Time=now\nbuild:\n\tgo build -ldflags "$(LDFLAGS)" .\n',
      }),
    ).toEqual({ version: ["main.versionTag"], commit: ["example.com/shop/internal/build.SHA"] });
  });

  it.each<[string, Record<string, string>, string[]]>([
    [
      "to a constant, where the declaration names one",
      {
        "v.go": 'package main\n\nconst none = "(devel)"\n\nvar Version = none\n',
        Dockerfile: "RUN go build -ldflags \"-X 'main.Version=$V'\" .\n",
      },
      ["main.Version"],
    ],
    [
      "to none that the compiler gives an embedded file",
      {
        "v.go": 'package main\n\nimport _ "embed"\n\n//go:embed version.txt\nvar version string\n',
        "version.txt": "1",
      },
      [],
    ],
    [
      "below one that the compiler gives a file",
      {
        "v.go":
          'package main\n\nimport "embed"\n\n//go:embed page.html\nvar pages embed.FS\n\nvar version = "dev"\n',
        "page.html": "x",
      },
      ["main.version"],
    ],
    [
      "by what git says, whatever the name",
      {
        "v.go": 'package main\n\nvar softwareVer = "0.1"\n',
        Makefile: 'REV=$(shell git describe)\nbuild:\n\tgo build -ldflags "-X main.softwareVer=$(REV)" .\n',
      },
      ["main.softwareVer"],
    ],
    [
      "to the number of the build, after a real version",
      {
        "v.go": "package main\n\nvar BuildNumber, Version string\n",
        Makefile: 'LDFLAGS += -X "main.BuildNumber=$(NUMBER)"\nLDFLAGS += -X "main.Version=$(V)"\n',
      },
      ["main.Version", "main.BuildNumber"],
    ],
    [
      "in a package of another module that the program imports",
      {
        "v.go": 'package main\n\nimport _ "github.com/prometheus/common/version"\n',
        ".promu.yml":
          "build:\n    ldflags: |\n        -X github.com/prometheus/common/version.Version={{.Version}}\n        -X github.com/other/version.Version={{.Version}}\n",
      },
      ["github.com/prometheus/common/version.Version"],
    ],
    [
      "below a path that a variable holds",
      {
        "v.go": 'package main\n\nimport _ "example.com/shop/version"\n',
        "version/v.go": 'package version\n\nvar Release = "x"\n',
        Makefile: "PKG = example.com/shop\nbuild:\n\tgo build -ldflags '-X $(PKG)/version.Release=1' .\n",
      },
      ["example.com/shop/version.Release"],
    ],
  ])("are set %s", async (_, tree, expected) => {
    const { version } = await variablesOf({ "main.go": program("func main() { fmt.Println() }"), ...tree });
    expect(version).toEqual(expected);
  });

  it("are recognised by their names where no build file sets any", async () => {
    expect(
      await variablesOf({
        "main.go": program(
          'var (\n\tversion = "dev"\n\tcommit = "none"\n\tdate = ""\n)\nfunc main() { fmt.Println(version, commit, date) }',
        ),
      }),
    ).toEqual({
      version: ["main.version"],
      commit: ["main.commit"],
    });
  });

  it.each<[string, string]>([
    ["a constant", 'const version = "dev"'],
    ["a real version", 'var version = "2.8.2"'],
    ["no string", "var version = 3"],
    ["a computed one", 'var version = fmt.Sprint("dev")'],
  ])("are not %s", async (_, declaration) => {
    const tree = { "main.go": program(`${declaration}\nfunc main() { fmt.Println(version) }`) };
    expect(await variablesOf(tree)).toEqual({ version: [], commit: [] });
  });

  it("are not set by a flag for a package out of reach, or for a constant", async () => {
    expect(
      await variablesOf({
        "main.go": program('const version = "1"\nfunc main() { fmt.Println(version) }'),
        "other/other.go": "package other\n\nvar Version string\n",
        ".goreleaser.yaml":
          "builds:\n  - ldflags:\n      - -X main.version={{.Version}} -X example.com/shop/other.Version={{.Version}}\n",
      }),
    ).toEqual({ version: [], commit: [] });
  });
});

describe("build tags", () => {
  const tagsOf = async (tree: Record<string, string>) => {
    const { buildTags } = await service(tree);
    return buildTags.map(
      ({ tags, required, evidence }) => `${tags.join(",")}${required ? "!" : ""} ${evidence}`,
    );
  };
  const main = program("func main() { fmt.Println() }");

  it("are those of the build lines that decide what the program can do", async () => {
    expect(
      await tagsOf({
        "main.go": main,
        Makefile:
          "TAGS ?= sqlite,netgo\nbuild:\n\tgo build -tags $(TAGS) .\ntest:\n\tgo test -tags integration ./...\ntools:\n\tgo install -tags postgres github.com/golang-migrate/migrate/v4/cmd/migrate@v4\n\tgit describe --tags origin\n",
      }),
    ).toEqual(["sqlite Makefile:3"]);
  });

  it("are none of what a comment says", async () => {
    const Dockerfile =
      'FROM golang\n# CGO_ENABLED=1 -tags are required for sqlite\nRUN go build -tags "sqlite" -o /shop .\n';
    expect(await tagsOf({ "main.go": main, Dockerfile })).toEqual(["sqlite Dockerfile:3"]);
  });

  it("are those behind two dashes, unless they are git's", async () => {
    const Makefile =
      'build:\n\tgo build -ldflags "-X main.version=$(git describe --tags origin)" .\nall:\n\tgo build --tags "sqlite" -o shop .\n';
    expect(await tagsOf({ "main.go": main, Makefile })).toEqual(["sqlite Makefile:4"]);
  });

  it("are required where codecs would be linked with the dynamic loader without", async () => {
    const webp = program("func main() { fmt.Println(webp.Version()) }", ["fmt", "github.com/gen2brain/webp"]);
    const Makefile = "build:\n\tgo build -tags 'nodynamic sqlite' .\n";
    expect(await tagsOf({ "main.go": webp })).toEqual(["nodynamic! main.go:5"]);
    expect(await tagsOf({ "main.go": webp, Makefile })).toEqual([
      "nodynamic! main.go:5",
      "sqlite Makefile:2",
    ]);
    expect(await tagsOf({ "main.go": main, Makefile })).toEqual(["sqlite Makefile:2"]);
  });

  it("are required where every driver is behind one", async () => {
    expect(
      await tagsOf({
        "main.go": mainFile(["example.com/shop/drivers"], "func main() { drivers.Open() }"),
        "drivers/drivers.go": "package drivers\n\nfunc Open() {}\n",
        "drivers/postgres.go": '//go:build postgres\n\npackage drivers\n\nimport _ "github.com/lib/pq"\n',
        "drivers/mysql.go":
          '//go:build mysql\n\npackage drivers\n\nimport _ "github.com/go-sql-driver/mysql"\n',
        Makefile: "build:\n\tgo build -tags 'postgres mysql' .\n",
      }),
    ).toEqual(["postgres,mysql! Makefile:2"]);
  });

  it("of full-text search are required where the code uses it", async () => {
    expect(
      await tagsOf({
        "main.go": mainFile(
          ["database/sql", '_ "github.com/mattn/go-sqlite3"'],
          'func main() { db, _ := sql.Open("sqlite3", "a.db"); db.Exec("CREATE VIRTUAL TABLE t USING fts5(x)") }',
        ),
        Makefile: "build:\n\tgo build -tags sqlite_fts5 .\n",
      }),
    ).toEqual(["sqlite_fts5! Makefile:2"]);
  });

  it("that bring what is needed and nothing more are the required ones", async () => {
    expect(
      await tagsOf({
        "main.go": mainFile(
          ["database/sql", '_ "github.com/mattn/go-sqlite3"'],
          'func main() { db, _ := sql.Open("sqlite3", "a.db"); db.Exec("CREATE VIRTUAL TABLE t USING fts5(x)") }',
        ),
        Makefile: "gui:\n\tgo build -tags 'sqlite_fts5 gui' .\nhost:\n\tgo build -tags sqlite_fts5 .\n",
      }),
    ).toEqual(["sqlite_fts5! Makefile:4", "sqlite_fts5,gui Makefile:2"]);
  });

  it.each<[string, Record<string, string>, string]>([
    [
      "added to one that has none yet",
      { Makefile: "TAGS += sqlite\nbuild:\n\tgo build -tags '$(TAGS)' .\n" },
      "sqlite Makefile:3",
    ],
    [
      "added, unless a condition asks for it",
      {
        Makefile:
          "TAGS = pg\nTAGS += sqlite\nifdef GUI\nTAGS += gui\nendif\nbuild:\n\tgo build -tags '$(TAGS)' .\n",
      },
      "pg,sqlite Makefile:7",
    ],
    [
      "given to it in the branch that make takes",
      {
        Makefile:
          "ifdef GUI\nTAGS = gui\nelse\nTAGS = pg\nendif\nLEAN = 1\nifdef LEAN\nTAGS += slim\nendif\nbuild:\n\tgo build -tags '$(TAGS)' .\n",
      },
      "pg Makefile:11",
    ],
    [
      "set for one command, unless it is this one",
      { Makefile: "test:\n\tTAGS=slim make check\nTAGS ?= pg\nbuild:\n\tgo build -tags '$(TAGS)' .\n" },
      "pg Makefile:5",
    ],
    [
      "held by a file",
      {
        "release/TAGS": "sqlite,pg\n",
        Dockerfile: 'FROM golang\nRUN export TAGS=$(cat release/TAGS) && go build -tags "$TAGS" .\n',
      },
      "sqlite,pg Dockerfile:2",
    ],
  ])("are followed through a variable: %s", async (_, tree, expected) => {
    expect(await tagsOf({ "main.go": main, ...tree })).toEqual([expected]);
  });

  describe("of code that is behind them", () => {
    const makes = { Makefile: "TAGS=netgo,json1\nbuild:\n\tgo build -tags=$(TAGS) .\n" };
    const names = {
      "main.go": mainFile(["example.com/shop/names"], "func main() { _ = names.Netgo }"),
      "names/names.go": "package names\n",
      "names/netgo.go": "//go:build netgo\n\npackage names\n\nvar Netgo = true\n",
    };
    const other = (constraint: string) => `//go:build ${constraint}\n\npackage names\n\nvar Netgo = false\n`;
    const ui = {
      "main.go": mainFile(["example.com/shop/ui"], "func main() { _ = ui.FS }"),
      "ui/embed.go":
        '//go:build assets\n\npackage ui\n\nimport "embed"\n\n//go:embed dist/*\nvar FS embed.FS\n',
      "ui/dev.go": "//go:build !assets\n\npackage ui\n\nvar FS = 0\n",
      ".mise.toml": 'run = "go build -tags assets"\n',
    };
    const release = (...flags: string[]) => ({
      ".goreleaser.linux.yml": `builds:\n${flags.map((flag) => `  - main: .\n    flags:\n      - -tags=${flag}\n`).join("")}`,
    });

    it.each<[string, Record<string, string>, string[]]>([
      ["are required to compile", { ...names, ...makes }, ["netgo,json1! Makefile:3"]],
      [
        "are required to compile in the author's image",
        { ...names, Dockerfile: "FROM golang:1.26\nCOPY . .\nRUN go build -tags=netgo,osusergo .\n" },
        ["netgo! Dockerfile:3"],
      ],
      [
        "are not where another file has the name",
        { ...names, ...makes, "names/other.go": other("!netgo") },
        ["json1 Makefile:3"],
      ],
      [
        "are not where nothing uses the name",
        { ...names, ...makes, "main.go": mainFile(["example.com/shop/names"], "func main() { names.A() }") },
        ["json1 Makefile:3"],
      ],
      [
        "are required where every release embeds by them what is a stand-in otherwise",
        { ...ui, ...release("assets,netgo", "assets") },
        ["assets! .goreleaser.linux.yml:4"],
      ],
      [
        "are required where every release embeds by a list of them what is a stand-in otherwise",
        {
          ...ui,
          ".goreleaser.linux.yml":
            "kos:\n  - tags:\n      - latest\nbuilds:\n  - main: .\n    tags:\n      - assets\n      - netgo\n    goos: [linux]\n  - tags: [assets]\n",
        },
        ["assets! .goreleaser.linux.yml:6"],
      ],
      [
        "are not where some release is without",
        { ...ui, ...release("assets", "lite") },
        ["assets .goreleaser.linux.yml:4", "lite .goreleaser.linux.yml:7"],
      ],
      [
        "are not where the author's image is without",
        { ...ui, ...release("assets"), Dockerfile: "FROM golang:1.26\nCOPY . .\nRUN go build -o /shop .\n" },
        ["assets .goreleaser.linux.yml:4"],
      ],
    ])("%s", async (_, tree, expected) => {
      expect(await tagsOf(tree)).toEqual(expected);
    });
  });

  describe("of the author's image", () => {
    const tree = {
      "main.go": main,
      "sqlite.go": '//go:build sqlite\n\npackage main\n\nimport _ "github.com/mattn/go-sqlite3"\n',
      "page.go": "//go:build !prod\n\npackage main\n",
    };
    const image = (run: string) => `FROM golang:1.26\nCOPY . .\nRUN ${run}\n`;

    it.each<[string, Record<string, string>, string[]]>([
      [
        "in a command",
        { Dockerfile: image("go build -tags='netgo sqlite' -o /shop .") },
        ["sqlite! Dockerfile:3"],
      ],
      [
        "in a recipe, and not those of other recipes",
        {
          Dockerfile: image("make build"),
          Makefile:
            "TAGS = sqlite,json1\nall: test ## everything\n\ngui:\n\tgo build -tags sqlite,gui .\nbuild: deps ## the service\n\tgo build -tags $(TAGS) \\\n\t  -o shop .\n",
        },
        ["sqlite,json1! Makefile:7", "sqlite,gui Makefile:5"],
      ],
      [
        "behind a version that several commands find",
        {
          Dockerfile: image("make build"),
          Makefile:
            "REV=`git describe | cut -c 2-`\nBUILD=go build -ldflags=\"-X 'main.version=$(REV)'\"\nbuild:\n\t$(BUILD) -v -tags=sqlite .\n",
        },
        ["sqlite! Makefile:4"],
      ],
      ["that say how it is deployed", { Dockerfile: image("go build -tags prod .") }, ["prod! Dockerfile:3"]],
      ["where they choose files", { Dockerfile: image("go build -tags gui .") }, ["gui Dockerfile:3"]],
      [
        "where nothing else is asked of the linker",
        { Dockerfile: image("go build -tags sqlite -ldflags '-checklinkname=0' .") },
        ["sqlite Dockerfile:3"],
      ],
      [
        "for this program",
        { Dockerfile: image("go build -tags sqlite ./cmd/other"), "cmd/other/main.go": main },
        ["sqlite Dockerfile:3"],
      ],
      [
        "in no variant that has the name of the tag",
        {
          Dockerfile: 'FROM alpine\nCOPY shop /\nENTRYPOINT ["/shop"]\n',
          "Dockerfile.sqlite_large": image("go build -tags sqlite ."),
        },
        ["sqlite Dockerfile.sqlite_large:3"],
      ],
      [
        "in no file for development",
        { "Dockerfile.dev": image("go build -tags sqlite .") },
        ["sqlite Dockerfile.dev:3"],
      ],
    ])("are required %s", async (_, more, expected) => {
      const { buildTags } = await service({ ...tree, ...more }, ".");
      expect(
        buildTags.map(
          ({ tags, required, evidence }) => `${tags.join(",")}${required ? "!" : ""} ${evidence}`,
        ),
      ).toEqual(expected);
    });

    it("are required where a vendored package embeds its files with them alone", async () => {
      const vendored = {
        "go.mod": "module example.com/shop\n\ngo 1.26\n\nrequire example.com/web v1.0.0\n",
        "go.sum": "example.com/web v1.0.0 h1:a=\nexample.com/web v1.0.0/go.mod h1:a=\n",
        "main.go": mainFile(["example.com/web"], "func main() { web.Serve() }"),
        "vendor/modules.txt": "# example.com/web v1.0.0\n## explicit\nexample.com/web\nexample.com/web/ui\n",
        "vendor/example.com/web/web.go":
          'package web\n\nimport "example.com/web/ui"\n\nfunc Serve() { println(ui.Pages) }\n',
        "vendor/example.com/web/ui/disk.go": '//go:build !pages\n\npackage ui\n\nvar Pages = "ui"\n',
        "vendor/example.com/web/ui/embed.go":
          '//go:build pages\n\npackage ui\n\nimport _ "embed"\n\n//go:embed index.html\nvar Pages string\n',
        "vendor/example.com/web/ui/index.html": "a",
        Dockerfile: image("go build -tags netgo,pages,other -o /shop ."),
      };
      const { buildTags, buildFiles } = await service(vendored, ".");
      expect(buildTags[0]).toMatchObject({ tags: ["pages", "other"], required: true });
      expect(buildFiles).toContain("vendor/example.com/web/ui/index.html");
    });

    it("bring what they need", async () => {
      const { cgo } = await service({ ...tree, Dockerfile: image("go build -tags sqlite .") });
      expect(cgo.needed).toBe(true);
    });
  });

  it("are asked for where each driver is empty without one", async () => {
    const driver = (name: string) => ({
      [`db/${name}/adapter.go`]: `//go:build ${name}\n// +build ${name}\n\npackage ${name}\n\nfunc init() {}\n`,
      [`db/${name}/blank.go`]: `//go:build !${name}\n\n// Nothing.\npackage ${name}\n`,
    });
    const tree = {
      "main.go": mainFile(
        ['_ "example.com/shop/db/mysql"', '_ "example.com/shop/db/postgres"', "fmt"],
        "func main() { fmt.Println() }",
      ),
      ...driver("mysql"),
      ...driver("postgres"),
    };
    const said = async (more: Record<string, string>) =>
      (await service({ ...tree, ...more })).warnings.filter(({ code }) => code === "tags-needed");
    expect(await said({})).toMatchObject([
      {
        message: "without a build tag the program has no driver: choose one of mysql, postgres with --tags",
        evidence: "db/mysql/blank.go:1",
      },
    ]);
    expect(await said({ Dockerfile: "FROM golang:1.26\nRUN go build -tags mysql .\n" })).toEqual([]);
  });
});

describe("the name of the program", () => {
  const files = {
    "cmd/proxy/main.go": program("func main() {}", []),
    "cmd/other/main.go": program("func main() {}", []),
  };
  it.each<[string, Record<string, string>, string | null]>([
    [
      "the image's",
      { Dockerfile: "FROM golang\nRUN go build -o /bin/athens-proxy ./cmd/proxy\n" },
      "athens-proxy",
    ],
    [
      "that of a recipe, by its variable",
      { Makefile: "BIN = bin/athens\nbuild:\n\tgo build -o $(BIN) ./cmd/proxy\n" },
      "athens",
    ],
    [
      "the release's",
      { ".goreleaser.yml": "builds:\n  - main: ./cmd/proxy\n    binary: athens\n    ldflags: -s\n" },
      "athens",
    ],
    ["none that is another's", { Makefile: "build:\n\tgo build -tags x -o other ./cmd/other\n" }, null],
    ["none that is not said", { Dockerfile: "FROM golang\nRUN go build -o $OUT/ ./cmd/proxy\n" }, null],
  ])("is %s", async (_, tree, expected) => {
    expect((await service({ ...files, ...tree }, "./cmd/proxy")).binary).toBe(expected);
  });
});
