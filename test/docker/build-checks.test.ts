import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { examples } from "../unit/verify/examples.ts";
import { engineOrSkip, provide } from "./engine.ts";

interface Lint {
  readonly warnings:
    | readonly {
        readonly ruleName: string;
        readonly location: { readonly ranges: readonly { readonly start: { readonly line: number } }[] };
      }[]
    | null;
}

/** Rules that carry BuildKit's own names; those that a file with them fails to build are told otherwise. */
const official = Object.entries(examples).filter(([code]) => /^[A-Z][a-z]|^JSON/.test(code));

engineOrSkip("our rules with BuildKit's names find what docker build --check finds", () => {
  let root = "";
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "checks-"));
    writeFileSync(join(root, "main.go"), "package main\n");
    writeFileSync(join(root, "go.mod"), "module m\n");
    writeFileSync(join(root, "ignored.txt"), "");
    writeFileSync(join(root, ".dockerignore"), "ignored.txt\n");
    writeFileSync(
      join(root, "Dockerfile"),
      "FROM alpine:3.24 AS a\nFROM debian:trixie-slim AS b\nFROM golang:1.26-trixie AS c\n",
    );
    provide(join(root, "Dockerfile"));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test.each(official)("%s", (code, { bad, line }) => {
    writeFileSync(join(root, "Dockerfile"), bad);
    const { stdout } = spawnSync(
      "docker",
      [
        "buildx",
        "build",
        "--call=check,format=json",
        "--build-arg=BUILDKIT_DOCKERFILE_CHECK=experimental=all",
        ".",
      ],
      {
        cwd: root,
        encoding: "utf8",
      },
    );
    const { warnings } = JSON.parse(stdout) as Lint;
    const found = (warnings ?? []).map(
      ({ ruleName, location }) => `${location.ranges[0]?.start.line} ${ruleName}`,
    );
    expect(found).toContain(`${line} ${code}`);
  });

  test("the client that is asked knows --check", () => {
    expect(execFileSync("docker", ["buildx", "build", "--help"], { encoding: "utf8" })).toContain("--check");
  });
});
