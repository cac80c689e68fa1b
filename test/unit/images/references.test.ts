import { describe, expect, test } from "vitest";
import { alpineVersion, debianSuite, goLines } from "../../../src/images/catalog.ts";
import { bases } from "../../../src/images/index.ts";
import { mirrored } from "../../../src/images/mirror.ts";
import { imageReferences } from "../../../src/images/references.ts";
import { defaults, orders, webPrebuild } from "../../golden/values.ts";

const patch = goLines.find(({ line }) => line === "1.26")?.patch;

describe("mirrored", () => {
  test.each([
    ["golang", [], "golang"],
    ["golang", ["mirror.example.com/hub"], "mirror.example.com/hub/library/golang"],
    ["oven/bun", ["localhost:5000/"], "localhost:5000/oven/bun"],
    ["gcr.io/distroless/cc-debian13", ["m.example.com"], "m.example.com/distroless/cc-debian13"],
    ["gcr.io/distroless/cc-debian13", ["docker.io=m.example.com"], "gcr.io/distroless/cc-debian13"],
    ["alpine", ["gcr.io=g.example.com", "docker.io=m.example.com/x"], "m.example.com/x/library/alpine"],
  ])("%s by %j is %s", (repository, registry, expected) => {
    expect(mirrored(repository, registry)).toBe(expected);
  });
});

describe("imageReferences", () => {
  test.each([
    ["scratch", false, [`golang:${patch}-alpine${alpineVersion}`]],
    ["alpine", true, [`golang:${patch}-alpine${alpineVersion}`, `alpine:${alpineVersion}`]],
    ["distroless", false, [`golang:${patch}-${debianSuite}`, "gcr.io/distroless/static-debian13:nonroot"]],
    ["distroless", true, [`golang:${patch}-${debianSuite}`, "gcr.io/distroless/cc-debian13:nonroot"]],
    ["debian", true, [`golang:${patch}-${debianSuite}`, `debian:${debianSuite}-slim`]],
  ] as const)("%s with cgo %s", (base, cgo, expected) => {
    expect(imageReferences(orders, { ...defaults, base, cgo })).toEqual(expected);
  });

  test("every base that has an image brings its libc's builder", () => {
    for (const base of bases) {
      const [builder] = imageReferences(orders, { ...defaults, base: base.name });
      expect(builder?.includes("alpine")).toBe(base.libc === "musl" || base.libc === "none");
    }
  });

  test("a front end that compiles is built where make is", () => {
    const built = (compiles: boolean) => {
      const project = { ...orders, prebuild: { ...webPrebuild, compiles } };
      return imageReferences(project, { ...defaults, prebuild: "npm run build" }).find((one) =>
        /node/.test(one),
      );
    };
    expect(built(false)).toBe(`node:22-${debianSuite}-slim`);
    expect(built(true)).toBe(`node:22-${debianSuite}`);
  });
});
