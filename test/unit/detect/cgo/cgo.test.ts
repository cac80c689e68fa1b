import path from "node:path";
import { describe, expect, it } from "vitest";
import { describeProject } from "../../../../src/detect/project.ts";
import { openRepository } from "../../../../src/detect/repository.ts";
import { files } from "../../../../src/system/files.ts";
import type { Processes } from "../../../../src/system/system.ts";
import { detect, machine, noCommands, plant, type Tree } from "../tree.ts";

const mod = (...requires: string[]) =>
  `module example.com/shop\n\ngo 1.26\n\n${requires.map((one) => `require ${one}\n`).join("")}`;
const main = (...imports: string[]) =>
  `package main\n\nimport (\n${imports.map((one) => `\t_ "${one}"\n`).join("")})\n\nfunc main() {}\n`;
const cgo = async (tree: Tree, from?: string) => (await detect(tree, from)).cgo;
const warned = async (tree: Tree) => (await detect(tree)).warnings.map(({ code }) => code);

describe("cgo in the project's own code", () => {
  const c =
    'package fast\n\n// #cgo pkg-config: vips\n// #cgo LDFLAGS: -lm -lpcap\n// #cgo windows LDFLAGS: -lws2_32\nimport "C"\n';
  const reached = { "go.mod": mod(), "main.go": main("example.com/shop/fast") };

  it("is needed where a reached package imports C, with the packages that it asks for", async () => {
    expect(await cgo({ ...reached, "fast/fast.go": c })).toEqual({
      needed: true,
      reasons: [{ package: "example.com/shop/fast", evidence: "fast/fast.go:6" }],
      buildPackages: {
        alpine: ["gcc", "musl-dev", "pkgconf", "vips-dev", "libpcap-dev"],
        debian: ["libvips-dev", "libpcap-dev"],
      },
      runtimePackages: { alpine: ["vips", "libpcap"], debian: ["libvips42t64", "libpcap0.8t64"] },
      muslTags: [],
      glibcOnly: null,
    });
  });

  it("is needed where the program opens plugins of its own", async () => {
    const opens = { "go.mod": mod(), "main.go": main("plugin") };
    expect(await cgo(opens)).toMatchObject({
      needed: true,
      reasons: [{ package: "plugin", evidence: "main.go:4" }],
    });
    const off = "FROM golang AS build\nRUN CGO_ENABLED=0 go build -o /shop .\n";
    expect((await cgo({ ...opens, Dockerfile: off })).needed).toBe(false);
    // Where an image only installs a tool of others, make tells.
    const Makefile = "shop:\n\tCGO_ENABLED=0 go build .\n";
    const tool = "FROM golang\nRUN go install example.com/tool@v1.2.3 && make\n";
    expect((await cgo({ ...opens, Makefile, Dockerfile: tool })).needed).toBe(false);
  });

  it("knows the packages of libraries that pkg-config has under several names", async () => {
    const glib = 'package fast\n\n// #cgo pkg-config: glib-2.0 gobject-2.0\nimport "C"\n';
    expect((await cgo({ ...reached, "fast/fast.go": glib })).runtimePackages).toEqual({
      alpine: ["glib"],
      debian: ["libglib2.0-0t64"],
    });
  });

  it("knows the packages of libraries for maps, names and logins", async () => {
    const asks =
      'package fast\n\n// #cgo pkg-config: gdal proj icu-i18n\n// #cgo LDFLAGS: -lgeos_c -licuuc -lgssapi_krb5 -lsasl2\nimport "C"\n';
    const tree = { ...reached, "fast/fast.go": asks };
    expect((await cgo(tree)).runtimePackages.debian).toEqual([
      ...["libgdal36", "libproj25", "libicu76", "libgeos-c1t64", "libgssapi-krb5-2", "libsasl2-2"],
    ]);
    expect(await warned(tree)).not.toContain("cgo-library-unknown");
  });

  it("knows ffmpeg by each of its libraries", async () => {
    const asks =
      'package fast\n\n// #cgo pkg-config: libavdevice libavfilter libavutil libswresample libswscale\nimport "C"\n';
    const tree = { ...reached, "fast/fast.go": asks };
    expect((await cgo(tree)).runtimePackages.alpine).toEqual(["ffmpeg-libs"]);
    expect(await warned(tree)).not.toContain("cgo-library-unknown");
  });

  it("knows the packages of a desktop's libraries", async () => {
    const screen =
      'package fast\n\n// #cgo pkg-config: gstreamer-app-1.0 gtk+-3.0 cairo\n// #cgo LDFLAGS: -lX11 -lXrandr -lXtst -lXfixes -lXi -lxcvt\nimport "C"\n';
    const tree = { ...reached, "fast/fast.go": screen };
    expect((await cgo(tree)).buildPackages.debian).toEqual([
      ...["libgstreamer1.0-dev", "libgstreamer-plugins-base1.0-dev", "libgtk-3-dev", "libcairo2-dev"],
      ...["libx11-dev", "libxrandr-dev", "libxtst-dev", "libxfixes-dev", "libxi-dev", "libxcvt-dev"],
    ]);
    expect(await warned(tree)).not.toContain("cgo-library-unknown");
  });

  it.each([
    [
      "only another main reaches it",
      { "main.go": main("fmt"), "cmd/other/main.go": main("example.com/shop/fast"), "fast/fast.go": c },
      ".",
    ],
    ["linux leaves it out", { "fast/fast_windows.go": c, "fast/fast.go": "package fast\n" }, undefined],
    [
      "its tag is not set",
      { "fast/fast.go": `//go:build accelerated\n\n${c}`, "fast/slow.go": "package fast\n" },
      undefined,
    ],
    [
      "a file takes its place without cgo",
      { "fast/fast.go": c, "fast/slow.go": "//go:build !cgo\n\npackage fast\n" },
      undefined,
    ],
    [
      "it says itself that it is for cgo only",
      { "fast/fast.go": `//go:build cgo\n\n${c}`, "fast/slow.go": "package fast\n" },
      undefined,
    ],
    ["only a test imports it", { "fast/fast.go": "package fast\n", "fast/fast_test.go": c }, undefined],
  ])("is not needed where %s", async (_, tree, from) => {
    expect(await cgo({ ...reached, ...tree }, from)).toMatchObject({ needed: false, reasons: [] });
  });

  it("names the packages of a library that it links against", async () => {
    const tree = { ...reached, "fast/fast.go": 'package fast\n\n// #cgo LDFLAGS: -lonig\nimport "C"\n' };
    expect(await cgo(tree)).toMatchObject({
      buildPackages: { alpine: ["gcc", "musl-dev", "pkgconf", "oniguruma-dev"], debian: ["libonig-dev"] },
      runtimePackages: { alpine: ["oniguruma"], debian: ["libonig5"] },
    });
  });

  it("warns of a library whose packages are not known", async () => {
    const tree = { ...reached, "fast/fast.go": 'package fast\n\n// #cgo LDFLAGS: -lunheardof\nimport "C"\n' };
    expect((await detect(tree)).warnings).toContainEqual(
      expect.objectContaining({ code: "cgo-library-unknown", evidence: "fast/fast.go", blocksBuild: true }),
    );
  });

  it("keeps headers and libraries of the package in the build", async () => {
    const text = `package fast\n\n// #cgo LDFLAGS: -L\${SRCDIR}/lib -lown\n// #include "include/own.h"\nimport "C"\n`;
    const project = await detect({
      ...reached,
      "fast/fast.go": text,
      "fast/fast.c": "",
      "fast/lib/libown.a": "",
      "fast/include/own.h": "",
    });
    expect(project.buildFiles).toEqual(
      expect.arrayContaining(["fast/fast.c", "fast/lib/libown.a", "fast/include/own.h"]),
    );
    expect(project.warnings.map(({ code }) => code)).not.toContain("cgo-library-unknown");
  });
});

describe("cgo modules, by name alone", () => {
  it("are not needed where the repository builds without, and has what does their work in Go", async () => {
    const off = "FROM golang AS build\nRUN CGO_ENABLED=0 go build -o /shop .\n";
    const parser = "github.com/pganalyze/pg_query_go/v6";
    const tree = (...requires: string[]) => ({
      "go.mod": mod(`${parser} v6.1.0`, ...requires),
      "main.go": main(parser),
    });
    const pure = "github.com/wasilibs/go-pgquery v0.1.0";
    expect((await cgo({ ...tree(pure), Dockerfile: off })).needed).toBe(false);
    expect((await cgo(tree(pure))).needed).toBe(true);
    expect((await cgo({ ...tree(), Dockerfile: off })).needed).toBe(true);
  });

  it.each([
    ["github.com/mattn/go-sqlite3", "github.com/mattn/go-sqlite3 v1.14.28", "github.com/mattn/go-sqlite3"],
    [
      "gorm.io/driver/sqlite",
      "github.com/mattn/go-sqlite3 v1.14.28 // indirect",
      "github.com/mattn/go-sqlite3",
    ],
    [
      "github.com/GoAdminGroup/go-admin/modules/db/drivers/sqlite",
      "github.com/mattn/go-sqlite3 v1.14.28 // indirect",
      "github.com/mattn/go-sqlite3",
    ],
    [
      "github.com/golang-migrate/migrate/v4/database/sqlite3",
      "github.com/mattn/go-sqlite3 v1.14.28 // indirect",
      "github.com/mattn/go-sqlite3",
    ],
    [
      "github.com/confluentinc/confluent-kafka-go/v2/kafka",
      "github.com/confluentinc/confluent-kafka-go/v2 v2.5.0",
      "github.com/confluentinc/confluent-kafka-go/v2",
    ],
    [
      "github.com/lestrrat-go/libxml2",
      "github.com/lestrrat-go/libxml2 v0.0.1",
      "github.com/lestrrat-go/libxml2",
    ],
    ["github.com/daulet/tokenizers", "github.com/daulet/tokenizers v1.20.2", "github.com/daulet/tokenizers"],
    [
      "github.com/zelenin/go-tdlib/client",
      "github.com/zelenin/go-tdlib v0.7.6",
      "github.com/zelenin/go-tdlib",
    ],
    [
      "github.com/blevesearch/go-faiss",
      "github.com/blevesearch/go-faiss v1.0.25",
      "github.com/blevesearch/go-faiss",
    ],
    [
      "maunium.net/go/mautrix/bridgev2/matrix/mxmain",
      "maunium.net/go/mautrix v0.25.0",
      "maunium.net/go/mautrix",
    ],
  ])("are seen behind %s", async (imported, require, name) => {
    const found = await cgo({ "go.mod": mod(require), "main.go": main("fmt", imported) });
    expect(found.reasons).toEqual([{ package: name, evidence: "main.go:5" }]);
  });

  it.each([
    "modernc.org/sqlite",
    "github.com/glebarez/sqlite",
    "github.com/golang-migrate/migrate/v4/database/sqlite",
    "github.com/google/gopacket",
    "github.com/confluentinc/confluent-kafka-go/v2/schemaregistry",
  ])("are not seen behind %s", async (imported) => {
    expect((await cgo({ "go.mod": mod(`${imported} v1.0.0`), "main.go": main(imported) })).needed).toBe(
      false,
    );
  });

  it("are not behind a fork, where go.mod names all modules of the build and not this one", async () => {
    const wrapper = "gorm.io/driver/sqlite v1.6.0";
    const replace = "replace gorm.io/driver/sqlite => example.com/fork/sqlite v1.6.1\n";
    const tree = (text: string) => ({ "go.mod": text, "main.go": main("gorm.io/driver/sqlite") });
    expect((await cgo(tree(mod(wrapper) + replace))).needed).toBe(false);
    const old = `${mod(wrapper)}${replace}`.replace("go 1.26", "go 1.16");
    expect((await cgo(tree(old))).needed).toBe(true);
  });

  it("bring tags, libraries and the limits of musl", async () => {
    const of = (path: string, version = "v1.0.0") =>
      cgo({ "go.mod": mod(`${path} ${version}`), "main.go": main(path) });
    expect((await of("github.com/confluentinc/confluent-kafka-go/kafka")).muslTags).toEqual(["musl"]);
    expect((await of("github.com/h2non/bimg")).runtimePackages.debian).toEqual(["libvips42t64"]);
    expect((await of("github.com/winfsp/cgofuse")).buildPackages.debian).toEqual(["libfuse-dev"]);
    expect((await of("github.com/andelf/go-curl")).runtimePackages.debian).toEqual(["libcurl4t64"]);
    expect((await of("github.com/marcboeker/go-duckdb")).glibcOnly).toMatch(/glibc/);
    expect((await of("github.com/mattn/go-sqlite3", "v1.14.15")).glibcOnly).toMatch(/v1\.14\.19/);
    expect((await of("github.com/mattn/go-sqlite3", "v1.14.19")).glibcOnly).toBeNull();
  });

  it.each([
    ["gopkg.in/h2non/bimg.v1 v1.1.4", "gopkg.in/h2non/bimg.v1", ["libvips42t64"]],
    ["gopkg.in/hraban/opus.v2 v2.0.0", "gopkg.in/hraban/opus.v2", ["libopus0", "libopusfile0"]],
    [
      "gopkg.in/confluentinc/confluent-kafka-go.v1 v1.8.2",
      "gopkg.in/confluentinc/confluent-kafka-go.v1/kafka",
      [],
    ],
  ])(
    "are known by the name that gopkg.in gives a repository as well: %s",
    async (required, imported, debian) => {
      const found = await cgo({ "go.mod": mod(required), "main.go": main(imported) });
      expect(found).toMatchObject({ needed: true, runtimePackages: { debian } });
    },
  );

  it("that only go.mod names are said, not assumed", async () => {
    const tree = {
      "go.mod": mod("github.com/mattn/go-sqlite3 v1.14.28 // indirect"),
      "main.go": main("example.com/store"),
    };
    expect((await cgo(tree)).needed).toBe(false);
    expect(await warned(tree)).toContain("cgo-unsure");
  });

  it.each([
    ["github.com/confluentinc/confluent-kafka-go/v2 v2.8.0 // indirect", "example.com/store", true],
    ["github.com/google/gopacket v1.1.19 // indirect", "example.com/store", true],
    ["github.com/google/gopacket v1.1.19", "github.com/google/gopacket/layers", false],
    ["github.com/coreos/go-systemd/v22 v22.5.0 // indirect", "example.com/store", false],
    ["github.com/go-gl/gl v0.1.0 // indirect", "example.com/store", false],
    ["github.com/go-gl/gl v0.1.0", "example.com/store", true],
  ])("are said where go.mod names the module around them: %s, %s", async (required, imported, said) => {
    const tree = { "go.mod": mod(required), "main.go": main(imported) };
    expect((await warned(tree)).includes("cgo-unsure")).toBe(said);
  });

  it.each([
    ["github.com/disgoorg/godave/golibdave", "github.com/disgoorg/godave/golibdave"],
    ["github.com/libgit2/git2go/v34", "github.com/libgit2/git2go/v34"],
    ["github.com/AllenDang/giu", "github.com/AllenDang/giu"],
    ["github.com/Kagami/go-face", "github.com/Kagami/go-face"],
    ["github.com/influxdata/flux", "github.com/influxdata/flux/runtime"],
    ["github.com/tonkeeper/tongo", "github.com/tonkeeper/tongo/txemulator"],
  ])("are said where no package holds the library that they link against: %s", async (module, path) => {
    const tree = { "go.mod": mod(`${module} v0.1.0`), "main.go": main(path) };
    expect((await cgo(tree)).needed).toBe(true);
    expect(await warned(tree)).toContain("cgo-library-unknown");
  });

  it.each([
    ["FROM golang:1.26\nENV CGO_ENABLED=1\nRUN go build .\n", true],
    ["FROM golang:1.26\nRUN CGO_ENABLED=1 go build .\n", true],
    ["FROM golang:1.26\nRUN go build -ldflags '-linkmode external -extldflags \"-static\"' .\n", true],
    ["FROM golang:1.26\nRUN CGO_ENABLED=1 go test -race ./...\nRUN go build .\n", false],
    ["FROM golang:1.26-alpine\nRUN apk add gcc musl-dev\nRUN go build .\n", false],
  ])("may be what the project's own Dockerfile turns cgo on for: %j", async (Dockerfile, said) => {
    const tree = {
      "go.mod": mod("example.com/store v1.0.0"),
      "main.go": main("example.com/store"),
      Dockerfile,
    };
    expect((await cgo(tree)).needed).toBe(false);
    expect((await warned(tree)).includes("cgo-unsure")).toBe(said);
  });

  it("are warned about where they draw windows, which takes libraries that nobody has named", async () => {
    const tree = { "go.mod": mod("fyne.io/fyne/v2 v2.6.0"), "main.go": main("fyne.io/fyne/v2/app") };
    expect((await cgo(tree)).needed).toBe(true);
    expect(await warned(tree)).toContain("cgo-library-unknown");
    const theme = { ...tree, "main.go": main("fyne.io/fyne/v2/theme") };
    expect((await cgo(theme)).needed).toBe(false);
  });

  it.each([
    ["v2.3.1", true],
    ["v2.4.1", false],
  ])("are warned about where %s links against a library by an old name", async (version, said) => {
    const tree = {
      "go.mod": mod(`github.com/otiai10/gosseract/v2 ${version}`),
      "main.go": main("github.com/otiai10/gosseract/v2"),
    };
    expect((await cgo(tree)).needed).toBe(true);
    expect((await warned(tree)).includes("cgo-library-renamed")).toBe(said);
  });

  it("are not decided by a tool that a Makefile runs with cgo", async () => {
    const tree = {
      "go.mod": mod("github.com/pganalyze/pg_query_go/v6 v6.1.0 // indirect"),
      "main.go": main("example.com/store"),
      Makefile:
        "SQLC=CGO_ENABLED=1 go tool sqlc\n\nexport CGO_ENABLED = 0\n\nbin/shop:\n\tgo build -o $@ .\n",
    };
    expect((await cgo(tree)).needed).toBe(false);
  });

  it.each([
    ["FROM golang:1.26\nENV CGO_ENABLED=1\nRUN go build .\n", true],
    ["FROM golang:1.26-alpine\nRUN apk add gcc musl-dev\nRUN go build .\n", true],
    ["FROM golang:1.26-alpine\nRUN go build .\n", false],
    ["FROM golang:1.26\nRUN CGO_ENABLED=0 go build .\n", false],
  ])("are decided by the project's own Dockerfile where they stay open: %j", async (Dockerfile, needed) => {
    const tree = {
      "go.mod": mod("github.com/mattn/go-sqlite3 v1.14.28 // indirect"),
      "main.go": main("example.com/store"),
      Dockerfile,
    };
    expect((await cgo(tree)).needed).toBe(needed);
    expect(await warned(tree)).not.toContain("cgo-unsure");
  });

  it("are not decided by a variant where releases and make say otherwise", async () => {
    const tree = {
      "go.mod": mod("github.com/mattn/go-sqlite3 v1.14.28 // indirect"),
      "main.go": main("example.com/store"),
      "Dockerfile.hsm": "FROM golang:1.26\nRUN make GO_ENVS=CGO_ENABLED=1\n",
      Makefile: "shop:\n\tCGO_ENABLED=0 go build .\n",
    };
    expect((await cgo(tree)).needed).toBe(true);
    const usual = { ...tree, Dockerfile: "FROM golang:1.26\nRUN make\n" };
    expect((await cgo(usual)).needed).toBe(false);
    expect((await cgo({ ...tree, "web/Dockerfile": "FROM node:22\nRUN make\n" })).needed).toBe(true);
  });
});

describe("a cgo module that only tests or other mains use", () => {
  const tree = {
    "go.mod": mod("gorm.io/driver/sqlite v1.5.0", "github.com/mattn/go-sqlite3 v1.14.28 // indirect"),
    "main.go": main("gorm.io/driver/postgres"),
    Dockerfile: "FROM golang:1.26\nENV CGO_ENABLED=1\nRUN go build .\n",
  };

  it.each(["store/store_test.go", "cmd/seed/main.go"])("is no reason and no question: %s", async (file) => {
    const found = await detect({ ...tree, [file]: main("gorm.io/driver/sqlite") }, ".");
    expect(found.cgo.needed).toBe(false);
    expect(found.warnings.map(({ code }) => code)).not.toContain("cgo-unsure");
  });

  it("is not decided by the Dockerfile of a module of its own", async () => {
    const found = await detect({
      "go.mod": mod("github.com/mattn/go-sqlite3 v1.14.28 // indirect"),
      "main.go": main("example.com/store"),
      "build/Dockerfile-shop": "FROM golang:1.26\nENV CGO_ENABLED 0\nRUN go build .\n",
      "tools/go.mod": "module example.com/tools\n\ngo 1.26\n",
      "tools/watch/Dockerfile": "FROM golang:1.26-alpine\nRUN apk add build-base\nRUN go build ./watch\n",
    });
    expect(found.cgo.needed).toBe(false);
    expect(found.warnings.map(({ code }) => code)).not.toContain("cgo-unsure");
  });

  it.each([
    [
      "CGO ?= 0\ntest:\n\tCGO_ENABLED=1 echo ./a | xargs \\\n\t\tgo test -race\nshop:\n\tCGO_ENABLED=$(CGO) go build .\n",
      false,
    ],
    [
      "CGO ?= 1\ntest:\n\tCGO_ENABLED=0 gotestsum \\\n\t\t./...\nshop:\n\tCGO_ENABLED=$(CGO) go build .\n",
      true,
    ],
  ])("is decided by make, whose tests say nothing: %j", async (Makefile, needed) => {
    const tree = {
      "go.mod": mod("github.com/mattn/go-sqlite3 v1.14.28 // indirect"),
      "main.go": main("example.com/store"),
      Makefile,
    };
    expect((await cgo(tree)).needed).toBe(needed);
  });

  it("stays open where Go's default alone speaks for cgo", async () => {
    const implicit = { ...tree, Dockerfile: "FROM golang:1.26\nRUN go build .\n" };
    expect((await cgo(implicit)).needed).toBe(false);
    expect(await warned(implicit)).toContain("cgo-unsure");
  });
});

describe("a driver that is given up without cgo", () => {
  const tree = {
    "go.mod": mod("github.com/mattn/go-sqlite3 v1.14.28"),
    "main.go": main("example.com/shop/store"),
    "store/sqlite.go": '//go:build cgo\n\npackage store\n\nimport _ "github.com/mattn/go-sqlite3"\n',
  };
  const without = (text: string) => ({
    ...tree,
    "store/none.go": `//go:build !cgo\n\npackage store\n\n${text}`,
  });

  it("needs cgo when the other file only says no", async () => {
    const found = await cgo(without('import "errors"\n\nvar Open = errors.New("sqlite is disabled")\n'));
    expect(found.reasons).toEqual([
      { package: "github.com/mattn/go-sqlite3", evidence: "store/sqlite.go:5" },
    ]);
  });

  it("does not when another driver takes its place, or the own image does without", async () => {
    expect((await cgo(without('import _ "modernc.org/sqlite"\n'))).needed).toBe(false);
    const refused = without('import "errors"\n\nvar Open = errors.New("sqlite is disabled")\n');
    expect(
      (await cgo({ ...refused, Dockerfile: "FROM golang\nRUN CGO_ENABLED=0 go build .\n" })).needed,
    ).toBe(false);
  });
});

describe("what is built only with cgo, and is no default", () => {
  const tree = {
    "go.mod": mod("github.com/mattn/go-sqlite3 v1.14.28"),
    "main.go": main("flag"),
    "main_cgo.go": '//go:build cgo\n\npackage main\n\nimport _ "example.com/shop/sqlite"\n',
    "sqlite/sqlite.go": '//go:build cgo\n\npackage sqlite\n\nimport _ "github.com/mattn/go-sqlite3"\n',
  };

  it("is kept where the repository's own builds turn cgo on outright", async () => {
    const built = (setting: string) => cgo({ ...tree, Makefile: `${setting}\nbuild:\n\tgo build .\n` });
    const reasons = [{ package: "github.com/mattn/go-sqlite3", evidence: "sqlite/sqlite.go:5" }];
    expect((await built("export CGO_ENABLED = 1")).reasons).toEqual(reasons);
    expect((await built("export CGO_ENABLED = 0")).reasons).toEqual([]);
    expect((await built("")).reasons).toEqual([]);
  });
});

describe("a driver that only cgo brings and that is the default", () => {
  const tree = (code: string, other = "github.com/lib/pq") => ({
    "go.mod": mod("github.com/mattn/go-sqlite3 v1.14.28"),
    "main.go": `package main\n\nimport (\n\t"flag"\n\t"os"\n\n\t_ "example.com/shop/store"\n)\n\nfunc main() {\n${code}\n}\n`,
    "store/init_cgo.go":
      '//go:build cgo\n\npackage store\n\nimport (\n\t_ "github.com/lib/pq"\n\t_ "github.com/mattn/go-sqlite3"\n)\n',
    "store/init.go": `//go:build !cgo\n\npackage store\n\nimport _ "${other}"\n`,
  });

  it.each([
    ["of a flag", '\tdriver := flag.String("driver", "sqlite3", "the database")'],
    ["of a flag with a target", '\tflag.StringVar(&driver, "driver", "sqlite3", "the database")'],
    ["of a variable", '\tdriver := os.Getenv("DRIVER")\n\tif driver == "" {\n\t\tdriver = "sqlite3"\n\t}'],
    ["of a helper", '\tdriver := getEnv("DRIVER", "sqlite3")'],
    [
      "of a flag of urfave/cli",
      '\tf := &cli.StringFlag{\n\t\tName: "db-driver",\n\t\tAliases: []string{"driver"},\n\t\tValue: "sqlite3",\n\t}',
    ],
    ["in a tag", '\ttype options struct {\n\t\tDriver string `env:"DRIVER" envDefault:"sqlite3"`\n\t}'],
  ])("needs cgo: %s", async (_, code) => {
    expect((await cgo(tree(code))).reasons).toEqual([
      { package: "github.com/mattn/go-sqlite3", evidence: "store/init_cgo.go:7" },
    ]);
  });

  it.each([
    ["another is the default", '\tdriver := flag.String("driver", "postgres", "postgres or sqlite3")'],
    ["it is only the name of a flag", '\tflag.StringVar(&file, "sqlite3", "", "a file")'],
    ["it is one of many", '\tswitch driver {\n\tcase "sqlite3":\n\t}'],
    ["a comment has it", '\t// driver := flag.String("driver", "sqlite3", "")'],
  ])("does not where %s", async (_, code) => {
    expect((await cgo(tree(code))).needed).toBe(false);
  });

  it("does not where another package brings it in Go", async () => {
    const code = '\tdriver := flag.String("driver", "sqlite3", "the database")';
    expect((await cgo(tree(code, "modernc.org/sqlite"))).needed).toBe(false);
  });
});

describe("vendored sources decide", () => {
  const vendored = {
    "go.mod": mod("example.com/store v1.0.0", "github.com/mattn/go-sqlite3 v1.14.28"),
    "main.go": main("example.com/store"),
    "vendor/modules.txt":
      "# example.com/store v1.0.0\n## explicit\nexample.com/store\n# github.com/mattn/go-sqlite3 v1.14.28\n## explicit\ngithub.com/mattn/go-sqlite3\n",
    "vendor/github.com/mattn/go-sqlite3/sqlite3.go": '//go:build cgo\n\npackage sqlite3\n\nimport "C"\n',
    "vendor/github.com/mattn/go-sqlite3/static_mock.go": "//go:build !cgo\n\npackage sqlite3\n",
  };

  it("that it is needed, through whatever imports it", async () => {
    const store = 'package store\n\nimport _ "github.com/mattn/go-sqlite3"\n';
    const found = await cgo({ ...vendored, "vendor/example.com/store/store.go": store });
    expect(found.reasons).toEqual([{ package: "github.com/mattn/go-sqlite3", evidence: "main.go:4" }]);
  });

  it("that it is not, though go.mod names it", async () => {
    const tree = { ...vendored, "vendor/example.com/store/store.go": "package store\n" };
    expect((await cgo(tree)).needed).toBe(false);
    expect(await warned(tree)).not.toContain("cgo-unsure");
  });
});

describe("with the module cache", () => {
  const tree = {
    "go.mod": mod("example.com/Store v1.0.0", "example.com/native v1.2.0"),
    "main.go": main("example.com/Store/db"),
  };
  const cached = {
    "example.com/!store@v1.0.0/db/db.go": 'package db\n\nimport _ "example.com/native"\n',
    "example.com/native@v1.2.0/native.go": 'package native\n\n// #cgo LDFLAGS: -lzmq\nimport "C"\n',
  };
  const describeWith = (processes: Processes, modules: Tree = cached) => {
    const repository = openRepository(files, plant(tree));
    const environment = { GOMODCACHE: plant(modules) };
    return describeProject({ ...machine, processes, environment }, repository, { main: ".", tags: null });
  };
  const listing = (packages: readonly Record<string, unknown>[]) =>
    packages.map((one) => JSON.stringify(one, null, "\t")).join("\n");

  it("but no Go, the sources there decide", async () => {
    const { cgo: found } = await describeWith(noCommands);
    expect(found.reasons).toEqual([{ package: "example.com/native", evidence: "main.go:4" }]);
    expect(found.runtimePackages.debian).toEqual(["libzmq5"]);
  });

  it("and Go, go list decides, and downloads nothing", async () => {
    const calls: { args: readonly string[]; environment: Readonly<Record<string, string>> | undefined }[] =
      [];
    const processes: Processes = {
      ...noCommands,
      run: async (command, args, options) => {
        expect(command).toBe("go");
        calls.push({ args, environment: options?.environment });
        const native = { ImportPath: "example.com/native", CgoFiles: ["native.go"] };
        const store = { ImportPath: "example.com/Store/db", Imports: ["example.com/native"] };
        return { exitCode: 0, stdout: listing([native, store]), stderr: "", notFound: false };
      },
    };
    expect((await describeWith(processes)).cgo.reasons).toEqual([
      { package: "example.com/native", evidence: "main.go:4" },
    ]);
    expect(calls.map(({ environment }) => environment)).toEqual([
      expect.objectContaining({
        CGO_ENABLED: "1",
        GOOS: "linux",
        GOPROXY: "off",
        GOTOOLCHAIN: "local",
        GOFLAGS: "-mod=readonly",
      }),
      expect.objectContaining({ CGO_ENABLED: "0", GOPROXY: "off" }),
    ]);
  });

  it("and Go that lists no cgo, it is not needed", async () => {
    const processes: Processes = {
      ...noCommands,
      run: async () => ({
        exitCode: 0,
        stdout: listing([{ ImportPath: "example.com/Store/db" }]),
        stderr: "",
        notFound: false,
      }),
    };
    expect((await describeWith(processes)).cgo.needed).toBe(false);
  });

  it("that lacks a module, Go is not asked", async () => {
    const asked: string[] = [];
    const processes: Processes = {
      ...noCommands,
      run: async (command) => {
        asked.push(command);
        return { exitCode: 1, stdout: "", stderr: "", notFound: false };
      },
    };
    await describeWith(processes, { [path.join("example.com", "other@v1.0.0", "a.go")]: "package a\n" });
    expect(asked).toEqual([]);
  });
});
