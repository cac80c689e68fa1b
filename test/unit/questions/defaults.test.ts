import { describe, expect, it } from "vitest";
import { resolveAnswers } from "../../../src/questions/resolve.ts";
import type { Answers } from "../../../src/types/answers.ts";
import type { Project } from "../../../src/types/project.ts";
import { cgoProject, exiftool, given, project } from "./sample.ts";

const answersFor = (subject: Project, explicit = {}): Answers =>
  resolveAnswers({ project: subject, given: given(explicit), saved: null }).answers;

describe("the default", () => {
  it.each([
    ["./cmd/server", "example.com/shop", ".", "shop"],
    [".", "example.com/shop/v2", ".", "shop"],
    ["./cmd/Order_API", "example.com/shop", ".", "order-api"],
    ["./services/billing/cmd/server", "example.com/mono", ".", "billing"],
    ["./services/api", "example.com/mono/services/api", "services/api", "api"],
    [".", "example.com/acme/shop/examples", ".", "shop"],
    ["./examples/server", "example.com/shop", ".", "shop"],
    [".", "gopkg.in/tool.v3", ".", "tool-v3"],
    [".", "example.com/healthcheck", ".", "app"],
    [".", "example.com/--", ".", "app"],
  ])(
    "of the service of %s in %s is a name that images and compose take",
    (main, modulePath, moduleDirectory, name) => {
      const mains = [{ path: main, kind: "service" as const, evidence: "main.go:1" }];
      const subject = { ...project, main, modulePath, moduleDirectory, mains, suggestedMain: main };
      expect(answersFor(subject).service).toBe(name);
    },
  );

  it("of the user is the account that the program looks up, unless a base has one of that name", () => {
    expect(answersFor(project).userName).toBe("app");
    expect(answersFor({ ...project, account: "shop" })).toMatchObject({ userName: "shop", groupName: "app" });
    expect(answersFor({ ...project, account: "nobody" }).userName).toBe("app");
  });

  it("of the ports leaves out what listens on loopback, unless it is the main one", () => {
    expect(answersFor(project).ports).toEqual(["8080"]);
    const loopback = project.ports.map((port) => ({ ...port, bind: "loopback" as const }));
    expect(answersFor({ ...project, ports: loopback }).ports).toEqual(["8080"]);
    const tunnel = project.ports.map((port) => ({ ...port, port: 29_000, bind: "loopback" as const }));
    const beside = [...project.ports, ...tunnel.map((port) => ({ ...port, purpose: "main" as const }))];
    expect(answersFor({ ...project, ports: beside }).ports).toEqual(["8080"]);
  });

  it("opens a service that listens on loopback, by its variable or its flag", () => {
    const opened = (setBy: string) => answersFor({ ...project, rebind: { setBy, value: "0.0.0.0:8080" } });
    expect(opened("env:LISTEN_ADDR").env).toContain("LISTEN_ADDR=0.0.0.0:8080");
    expect(opened("flag:-addr").args).toEqual(["-addr=0.0.0.0:8080"]);
    const rebind = { setBy: "flag:-addr", value: "0.0.0.0:8080" };
    const needed = (...words: string[]) =>
      answersFor({ ...project, rebind, arguments: { needed: words, evidence: "Dockerfile:1" } }).args;
    expect(needed("serve")).toEqual(["serve", "-addr=0.0.0.0:8080"]);
    // Go's flag package stops at the first word that is no flag.
    expect(needed("/data")).toEqual(["-addr=0.0.0.0:8080", "/data"]);
    expect(needed("-root", "/data")).toEqual(["-root", "/data", "-addr=0.0.0.0:8080"]);
  });

  it("puts a flag that is read only there in front of the command", () => {
    const rebind = { setBy: "flag:-host", value: "0.0.0.0", leads: true as const };
    const relocations = [{ setBy: "flag:-db", value: "data/shop.db" }];
    const needed = { needed: ["serve"], evidence: "main.go:9" };
    const { args } = answersFor({ ...project, rebind, relocations, arguments: needed });
    expect(args).toEqual(["-host=0.0.0.0", "serve", "-db=data/shop.db"]);
  });

  it("leaves out what the question itself refuses", () => {
    const needed = ["serve", "two\nlines"];
    const relocations = [
      { setBy: "env:API_TOKEN", value: "data" },
      { setBy: "env:DATA_DIR", value: "data" },
    ];
    const answers = answersFor({ ...project, relocations, arguments: { needed, evidence: "compose.yml:3" } });
    expect(answers.args).toEqual(["serve"]);
    expect(answers.env).toEqual(expect.arrayContaining(["DATA_DIR=data"]));
    expect(answers.env).not.toContain("API_TOKEN=data");
  });

  it("shows the only port of an exporter that is opened", () => {
    const ports = project.ports.slice(0, 1).map((port) => ({
      ...port,
      bind: "loopback" as const,
      purpose: "metrics" as const,
    }));
    const rebind = { setBy: "env:HOST", value: "0.0.0.0" };
    const [port] = ports;
    expect(answersFor({ ...project, ports, rebind }).ports).toEqual([String(port?.port)]);
    expect(answersFor({ ...project, ports }).ports).toEqual([]);
  });

  it("gives a port to a service that takes it from a variable which nothing sets", () => {
    const unset = { ...project, ports: [], health: [] };
    const bare = { ...unset, unsetPort: { setBy: "env:PORT", value: "8080" } };
    expect(answersFor(bare)).toMatchObject({ ports: ["8080"], healthPort: 8080, env: ["PORT=8080"] });
    const whole = { ...unset, unsetPort: { setBy: "env:ADDR", value: ":8080" } };
    expect(answersFor(whole, { ports: ["9000"] }).env).toEqual(["ADDR=:9000"]);
  });

  it("gives a variable that is called an address one", () => {
    const [port] = project.ports;
    if (!port) throw new Error("the sample listens");
    const set = (name: string) => {
      const environment = [{ name, required: false, default: null, evidence: "config.go:1" }];
      const ports = [{ ...port, port: 80, setBy: `env:${name}` }];
      return answersFor({ ...project, ports, environment, health: [] }).env;
    };
    expect(set("SITE_ADDR")).toEqual(["SITE_ADDR=:80"]);
    expect(set("LISTEN_PORT")).toEqual(["LISTEN_PORT=80"]);
  });

  it("gives a further variable without a fallback its own port, unless that port was left out", () => {
    const [port] = project.ports;
    if (!port) throw new Error("the sample listens");
    const names = ["WEB_PORT", "GRPC_PORT"];
    const environment = names.map((name) => ({
      name,
      required: false,
      default: null,
      evidence: "config.go:1",
    }));
    const ports = names.map((name, index) => ({ ...port, port: 8080 + index, setBy: `env:${name}` }));
    const set = (given: { readonly ports?: string[] }) =>
      answersFor({ ...project, ports, environment, health: [] }, given).env;
    expect(set({})).toEqual(["WEB_PORT=8080", "GRPC_PORT=8081"]);
    expect(set({ ports: ["9000", "8081"] })).toEqual(["WEB_PORT=9000", "GRPC_PORT=8081"]);
    expect(set({ ports: ["8080"] })).toEqual(["WEB_PORT=8080"]);
  });

  it("moves what the service writes beside itself, and makes a directory of the user's own", () => {
    const relocations = [{ setBy: "env:DB", value: "data/shop.db" }];
    const writes = ["data", "~/.config/shop"].map((path) => ({ path, file: null, evidence: "main.go:9" }));
    const answers = answersFor({ ...project, relocations, writes });
    expect(answers.env).toContain("DB=data/shop.db");
    expect(answers.volumes).toEqual(["data", "/app/.config/shop"]);
  });

  it("of the health check is http where a path was seen, tcp with a port alone, else none", () => {
    expect(answersFor(project)).toMatchObject({
      healthcheck: "http",
      healthPath: "/livez",
      healthPort: 8080,
    });
    expect(answersFor({ ...project, health: [] })).toMatchObject({
      healthcheck: "tcp",
      healthPath: "",
      healthPort: 8080,
    });
    // The probe asks 127.0.0.1, and no certificate is for that name.
    const named = project.health.map((one) => ({ ...one, scheme: "https" as const, byName: true as const }));
    expect(answersFor({ ...project, health: named })).toMatchObject({ healthcheck: "tcp", healthPath: "" });
    expect(answersFor({ ...project, health: [], ports: [] })).toMatchObject({
      healthcheck: "none",
      healthPort: null,
    });
  });

  it("of the health check is the program's own where nothing listens, or the author's image asks it", () => {
    const own = {
      type: "command" as const,
      scheme: "http" as const,
      path: "health --quick",
      port: null,
      evidence: "main.go:9",
    };
    expect(answersFor({ ...project, health: [own], ports: [] })).toMatchObject({
      healthcheck: "command",
      healthCommand: '["/app/shop","health","--quick"]',
    });
    expect(answersFor({ ...project, health: [own] }).healthcheck).toBe("tcp");
    const ofImage = { ...own, evidence: "Dockerfile:9" };
    expect(answersFor({ ...project, health: [ofImage] }).healthcheck).toBe("command");
  });

  it("of the health check needs a port for http", () => {
    const [health] = project.health;
    if (health === undefined) throw new Error("the sample has a health route");
    const unknown = { ...project, health: [{ ...health, port: null }], ports: [] };
    expect(answersFor(unknown)).toMatchObject({ healthcheck: "none", healthPort: null });
  });

  it("of the health check is no port of a worker that its author's image alone exposes", () => {
    const [port] = project.ports;
    if (port === undefined) throw new Error("the sample has a port");
    const { main } = project;
    const exposed = (kind: "worker" | "service") => ({
      ...project,
      mains: [{ path: main, kind, evidence: "main.go:1" }],
      health: [],
      ports: [{ ...port, evidence: "Dockerfile:9" }],
    });
    expect(answersFor(exposed("worker")).healthcheck).toBe("none");
    expect(answersFor(exposed("service")).healthcheck).toBe("tcp");
  });

  it("of the health check is no route of a port that is not in sight, until somebody gives one", () => {
    const [health] = project.health;
    if (health === undefined) throw new Error("the sample has a health route");
    const unknown = { ...project, health: [{ ...health, port: null }] };
    expect(answersFor(unknown)).toMatchObject({ healthcheck: "tcp", healthPort: 8080 });
    expect(answersFor(unknown, { ports: ["9000"] })).toMatchObject({ healthcheck: "http", healthPort: 9000 });
    expect(answersFor(unknown, { healthPort: 9001 })).toMatchObject({
      healthcheck: "http",
      healthPort: 9001,
    });
  });

  it("of the health check is none where the only port is for administration", () => {
    const ports = project.ports.slice(0, 1).map((port) => ({ ...port, purpose: "admin" as const }));
    expect(answersFor({ ...project, health: [], ports })).toMatchObject({ healthcheck: "none" });
    const unsetPort = { setBy: "env:PORT", value: "8081" };
    expect(answersFor({ ...project, health: [], ports, unsetPort })).toMatchObject({
      ports: ["8081", "8080"],
      healthcheck: "tcp",
      healthPort: 8081,
    });
  });

  it("of the health port may be one that only the check reaches", () => {
    const [health] = project.health;
    if (health === undefined) throw new Error("the sample has a health route");
    expect(answersFor({ ...project, health: [{ ...health, port: 9090 }] }).healthPort).toBe(9090);
  });

  it("of the health port follows the ports that were answered", () => {
    expect(answersFor(project, { ports: ["9000"] }).healthPort).toBe(9000);
    expect(answersFor(project, { ports: ["9000", "8080"] }).healthPort).toBe(8080);
  });

  it("of the health check follows an explicit path or command", () => {
    const bare = { ...project, health: [] };
    expect(answersFor(bare, { healthPath: "/up" })).toMatchObject({ healthcheck: "http", healthPath: "/up" });
    expect(answersFor(bare, { healthCommand: '["/app/shop","health"]' }).healthcheck).toBe("command");
  });

  it("of base and packages bring the programs that the service starts", () => {
    const starts = { ...project, programs: [exiftool] };
    expect(answersFor(starts)).toMatchObject({ base: "debian", packages: ["libimage-exiftool-perl"] });
    expect(answersFor(starts, { base: "alpine" }).packages).toEqual(["exiftool"]);
    expect(answersFor(starts, { base: "scratch" }).packages).toEqual([]);
    const shell = { ...exiftool, name: "sh", packages: { alpine: "busybox", debian: "dash" } };
    expect(answersFor({ ...project, programs: [shell] })).toMatchObject({ base: "debian", packages: [] });
    expect(answersFor({ ...project, programs: [{ ...exiftool, packages: null }] }).base).toBe("distroless");
  });

  it("of the base is debian where cgo needs a library that distroless has not", () => {
    expect(answersFor(cgoProject)).toMatchObject({
      base: "debian",
      cgo: true,
      cgoPackages: ["build:libvips-dev", "run:libvips42t64"],
    });
    expect(answersFor(cgoProject, { base: "alpine" }).cgoPackages).toContain("run:vips");
  });

  it("of the mounts has a secret as soon as there are private modules", () => {
    expect(answersFor(project).mounts).toEqual(["cache"]);
    expect(answersFor({ ...project, privateModules: ["git.acme.dev/*"] }).mounts).toEqual([
      "cache",
      "secret",
    ]);
    expect(answersFor(project, { privateModules: ["git.acme.dev/*"] }).mounts).toEqual(["cache", "secret"]);
  });

  it("of the environment sets PORT only where the code has no fallback", () => {
    expect(answersFor(project).env).toEqual([]);
    const environment = [{ name: "PORT", required: true, default: null, evidence: "cmd/server/main.go:34" }];
    expect(answersFor({ ...project, environment }).env).toEqual(["PORT=8080"]);
    expect(answersFor({ ...project, environment }, { ports: ["9000"] }).env).toEqual(["PORT=9000"]);
  });

  it("of the ids is root's for root", () => {
    expect(answersFor(project, { userName: "root" })).toMatchObject({ groupName: "root", uid: 0, gid: 0 });
  });

  it("of the timeout stays under the interval", () => {
    expect(answersFor(project, { healthInterval: "4s" }).healthTimeout).toBe("3s");
    expect(answersFor(project, { healthInterval: "500ms" }).healthTimeout).toBe("250ms");
  });

  it("of the volumes keeps a file of the working directory in one of them", () => {
    const writes = [
      { path: "data", file: null, evidence: "a.go:1" },
      { path: "data", file: "shop.db", evidence: "a.go:2" },
    ];
    expect(answersFor({ ...project, writes }).volumes).toEqual(["data", "shop.db:data"]);
  });

  it("of the volumes gathers directories in the one above, unless the image has files there", () => {
    const writes = ["data/avatars", "logs/http", "data/tmp", "/srv/a", "/srv/b"].map((path) => ({
      path,
      file: null,
      evidence: "a.go:1",
    }));
    expect(answersFor({ ...project, writes }).volumes).toEqual(["data", "logs/http", "/srv/a", "/srv/b"]);
    const seed = { source: "data/seed.sql", destination: "data/seed.sql", evidence: "a.go:2" };
    expect(answersFor({ ...project, writes: writes.slice(0, 3), runtimeFiles: [seed] }).volumes).toEqual([
      "data/avatars",
      "logs/http",
      "data/tmp",
    ]);
  });

  it("of the volumes has no temporary directory and nothing outside a plain path", () => {
    const writes = ["data", "./logs", "/tmp/cache", ".", "/app", "/var/lib/shop"].map((path) => ({
      path,
      file: null,
      evidence: "a.go:1",
    }));
    expect(answersFor({ ...project, writes }).volumes).toEqual(["data", "logs", "/var/lib/shop"]);
  });
});
