import { describe, expect, it } from "vitest";
import { evaluate } from "../../../../src/detect/go-source/constraint.ts";
import { quickPackageName, readHeader } from "../../../../src/detect/go-source/header.ts";

describe("the head of a Go file", () => {
  it("gives imports with names and lines", () => {
    const header = readHeader(
      'package shop\n\nimport "fmt"\n\nimport (\n\t// database\n\t_ "example.com/driver" // side effect\n\t. "strings"; alias `os`\n\t/* C */ "C"\n)\n\nvar text = `import "not/me"`\n',
    );
    expect(header).toEqual({
      constraint: null,
      packageName: "shop",
      imports: [
        { path: "fmt", name: null, line: 3 },
        { path: "example.com/driver", name: "_", line: 7 },
        { path: "strings", name: ".", line: 8 },
        { path: "os", name: "alias", line: 8 },
      ],
      importsC: 9,
    });
  });

  it("is not led astray by comments and names", () => {
    const header = readHeader(
      '/* package wrong\nimport "no" */\n// package no\npackage größe\nfunc importer() {}\n',
    );
    expect(header).toMatchObject({ packageName: "größe", imports: [] });
    expect(readHeader("# not Go\n")).toBeNull();
    expect(readHeader("")).toBeNull();
  });

  it.each([
    ["//go:build linux && !cgo\n\npackage a\n", ["linux"], true],
    ["//go:build linux && !cgo\n\npackage a\n", ["linux", "cgo"], false],
    ["//go:build (amd64 || arm64) && go1.20 // note\npackage a\n", ["arm64", "go1.20"], true],
    ["// +build linux darwin\n// +build !cgo,amd64\n\npackage a\n", ["linux", "amd64"], true],
    ["// +build linux darwin\n// +build !cgo,amd64\n\npackage a\n", ["linux", "cgo", "amd64"], false],
    ["// +build ignore\npackage a\n", [], true],
    ["/*\n//go:build ignore\n*/\npackage a\n", [], true],
    ["//go:build ignore\n// +build linux\n\npackage a\n", ["linux"], false],
    ["package a\n\n//go:build ignore\n", [], true],
    ["//go:build linux &&\n\npackage a\n", ["linux"], false],
  ])("reads the constraint of %j", (text, tags, built) => {
    const constraint = readHeader(text)?.constraint ?? null;
    expect(constraint === null || evaluate(constraint, (tag) => tags.includes(tag))).toBe(built);
  });

  it("takes the package from the first bytes only where they suffice", () => {
    expect(quickPackageName("// Copyright\n\npackage main\n\nimport (")).toBe("main");
    expect(quickPackageName("package ma")).toBeNull();
    expect(quickPackageName("// a long licence")).toBeNull();
    expect(quickPackageName("//go:build ignore\n\npackage main\n")).toBeNull();
    expect(quickPackageName('package main\n\nimport "C"\n')).toBeNull();
  });
});
