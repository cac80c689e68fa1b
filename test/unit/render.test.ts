import { parse as parseJson } from "jsonc-parser";
import { parse as parseToml } from "smol-toml";
import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { bases } from "../../src/images/index.ts";
import { render } from "../../src/render.ts";
import type { Answers } from "../../src/types/answers.ts";
import type { RenderedFile } from "../../src/types/files.ts";
import type { Project } from "../../src/types/project.ts";
import { cases } from "../golden/cases.ts";
import { defaults, orders, planOf } from "../golden/values.ts";
import { readTemplate } from "./templates.ts";

const files = (answers: Partial<Answers>, project: Partial<Project> = {}): readonly RenderedFile[] =>
  render(planOf({ ...orders, ...project }, { ...defaults, ...answers }), readTemplate);

const text = (path: string, answers: Partial<Answers>, project: Partial<Project> = {}): string =>
  files(answers, project).find((file) => file.path === path)?.text ?? "";

describe.each(cases)("$name", ({ project, answers }) => {
  const rendered = render(planOf(project, answers), readTemplate);

  test.each(rendered)("$path is tidy", ({ path, text }) => {
    expect(text.endsWith("\n")).toBe(true);
    expect(text.endsWith("\n\n")).toBe(false);
    expect(text).not.toMatch(/\r|[ \t]\n|undefined|\[object/);
    // Two blank lines stand between the stages of a Dockerfile, nowhere else.
    expect(text).not.toMatch(path.startsWith("Dockerfile") ? /\n{4}/ : /\n{3}/);
  });

  test("what others parse is well-formed", () => {
    for (const { path, text } of rendered) {
      if (path.endsWith(".yml")) expect(parseYaml(text)).toHaveProperty("services");
      if (path.endsWith(".toml")) expect(parseToml(text)).toHaveProperty("build");
      if (path.endsWith(".json")) expect(parseJson(text)).toHaveProperty("configurations");
    }
  });
});

describe("Dockerfile", () => {
  test.each(bases.map(({ name }) => name))("on %s the program runs as a number and in exec form", (base) => {
    const dockerfile = text("Dockerfile", { base });
    expect(dockerfile).toContain("\nUSER 10001:10001\n");
    expect(dockerfile).toContain('\nENTRYPOINT ["/app/orders"]\n');
  });

  test("digest and tag stand together, in one place", () => {
    const digest = `sha256:${"a".repeat(64)}`;
    const reference = "golang:1.26.11-trixie";
    const answers: Answers = { ...defaults, pin: "digest" };
    const [dockerfile] = render(planOf(orders, answers, { [reference]: digest }), readTemplate);
    expect(dockerfile?.text.split(`${reference}@${digest}`)).toHaveLength(2);
  });

  test("the last stage is production when development is in the same file", () => {
    const stages = [...text("Dockerfile", { layout: "stages" }).matchAll(/^FROM .* AS (\w+)$/gm)];
    expect(stages.map(([, name]) => name)).toEqual([
      "tools",
      "development",
      "build",
      "healthcheck",
      "production",
    ]);
    expect(files({ layout: "stages" }).map(({ path }) => path)).not.toContain("Dockerfile.dev");
  });

  test("no secret is in ARG or ENV, whichever way modules are reached", () => {
    for (const secretKind of ["netrc", "token"] as const) {
      const dockerfile = text("Dockerfile", { mounts: ["cache", "secret", "ssh"], secretKind });
      expect(dockerfile).not.toMatch(/^(ARG|ENV) .*(TOKEN|PASSWORD|SECRET|KEY)/m);
      expect(dockerfile).toContain("required=true");
    }
  });

  test("without a checksum file nothing is downloaded", () => {
    const dockerfile = text("Dockerfile", {}, { goSum: "absent", moduleFiles: ["go.mod"] });
    expect(dockerfile).not.toContain("go mod download");
    expect(dockerfile).not.toContain("/go/pkg/mod");
  });

  test("a vendored module downloads nothing", () => {
    const dockerfile = text("Dockerfile", {}, { vendored: true });
    expect(dockerfile).not.toContain("go mod download");
    expect(dockerfile).toContain("-mod=vendor");
  });

  test("a vendor directory that Go would refuse is left alone", () => {
    const dockerfile = text("Dockerfile", {}, { idleVendor: true });
    expect(dockerfile).toContain("go mod download");
    expect(dockerfile).toContain("-mod=readonly");
    expect(text("Dockerfile", {})).not.toContain("-mod=");
  });

  test("checksums that go.sum lacks are added in a tree that takes them", () => {
    const dockerfile = text(
      "Dockerfile",
      {},
      { incompleteSums: true, goSum: "absent", moduleFiles: ["go.mod"] },
    );
    expect(dockerfile).toContain("go mod download");
    expect(dockerfile).toMatch(/--mount=type=bind,target=\.,rw .*\n.*go build -trimpath -mod=mod/s);
    expect(text(".air.toml", {}, { incompleteSums: true })).toContain("-mod=mod");
  });

  test("in layers the modules come before the sources, and nothing is kept beside them", () => {
    const dockerfile = text("Dockerfile", { mounts: [] });
    expect(dockerfile.indexOf("COPY go.mod go.sum ./")).toBeLessThan(dockerfile.indexOf("COPY . ."));
    expect(dockerfile).not.toContain("--mount");
  });

  test("a check of a port that a variable sets reads that variable", () => {
    expect(text("Dockerfile", { base: "alpine" })).toContain(`127.0.0.1:\${PORT:-8080}/healthz`);
    expect(text("Dockerfile", { base: "scratch" })).toContain('cmp.Or(os.Getenv("PORT"), "8080")');
  });

  test("an https service is asked without a look at its certificate", () => {
    const health = [
      { type: "http", scheme: "https", path: "/healthz", port: 8080, evidence: "a.go:1" },
    ] as const;
    expect(text("Dockerfile", { base: "alpine" }, { health })).toContain("--no-check-certificate");
    expect(text("Dockerfile", {}, { health })).toContain("InsecureSkipVerify");
  });

  test("a value of ENV stays what it is", () => {
    const dockerfile = text("Dockerfile", { env: ['A=say "hi" to $USER\\', "B=plain"] });
    expect(dockerfile).toContain('A="say \\"hi\\" to \\$USER\\\\" \\\n    B=plain');
  });
});

describe("docker-compose.yml", () => {
  test("publishes on the loopback only", () => {
    for (const { project, answers } of cases) {
      const services = parseYaml(text("docker-compose.yml", answers, project)).services;
      for (const { ports = [] } of Object.values<{ ports?: string[] }>(services)) {
        for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
      }
    }
  });

  test("a dollar of the health check is the container's", () => {
    const compose = parseYaml(text("docker-compose.yml", { base: "alpine" }));
    expect(compose.services["orders-production"].healthcheck.test[1]).toContain(`$\${PORT:-8080}`);
  });

  test("a volume inside an asset that is mounted is a directory of the sources while one develops", () => {
    const answers = { assets: ["public", "views"], volumes: ["public/uploads/new", "data"] };
    const { services, volumes } = parseYaml(text("docker-compose.yml", answers));
    expect(services.orders.volumes.slice(3)).toEqual([
      "./public:/app/public",
      "./views:/app/views:ro",
      "data:/app/data",
    ]);
    expect(services["orders-production"].volumes).toEqual([
      "public-uploads-new-production:/app/public/uploads/new",
      "data-production:/app/data",
    ]);
    expect(Object.keys(volumes)).not.toContain("public-uploads-new");
    expect(text("Dockerfile.dev", answers)).toContain(
      "\nmkdir -p /app/public/uploads /app/public/uploads/new\n",
    );
    expect(text(".air.toml", answers)).toContain('"public/uploads/new"]');
    expect(text("Dockerfile.dev", { volumes: ["data"] })).not.toContain("\nmkdir");
  });

  test("a companion may have the service's name", () => {
    const compose = parseYaml(text("docker-compose.yml", { service: "redis", companions: ["redis"] }));
    expect(Object.keys(compose.services)).toEqual(["redis", "redis-production", "redis-server"]);
  });

  test("parts of a connection are filled in where the code reads them one by one", () => {
    const names = ["DB_HOST", "DB_USER", "DB_PASSWORD", "DB_NAME", "SHOP_DB_PORT", "MONGO_DB_PORT", "OTHER"];
    const environment = names.map((name) => ({
      name,
      required: true,
      default: null,
      evidence: "a.go:1",
    }));
    const compose = parseYaml(text("docker-compose.yml", { companions: ["postgres"] }, { environment }));
    expect(compose.services.orders.environment).toMatchObject({
      DB_HOST: "postgres",
      DB_USER: "orders",
      DB_PASSWORD: "orders",
      DB_NAME: "orders",
      SHOP_DB_PORT: "5432",
    });
    expect(Object.keys(compose.services.orders.environment)).not.toContain("MONGO_DB_PORT");
  });
});

describe(".air.toml", () => {
  const run = (answers: Partial<Answers>): string[] =>
    (parseToml(text(".air.toml", answers)) as { build: { entrypoint: string[] } }).build.entrypoint;

  test("hands arguments on as they are, through the shell that air starts", () => {
    const words = run({ args: ["serve", "--name=a b", "it's"] });
    expect(words.slice(words.indexOf("--") + 1)).toEqual(["serve", "'--name=a b'", `'it'\\''s'`]);
  });

  test("has no separator without arguments", () => {
    expect(run({})).not.toContain("--");
  });

  test("looks for changes itself where mounts do not tell of them", () => {
    expect(parseToml(text(".air.toml", { poll: true }))).toMatchObject({ build: { poll: true } });
  });
});

describe("docker-entrypoint.sh", () => {
  test("is executable, and becomes the service", () => {
    const script = files({ base: "debian", entrypoint: true }).find(
      ({ path }) => path === "docker-entrypoint.sh",
    );
    expect(script?.mode).toBe(0o755);
    expect(script?.text.trimEnd().endsWith('exec "$@"')).toBe(true);
  });
});
