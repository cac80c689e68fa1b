import { describe, expect, it } from "vitest";
import { loadPackage } from "../../../src/detect/packages.ts";
import { openSources } from "../../../src/detect/sources.ts";
import { files } from "../../../src/system/files.ts";
import { go, hasGo, parseObjects, plant } from "./tree.ts";

const tree = {
  "go.mod": "module example.com/a\n\ngo 1.22\n",
  "a.go": "package a\n",
  "a_test.go": "package a\n",
  "_hidden.go": "package a\n",
  ".dot.go": "package a\n",
  "a_windows.go": "package a\n",
  "a_linux.go": "package a\n",
  "a_linux_arm64.go": "package a\n",
  "a_amd64.go": "package a\n",
  "a_s390x.go": "package a\n",
  "linux.go": "package a\n",
  "windows.go": "package a\n",
  "a_unix.go": "//go:build unix\n\npackage a\n",
  "tool.go": "//go:build ignore\n\npackage main\n",
  "old.go": "// +build !linux\n\npackage a\n",
  "old_linux_too.go": "// +build linux,!cgo\n\npackage a\n",
  "tagged.go": "//go:build sqlite\n\npackage a\n",
  "with_c.go": 'package a\n\nimport "C"\n',
  "without_c.go": "//go:build !cgo\n\npackage a\n",
  "gc.go": "//go:build gc && go1.20 && amd64.v1\n\npackage a\n",
  "doc.go": "// +build none\n\npackage documentation\n",
};

const load = (root: string, tags: readonly string[] = []) =>
  loadPackage(openSources(files, root), ".", new Set(tags));

describe("a directory as a build on linux sees it", () => {
  it("leaves out tests, hidden files, other platforms and unset tags", () => {
    const names = load(plant(tree))?.files.map(({ name }) => name);
    expect(names).toEqual([
      "a.go",
      "a_amd64.go",
      "a_linux.go",
      "a_linux_arm64.go",
      "a_unix.go",
      "gc.go",
      "linux.go",
      "old_linux_too.go",
      "windows.go",
      "with_c.go",
      "without_c.go",
    ]);
  });

  it("takes selected tags in", () => {
    expect(load(plant(tree), ["sqlite"])?.files.map(({ name }) => name)).toContain("tagged.go");
  });

  it("tells what only cgo compiles, and what only its absence does", () => {
    const found = load(plant(tree))?.files ?? [];
    expect(found.filter(({ cgoOnly }) => cgoOnly).map(({ name }) => name)).toEqual(["with_c.go"]);
    expect(found.filter(({ cgoOffOnly }) => cgoOffOnly).map(({ name }) => name)).toEqual([
      "old_linux_too.go",
      "without_c.go",
    ]);
  });

  it.runIf(hasGo)("agrees with go list for both architectures, with cgo and without", () => {
    const root = plant(tree);
    const wanted = new Set<unknown>();
    for (const GOARCH of ["amd64", "arm64"]) {
      for (const CGO_ENABLED of ["0", "1"]) {
        const [listed] = parseObjects(
          go(root, ["list", "-json=GoFiles,CgoFiles", "."], { GOARCH, CGO_ENABLED }),
        );
        for (const name of [listed?.GoFiles ?? [], listed?.CgoFiles ?? []].flat()) wanted.add(name);
      }
    }
    expect(new Set(load(root)?.files.map(({ name }) => name))).toEqual(wanted);
  });
});
