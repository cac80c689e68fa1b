import { describe, expect, it } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { resolveAnswers } from "../../../src/questions/resolve.ts";
import type { Saved } from "../../../src/questions/saved.ts";
import type { Project } from "../../../src/types/project.ts";
import { cgoProject, given, project } from "./sample.ts";

const resolve = (
  explicit: Parameters<typeof given>[0],
  saved: Saved | null = null,
  subject: Project = project,
) => resolveAnswers({ project: subject, given: given(explicit), saved });

const defaults = resolve({}).answers;
const savedAs = (values: object, before: Project | null = project): Saved => ({
  values: { ...defaults, ...values },
  before,
});
const flags = (changes: readonly { question: { flag: string } }[]) =>
  changes.map(({ question }) => question.flag);

function refusal(
  explicit: Parameters<typeof given>[0],
  saved: Saved | null = null,
  subject = project,
): UserError {
  try {
    resolve(explicit, saved, subject);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("was not refused");
}

describe("answers", () => {
  it("are those given, then those saved, then those detected", () => {
    const { answers, moved, news } = resolve({ uid: 2000 }, savedAs({ uid: 3000, gid: 3000 }));
    expect(answers).toMatchObject({ uid: 2000, gid: 3000, userName: "app" });
    expect([moved, news]).toEqual([[], []]);
  });

  it("are saved in one form", () => {
    expect(
      resolve({ ports: ["8080/TCP"], capabilities: ["cap_net_raw"], main: "cmd/server/" }).answers,
    ).toMatchObject({
      ports: ["8080"],
      capabilities: ["NET_RAW"],
      main: "./cmd/server",
    });
  });
});

describe("an explicit answer", () => {
  it.each([
    [{ uid: 0 }, "--uid"],
    [{ base: "alpin" }, "--base"],
    [{ healthTimeout: "40s" }, "--health-timeout"],
    [{ healthInterval: "3s", healthTimeout: "5s" }, "--health-timeout"],
    [{ goVersion: "1.20" }, "--go-version"],
    [{ goVersion: "1.26.0-rc1" }, "--go-version"],
    [{ ports: ["99999"] }, "--ports"],
    [{ ports: ["80", "80"] }, "--ports"],
    [{ service: "My Shop" }, "--service"],
    [{ service: "healthcheck" }, "--service"],
    [{ env: ["API_TOKEN=x"] }, "--env"],
    [{ env: ["A=1", "A=2"] }, "--env"],
    [{ env: ["A=1\nB=2"] }, "--env"],
    [{ assets: ["../secrets"] }, "--assets"],
    [{ assets: ["/etc/passwd"] }, "--assets"],
    [{ assets: ["shop.yml:/"] }, "--assets"],
    [{ assets: ["shop.yml:/etc/../shop.yml"] }, "--assets"],
    [{ volumes: ["."] }, "--volumes"],
    [{ volumes: ["db/shop.db:data"] }, "--volumes"],
    [{ volumes: ["shop.db:/data"] }, "--volumes"],
    [{ volumes: ["shop.db:."] }, "--volumes"],
    [{ volumes: ["..:data"] }, "--volumes"],
    [{ capabilities: ["FLY"] }, "--capabilities"],
    [{ healthCommand: "[1]" }, "--health-command"],
    [{ debugPort: 8080 }, "--debug-port"],
    [{ mounts: ["disk"] }, "--mounts"],
    [{ registry: ["a.example", "b.example"] }, "--registry"],
    [{ groupName: "root" }, "--group-name"],
    [{ args: [" "] }, "--args"],
    [{ tags: ["a,b"] }, "--tags"],
  ])("that is invalid is refused with its flag: %j", (explicit, flag) => {
    expect(refusal(explicit as Parameters<typeof given>[0])).toMatchObject({ exitCode: 2, flag });
  });

  it("that is misspelt is answered with the nearest", () => {
    const { message, choices } = refusal({ base: "alpin" });
    expect(message).toContain("did you mean alpine?");
    expect(choices).toEqual(["scratch", "distroless", "alpine", "debian"]);
  });

  it("that cannot be with another is refused with a way out", () => {
    const { message, flag } = refusal({ base: "scratch", entrypoint: true });
    expect(flag).toBe("--entrypoint");
    expect(message).toMatch(/scratch has no shell.*alpine or debian/);
  });

  it("that needs another one is told so", () => {
    const { missing } = resolve({ healthcheck: "command" });
    expect(missing.map(({ flag }) => flag)).toEqual(["--health-command"]);
  });
});

describe("a saved answer", () => {
  it("that is no longer valid moves to the default and is named", () => {
    const { answers, moved } = resolve({}, savedAs({ base: "ubuntu", uid: "many" }));
    expect(answers).toMatchObject({ base: "distroless", uid: 10001 });
    expect(flags(moved)).toEqual(["base", "uid"]);
  });

  it("that an explicit one makes impossible moves and is named", () => {
    const saved = savedAs({ base: "alpine", entrypoint: true, packages: ["curl"] });
    const { answers, moved } = resolve({ base: "scratch" }, saved);
    expect(answers).toMatchObject({ base: "scratch", entrypoint: false, packages: [] });
    expect(flags(moved)).toEqual(["packages", "entrypoint"]);
  });

  it("that was the default follows what it follows from", () => {
    const before = resolve({}, null, cgoProject).answers;
    const { answers, moved } = resolve(
      { base: "alpine" },
      { values: { ...before }, before: cgoProject },
      cgoProject,
    );
    expect(answers.cgoPackages).toContain("run:vips");
    expect(flags(moved)).toEqual(["cgo-packages"]);
  });

  it("that a person chose stays when what it followed from changes", () => {
    const { answers } = resolve({ ports: ["9000"] }, savedAs({ healthPort: 8081 }));
    expect(answers.healthPort).toBe(8081);
  });

  it("stays when the code moves, and the difference is told", () => {
    const [port] = project.ports;
    if (port === undefined) throw new Error("the sample has a port");
    const moved = { ...project, ports: [{ ...port, port: 9000 }], health: [] };
    const { answers, news } = resolve({}, savedAs({}), moved);
    expect(answers).toMatchObject({ ports: ["8080"], healthcheck: "http" });
    expect(flags(news)).toContain("ports");
    expect(news.find(({ question }) => question.flag === "ports")?.now).toEqual(["9000"]);
  });

  it("that a person chose is told of too, but not where the code said so before", () => {
    expect(flags(resolve({}, savedAs({ ports: ["7000"] })).news)).toEqual([]);
  });

  it("of another main package gives way to what that one needs", () => {
    const worker: Project = { ...project, main: "./cmd/migrate", ports: [], health: [] };
    const { answers } = resolve({ main: "./cmd/migrate" }, savedAs({ uid: 2000 }), worker);
    expect(answers).toMatchObject({
      main: "./cmd/migrate",
      ports: [],
      healthcheck: "none",
      service: "migrate",
      uid: 2000,
    });
  });

  it("of a Go version that go.mod has left behind moves", () => {
    const { answers, moved } = resolve({}, savedAs({ goVersion: "1.26" }), {
      ...project,
      goVersion: "1.27.1",
    });
    expect(answers.goVersion).toBe("1.27");
    expect(flags(moved)).toEqual(["go-version"]);
  });
});
