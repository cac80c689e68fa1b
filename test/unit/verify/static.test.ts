import { describe, expect, test } from "vitest";
import { files } from "../../../src/system/files.ts";
import { processes } from "../../../src/system/processes.ts";
import { verifyRequest } from "../../../src/verify/index.ts";
import { audit } from "../../../src/verify/static/index.ts";
import { auditFiles, directoryOf, good, optionsFor, problems } from "./support.ts";

type Contents = Readonly<Record<string, string>>;

/** The good set with some text of one file replaced. */
function broken(name: keyof typeof good, from: string, to: string): Contents {
  expect(good[name]).toContain(from);
  return { ...good, [name]: good[name].replace(from, to) };
}

async function found(contents: Contents, required: readonly string[] = []): Promise<string[]> {
  return problems((await auditFiles(contents, required)).checks);
}

describe("broken on purpose, seen without an engine", () => {
  test.each<[string, Contents, string]>([
    [".env let in", broken(".dockerignore", "**/.env\n", "\n"), ".dockerignore context-leak"],
    [
      ".env let in again by a later line",
      { ...good, ".dockerignore": `${good[".dockerignore"]}!**/.env\n` },
      ".dockerignore:8 context-leak",
    ],
    [
      "Go file left out",
      { ...good, ".dockerignore": `${good[".dockerignore"]}*.go\n` },
      ".dockerignore:8 required-file-ignored",
    ],
    [
      "unknown instruction",
      broken("Dockerfile", "EXPOSE 8080", "EXPOES 8080"),
      "Dockerfile:13 unknown-instruction",
    ],
    ["unknown stage", broken("Dockerfile", "--from=build", "--from=builder"), "Dockerfile:11 unknown-stage"],
    ["tab in YAML", broken("docker-compose.yml", "    build:", "\tbuild:"), "docker-compose.yml:4 yaml"],
    [
      "unknown compose key",
      broken("docker-compose.yml", "ports:", "port:"),
      "docker-compose.yml:7 compose-schema",
    ],
    [
      "secret in ENV",
      broken("Dockerfile", "EXPOSE 8080", "ENV API_TOKEN=abc"),
      "Dockerfile:13 SecretsUsedInArgOrEnv",
    ],
    ["root", broken("Dockerfile", "USER 10001:10001", "USER root"), "Dockerfile:12 root-user"],
    ["no USER", broken("Dockerfile", "USER 10001:10001", "STOPSIGNAL SIGTERM"), "Dockerfile:9 root-user"],
    [
      "shell-form health check on scratch",
      broken("Dockerfile", 'CMD ["/app/shop", "health"]', "CMD /app/shop health"),
      "Dockerfile:14 no-shell",
    ],
    [
      "wget on scratch",
      broken("Dockerfile", '"/app/shop", "health"', '"wget", "-q", "http://127.0.0.1:8080/"'),
      "Dockerfile:14 health-tool",
    ],
    [
      "glibc builder for musl",
      {
        ...good,
        Dockerfile: good.Dockerfile.replace("-alpine3.24", "-trixie")
          .replace("CGO_ENABLED=0 ", "CGO_ENABLED=1 ")
          .replace("FROM scratch", "FROM alpine:3.24"),
      },
      "Dockerfile:3 libc-mismatch",
    ],
  ])("%s", async (_, contents, expected) => {
    expect(await found({ ...contents, ".env": "A=1\n" }, ["main.go"])).toContain(expected);
  });

  const withScript = broken("Dockerfile", "USER", "COPY entry.sh /usr/local/bin/\nUSER");
  const intended = '#!/bin/sh\nexec "$@"\n';
  test.each<[string, Contents, string[]]>([
    ["CRLF script", { "entry.sh*": intended.replaceAll("\n", "\r\n") }, ["entry.sh:1 script-crlf"]],
    ["script that is not executable", { "entry.sh": intended }, ["Dockerfile:12 script-mode"]],
    ["syntax error in the script", { "entry.sh*": "#!/bin/sh\nif true\n" }, ["entry.sh:3 script-syntax"]],
    ["a script as it should be", { "entry.sh*": intended }, []],
  ])("%s", async (_, script, expected) => {
    expect((await found({ ...withScript, ...script })).filter((line) => line.includes("script"))).toEqual(
      expected,
    );
  });

  test("a COPY that sets the mode makes the script executable", async () => {
    const set = broken("Dockerfile", "USER", "COPY --chmod=0755 entry.sh /usr/local/bin/\nUSER");
    expect(await found({ ...set, "entry.sh": intended })).toEqual([]);
  });
});

describe("compose file", () => {
  const compose = (text: string) => found({ ...good, "docker-compose.yml": text });
  test.each([
    ["services:\n  a:\n    build: ./nowhere\n", "docker-compose.yml:3 compose-dockerfile"],
    [
      "services:\n  a:\n    build:\n      context: .\n      target: prod\n",
      "docker-compose.yml:5 compose-target",
    ],
    ["services:\n  a:\n    image: x\n    depends_on: [db]\n", "docker-compose.yml:4 compose-depends-on"],
    ["services:\n  a:\n    image: x\n    env_file: .env\n", "docker-compose.yml:4 compose-env-file"],
    ["services:\n  a:\n    image: x\n    volumes: [data:/data]\n", "docker-compose.yml:4 compose-volume"],
    ['services:\n  a:\n    image: x\n    ports: ["2345:2345"]\n', "docker-compose.yml:4 compose-debugger"],
    ['version: "3"\nservices:\n  a:\n    image: x\n', "docker-compose.yml:1 compose-version"],
    [
      "services:\n  a:\n    image: x\n    healthcheck:\n      interval: 5\n",
      "docker-compose.yml:5 compose-schema",
    ],
    ["services:\n  a:\n    build:\n      contxt: .\n", "docker-compose.yml:4 compose-schema"],
  ])("%j", async (text, expected) => {
    expect(await compose(text)).toEqual([expected]);
  });

  test("anchors, merges, extensions and variables are fine", async () => {
    const text = `x-common: &common\n  restart: always\nservices:\n  a:\n    <<: *common\n    image: "\${IMAGE:-x}"\n    ports: ["\${PORT:-8080}:8080"]\n`;
    expect(await compose(text)).toEqual([]);
  });

  test("a slip in a key is answered with the key that was meant", async () => {
    const { checks } = await auditFiles(broken("docker-compose.yml", "ports:", "port:"));
    expect(checks.find(({ code }) => code === "compose-schema")?.message).toMatch(/port.*did you mean ports/);
  });
});

describe("what is verified without answers", () => {
  test("a Dockerfile alone", async () => {
    const { checks, context } = await auditFiles({ Dockerfile: good.Dockerfile });
    expect(problems(checks)).toEqual([]);
    expect(context).toMatchObject({ files: 1 });
  });

  test("a development stage is built from the same file", () => {
    const root = directoryOf({ Dockerfile: "FROM a:1 AS development\nFROM b:1 AS production\n" });
    expect(verifyRequest(files, optionsFor(root)).images).toEqual([
      { role: "production", dockerfile: "Dockerfile", target: "production" },
      { role: "development", dockerfile: "Dockerfile", target: "development" },
    ]);
  });

  test("nothing there is an error of usage", () => {
    expect(() => verifyRequest(files, optionsFor(directoryOf({})))).toThrow(
      expect.objectContaining({ code: "nothing-to-verify", exitCode: 2 }),
    );
  });

  test("of two compose files both are checked, and the one that Compose passes over is named", async () => {
    const second = "services:\n  a:\n    imgae: x\n";
    expect(await found({ ...good, "compose.yaml": second })).toEqual([
      "compose.yaml:3 compose-schema",
      "docker-compose.yml compose-passed-over",
    ]);
  });

  test("the compose file of somebody else is not what a run generated", async () => {
    const root = directoryOf({ ...good, "compose.yml": "services:\n  a:\n    imgae: x\n" });
    const options = { ...optionsFor(root), generated: Object.keys(good) };
    const { checks } = await audit({ files, processes, platform: "linux" }, verifyRequest(files, options));
    expect(problems(checks)).toEqual([]);
  });

  test("the Dockerfile.dev of somebody else is not the development stage that a run generated", () => {
    const stages = "FROM a:1 AS development\nFROM b:1 AS production\n";
    const root = directoryOf({ Dockerfile: stages, "Dockerfile.dev": "ARG BASE\nFROM $BASE\n" });
    const { images } = verifyRequest(files, { ...optionsFor(root), generated: ["Dockerfile"] });
    expect(images.map(({ dockerfile, target }) => [dockerfile, target])).toEqual([
      ["Dockerfile", "production"],
      ["Dockerfile", "development"],
    ]);
  });

  test("the mode of a script says nothing on Windows", async () => {
    const Dockerfile = good.Dockerfile.replace("USER", "COPY entry.sh /usr/local/bin/\nUSER");
    const root = directoryOf({ ...good, Dockerfile, "entry.sh": "#!/bin/sh\n" });
    const request = verifyRequest(files, optionsFor(root));
    const { checks } = await audit({ files, processes, platform: "win32" }, request);
    expect(problems(checks)).toEqual([]);
  });
});
