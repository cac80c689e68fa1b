import { describe, expect, it } from "vitest";
import { parseCommandLine } from "../../src/arguments.ts";
import { resolveAnswers } from "../../src/questions/resolve.ts";
import type { Project } from "../../src/types/project.ts";
import { idleFlags, warningsOf } from "../../src/warnings.ts";
import { cgoProject, exiftool, given, project } from "./questions/sample.ts";

const { answers } = resolveAnswers({ project, given: new Map(), saved: null });

function warnings(
  explicit: Parameters<typeof given>[0],
  saved: object = {},
  subject: Project = project,
): string[] {
  const values = { ...answers, ...saved };
  const flags = given(explicit);
  const resolution = resolveAnswers({ project: subject, given: flags, saved: { values, before: project } });
  return warningsOf(subject, resolution, flags).map(({ code, message }) => `${code}: ${message}`);
}

describe("warnings", () => {
  it("are none where nothing moves", () => {
    expect(warnings({})).toEqual([]);
  });

  it("name every answer that another one moves, with the reason", () => {
    const moved = warnings({ base: "scratch" }, { base: "alpine", entrypoint: true, packages: ["curl"] });
    expect(moved).toHaveLength(2);
    expect(moved[0]).toMatch(/^answer-moved: --packages moved from curl to none: .*no package manager/);
    expect(moved[1]).toMatch(/^answer-moved: --entrypoint moved from yes to no: .*no shell/);
  });

  it("leave out what follows and has no effect", () => {
    expect(warnings({ healthcheck: "none" })).toEqual([]);
    expect(warnings({ healthInterval: "4s" })).toEqual([
      "answer-moved: --health-timeout moved from 5s to 3s: --health-timeout must be shorter than --health-interval 4s: 5s",
    ]);
  });

  it("tell what the code says now", () => {
    const ports = project.ports.map((port) => ({ ...port, port: 9000 }));
    expect(warnings({}, {}, { ...project, ports })[0]).toMatch(
      /^code-moved: --ports is saved as 8080, .* now says 9000/,
    );
  });

  it("are silent on missing arguments where some are given", () => {
    const missing = { code: "arguments-required", message: "", evidence: "main.go:9", blocksBuild: false };
    const subject = { ...project, warnings: [missing] };
    expect(warnings({}, {}, subject)).toEqual(["arguments-required: "]);
    expect(warnings({ args: ["--key=1"] }, {}, subject)).toEqual([]);
  });

  it("tell of a flag in vain, and not of a file that holds all answers", () => {
    expect(warnings({ healthcheck: "none", healthRetries: 5 })).toEqual([
      "no-effect: --healthRetries has no effect with the other answers",
    ]);
  });

  it("tell what fails without cgo", () => {
    const told = warnings({ cgo: false, base: "distroless" }, {}, cgoProject);
    expect(told).toContain(
      "cgo-off: github.com/h2non/bimg needs cgo: built without, the service may fail when it runs",
    );
  });

  it.each([
    [
      "the variable of its host",
      { setBy: "env:SHOP_HOST", value: "0.0.0.0" },
      { env: ["SHOP_HOST=0.0.0.0"] },
      "SHOP_HOST=0.0.0.0",
    ],
    [
      "another value of it",
      { setBy: "env:SHOP_HOST", value: "0.0.0.0" },
      { env: ["SHOP_HOST=127.0.0.1"] },
      null,
    ],
    [
      "its own variable",
      { setBy: "env:SHOP_ADDR", value: null },
      { env: ["SHOP_ADDR=:9090"] },
      "SHOP_ADDR=:9090",
    ],
    [
      "its own flag",
      { setBy: "flag:-addr", value: null },
      { args: ["-addr=0.0.0.0:9090"] },
      "-addr=0.0.0.0:9090",
    ],
    [
      "its own flag, and the address behind it",
      { setBy: "flag:-addr", value: "0.0.0.0:9090" },
      { args: ["serve", "-addr", "0.0.0.0:9090"] },
      "-addr 0.0.0.0:9090",
    ],
    ["another address", { setBy: "flag:-addr", value: null }, { args: ["-addr=127.0.0.1:9090"] }, null],
    ["nothing", { setBy: "flag:-addr", value: null }, {}, null],
  ])("tell what opens a port on loopback where the answers give %s", (_, opening, explicit, setting) => {
    const bound = "port 9090 is bound to loopback, where nothing outside the container reaches it";
    const warning = {
      code: "loopback-bind",
      message: `${bound}, unless`,
      evidence: "api.go:1",
      blocksBuild: false,
      opening: { port: 9090, ...opening },
    };
    const told = warnings(explicit, {}, { ...project, warnings: [warning] });
    expect(told.filter((line) => line.startsWith("loopback-bind"))).toEqual([
      setting ? `loopback-bind: ${bound}: the image sets ${setting}` : `loopback-bind: ${bound}, unless`,
    ]);
  });

  it("tell of programs that the image has not, and what brings them", () => {
    const starts = { ...project, programs: [exiftool] };
    const run =
      "program-missing: the program runs exiftool, as installed in Dockerfile:9, which the image has";
    const told = (explicit: Parameters<typeof given>[0], subject: Project = starts) =>
      warnings(explicit, {}, subject).filter((line) => line.startsWith("program-missing"));
    expect(told({ base: "debian", packages: ["libimage-exiftool-perl"] })).toEqual([]);
    expect(told({ base: "scratch", packages: [] })).toEqual([
      `${run} only with --base debian --packages libimage-exiftool-perl`,
    ]);
    expect(told({ base: "alpine", packages: ["git"] })).toEqual([
      `${run} only with --base alpine --packages exiftool,git`,
    ]);
    const shell = { ...exiftool, name: "sh", packages: { alpine: "busybox", debian: "dash" } };
    const script = { ...project, programs: [shell] };
    expect(told({ base: "scratch" }, script)).toEqual([
      `${run.replace("exiftool", "sh")} only with --base debian`,
    ]);
    expect(told({ base: "alpine", packages: [] }, script)).toEqual([]);
    const unknown = { ...project, programs: [{ ...exiftool, packages: null }] };
    expect(told({ base: "distroless" }, unknown)).toEqual([
      `${run} only with --base alpine --packages exiftool`,
    ]);
    expect(told({ base: "debian", packages: [] }, unknown)).toEqual([`${run} not`]);
  });

  it("tell of a Go release that nobody knew", () => {
    expect(warnings({}, { goVersion: "1.99" }, { ...project, goVersion: "1.99" })[0]).toMatch(
      /^unknown-go: Go 1\.99/,
    );
  });
});

describe("flags of the verification", () => {
  const idle = (...argv: string[]) => idleFlags(parseCommandLine(argv).options).map(({ message }) => message);
  const given = ["--builder", "b", "--platform", "linux/arm64", "--run-env", "A=1"];

  it("are told of where the level makes them idle", () => {
    expect(idle("--yes", ...given)).toEqual([
      "--builder has no effect without --verify build or run",
      "--platform has no effect without --verify build or run",
      "--run-env has no effect without --verify run",
    ]);
    expect(idle("--verify-only", "build", ...given)).toEqual([
      "--run-env has no effect without --verify-only run",
    ]);
  });

  it("are not where they count, or where the level is asked for", () => {
    expect(idle("--verify", "run", ...given)).toEqual([]);
    expect(idle(...given)).toEqual([]);
  });
});
