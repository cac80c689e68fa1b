import { describe, expect, test } from "vitest";
import { airVersions, delveVersions, goLines } from "../../../src/images/catalog.ts";
import {
  compareGoVersions,
  defaultGoLine,
  developmentTools,
  goImageVersion,
  goMinorTag,
} from "../../../src/images/go-version.ts";

const [oldest, newest] = [goLines.at(0), goLines.at(-1)];
const module = (goVersion: string | null, toolchain: string | null = null) => ({ goVersion, toolchain });

describe("compareGoVersions", () => {
  test.each([
    ["1.9", "1.10"],
    ["1.26", "1.26.1"],
    ["1.27rc1", "1.27"],
    ["1.27beta2", "1.27rc1"],
    ["go1.26.3", "1.27"],
  ])("%s is older than %s", (a, b) => {
    expect(compareGoVersions(a, b)).toBeLessThan(0);
    expect(compareGoVersions(b, a)).toBeGreaterThan(0);
  });

  test("a line and its first release are the same", () => {
    expect(compareGoVersions("1.26", "1.26.0")).toBe(0);
  });
});

describe("defaultGoLine", () => {
  test("never a line without security fixes", () => {
    expect(defaultGoLine("1.18", null)).toBe(oldest?.line);
    expect(defaultGoLine(null, null)).toBe(oldest?.line);
  });

  test("as the toolchain directive says when that is newer", () => {
    expect(defaultGoLine("1.20", `go${newest?.patch}`)).toBe(newest?.line);
  });

  test("a line that the catalog does not know yet", () => {
    expect(defaultGoLine("1.99", null)).toBe("1.99");
  });
});

describe("goImageVersion", () => {
  test("the newest patch of the line that is asked for", () => {
    expect(goImageVersion(module("1.20"), newest?.line ?? "")).toEqual({
      minor: newest?.line,
      patch: newest?.patch,
    });
  });

  test("not older than go.mod, whatever the answer: the image does not download another Go", () => {
    expect(goImageVersion(module(newest?.line ?? ""), oldest?.line ?? "").minor).toBe(newest?.line);
  });

  test("a patch newer than the catalog's is taken as it is", () => {
    expect(goImageVersion(module(`${oldest?.line}.99`), oldest?.line ?? "").patch).toBe(`${oldest?.line}.99`);
  });

  test("a release candidate is a tag of its own", () => {
    expect(goImageVersion(module("1.99rc1"), "1.26")).toEqual({ minor: "1.99rc1", patch: "1.99rc1" });
  });
});

describe("goMinorTag", () => {
  test("follows patches", () => {
    expect(goMinorTag(module(oldest?.line ?? ""), oldest?.line ?? "")).toBe(oldest?.line);
  });

  test("names the patch where go.mod needs one, since a stale local image may be older", () => {
    expect(goMinorTag(module(`${oldest?.line}.3`), oldest?.line ?? "")).toBe(oldest?.patch);
  });
});

describe("developmentTools", () => {
  test("the newest for the Go lines in use", () => {
    for (const { line } of goLines) {
      expect(developmentTools(line)).toEqual({
        air: airVersions[0]?.version,
        delve: delveVersions[0]?.version,
      });
    }
  });

  test.each([
    ["1.25.4", "v1.67.1", "v1.27.2"],
    ["1.24", "v1.62.0", "v1.26.2"],
    ["1.22", "v1.52.3", "v1.25.2"],
    ["1.20", "v1.52.3", "v1.24.2"],
  ])("for Go %s air %s and Delve %s", (version, air, delve) => {
    expect(developmentTools(version)).toEqual({ air, delve });
  });
});
