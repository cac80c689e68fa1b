import { expect, it } from "vitest";
import { parseGoWork } from "../../../../src/detect/go-mod/go-work.ts";
import { parseVendorModules } from "../../../../src/detect/go-mod/vendor-modules.ts";

it("reads go.work", () => {
  const work = parseGoWork(
    "go.work",
    'go 1.26\n\ntoolchain go1.26.2\n\nuse (\n\t./auth // the service\n\t"./protos"\n)\nuse .\n\nreplace a => ./forks/a\n',
  );
  expect(work).toEqual({
    goVersion: "1.26",
    toolchain: "go1.26.2",
    uses: [
      { directory: "./auth", line: 6 },
      { directory: "./protos", line: 7 },
      { directory: ".", line: 9 },
    ],
    replaces: [{ old: { path: "a", version: null }, target: { path: "./forks/a", version: null }, line: 11 }],
  });
});

it("refuses what go.work cannot hold", () => {
  expect(() => parseGoWork("go.work", "go 1.26\nrequire a v1.0.0\n")).toThrow(
    "go.work:2: unknown directive: require",
  );
});

it("reads vendor/modules.txt", () => {
  const vendor = parseVendorModules(
    "# example.com/a v1.2.0\n## explicit; go 1.20\nexample.com/a\nexample.com/a/sub\n# example.com/b v0.1.0 => ./b\n## explicit\nexample.com/b\n# example.com/c v1.0.0\n",
  );
  expect(vendor.workspace).toBe(false);
  expect([...vendor.packages]).toEqual([
    ["example.com/a", "example.com/a"],
    ["example.com/a/sub", "example.com/a"],
    ["example.com/b", "example.com/b"],
  ]);
  expect([...vendor.explicit]).toEqual([
    ["example.com/a", "v1.2.0"],
    ["example.com/b", "v0.1.0"],
  ]);
  expect(parseVendorModules("## workspace\n# a v1.0.0\n").workspace).toBe(true);
});
