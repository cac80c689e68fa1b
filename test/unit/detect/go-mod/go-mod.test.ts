import { describe, expect, it } from "vitest";
import { parseGoMod } from "../../../../src/detect/go-mod/go-mod.ts";
import { go, hasGo, plant } from "../tree.ts";

const everything = `// Deprecated: use v2.
module "example.com/shop" // the shop

go 1.24.3

toolchain go1.26.1

require example.com/one v1.2.3
require (
	example.com/two v0.0.0-20240101000000-abcdefabcdef // indirect
	"example.com/three/v2" v2.0.1+incompatible // indirect; for a reason

	// a comment of its own
	example.com/four v1.0.0-rc.1
)

replace example.com/one => ./libs/one
replace (
	example.com/two v0.0.0-20240101000000-abcdefabcdef => example.com/fork v1.0.0
	example.com/four => "./libs/with space"
)

exclude example.com/one v1.2.2

// Published by mistake.
retract v1.0.1
retract [v1.1.0, v1.1.9] // broken

tool (
	example.com/three/v2/cmd/gen
	example.com/shop/internal/gen
)

ignore ./node_modules
ignore (
	static
)

godebug default=go1.21
`;

describe("go.mod", () => {
  it("reads every directive", () => {
    const mod = parseGoMod("go.mod", everything);
    expect(mod).toMatchObject({ path: "example.com/shop", goVersion: "1.24.3", toolchain: "go1.26.1" });
    expect(mod.requires.map(({ path, indirect, line }) => [path, indirect, line])).toEqual([
      ["example.com/one", false, 8],
      ["example.com/two", true, 10],
      ["example.com/three/v2", true, 11],
      ["example.com/four", false, 14],
    ]);
    expect(mod.replaces[0]).toEqual({
      old: { path: "example.com/one", version: null },
      target: { path: "./libs/one", version: null },
      line: 17,
    });
    expect(mod.ignores).toEqual(["./node_modules", "static"]);
  });

  it.runIf(hasGo)("agrees with go mod edit -json", () => {
    const oracle = JSON.parse(go(plant({ "go.mod": everything }), ["mod", "edit", "-json"]));
    const mod = parseGoMod("go.mod", everything);
    const version = ({ path, version: one }: { path: string; version: string | null }) =>
      one === null ? { Path: path } : { Path: path, Version: one };
    expect({
      Module: { Path: mod.path },
      Go: mod.goVersion,
      Toolchain: mod.toolchain,
      Require: mod.requires.map(({ path, version: one, indirect }) => ({
        Path: path,
        Version: one,
        ...(indirect && { Indirect: true }),
      })),
      Replace: mod.replaces.map(({ old, target }) => ({ Old: version(old), New: version(target) })),
      Exclude: mod.excludes.map(version),
      Retract: mod.retracts.map(({ low, high, rationale }) => ({
        Low: low,
        High: high,
        ...(rationale !== "" && { Rationale: rationale }),
      })),
      Tool: mod.tools.map((Path) => ({ Path })),
      Ignore: mod.ignores.map((Path) => ({ Path })),
    }).toEqual({
      Module: { Path: oracle.Module.Path },
      Go: oracle.Go,
      Toolchain: oracle.Toolchain,
      Require: oracle.Require,
      Replace: oracle.Replace,
      Exclude: oracle.Exclude,
      Retract: oracle.Retract,
      Tool: oracle.Tool,
      Ignore: oracle.Ignore,
    });
  });

  it.each([
    ["module a\n\nrequires b v1.0.0\n", "api/go.mod:3: unknown directive: requires"],
    ["module a\nrequire b\n", "api/go.mod:2: require takes a module path and a version"],
    ["module a\nrequire (\n\tb v1.0.0\n", 'api/go.mod:2: the block "require (" does not end'],
    ["module a\ngo latest\n", 'api/go.mod:2: "go latest" is not of the form "go 1.26"'],
    ["module a\nmodule b\n", "api/go.mod:2: a second module line"],
    ["module a\nreplace b => c\n", "api/go.mod:2: the replacement c needs a version"],
    ["module a\nreplace b v1.0.0\n", "api/go.mod:2: replace takes the form OLD [VERSION] => NEW [VERSION]"],
    ['module "a\n', "api/go.mod:1: a quoted string does not end"],
    ["go 1.26\n", 'api/go.mod:1: there is no "module" line'],
    ["<<<<<<< HEAD\nmodule a\n", "api/go.mod:1: unknown directive: <<<<<<<"],
  ])("says where %j is wrong", (text, message) => {
    expect(() => parseGoMod("api/go.mod", text)).toThrow(message);
    expect(() => parseGoMod("api/go.mod", text)).toThrow(
      expect.objectContaining({ code: "invalid-go-mod", exitCode: 2 }),
    );
  });

  it("reads a file with Windows line endings", () => {
    expect(parseGoMod("go.mod", "module a\r\n\r\ngo 1.26\r\n")).toMatchObject({
      path: "a",
      goVersion: "1.26",
    });
  });
});
