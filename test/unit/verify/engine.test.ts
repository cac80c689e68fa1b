import { describe, expect, test } from "vitest";
import { CancelledError } from "../../../src/errors.ts";
import { files } from "../../../src/system/files.ts";
import { type VerifyOptions, verify, verifyRequest } from "../../../src/verify/index.ts";
import { fakeSystem, type Script, working } from "./fake-docker.ts";
import { directoryOf, good, optionsFor, problems } from "./support.ts";

async function verifyWith(
  script: Script,
  options: Partial<VerifyOptions> = {},
  contents: Readonly<Record<string, string>> = good,
  environment = {},
) {
  const fake = fakeSystem(script, environment);
  const request = verifyRequest(files, { ...optionsFor(directoryOf(contents)), level: "build", ...options });
  const verdict = await verify(fake.system, request);
  return { ...fake, verdict, problems: problems(verdict.checks) };
}

/** The build commands among those that were given. */
const builds = (commands: readonly string[]) =>
  commands.filter((command) => command.startsWith("buildx build --progress"));

describe("an engine that is not there", () => {
  test.each<[string, Script, RegExp]>([
    ["no docker command", { ...working, version: { exitCode: null, notFound: true } }, /no docker command/],
    [
      "no daemon",
      {
        ...working,
        version: {
          exitCode: 1,
          stdout: '{"Client":{},"Server":null}',
          stderr: "Cannot connect to the Docker daemon at unix:///x.sock. Is the docker daemon running?",
        },
      },
      /does not answer: Cannot connect to the Docker daemon at unix:\/\/\/x\.sock\. Start it/,
    ],
    ["no buildx", { ...working, "buildx version": { exitCode: 1 } }, /buildx/],
  ])("%s", async (_, script, message) => {
    const { verdict, problems: found } = await verifyWith(script);
    expect(found).toEqual(["null engine"]);
    expect(verdict.ok).toBe(false);
    expect(verdict.checks.find(({ code }) => code === "engine")?.message).toMatch(message);
    expect(verdict.image).toBeNull();
  });

  test("a builder that does not exist", async () => {
    const script = {
      ...working,
      "buildx inspect nope": { exitCode: 1, stderr: 'ERROR: no builder "nope" found' },
    };
    const { verdict, commands } = await verifyWith(script, { builder: "nope" });
    expect(verdict.checks.filter(({ ok }) => !ok)).toMatchObject([
      { code: "builder", message: expect.stringContaining('no builder "nope" found') },
    ]);
    expect(builds(commands)).toEqual([]);
  });

  test("it is not asked for where it is not needed", async () => {
    const { commands, verdict } = await verifyWith({}, { level: "static" });
    expect(commands).toEqual([]);
    expect(verdict.ok).toBe(true);
  });

  test("a Dockerfile that Docker cannot read is not tried", async () => {
    const { commands } = await verifyWith(working, {}, { Dockerfile: "FORM a\n" });
    expect(commands).toEqual([]);
  });
});

describe("what the builder is told", () => {
  test("the selected builder, and nothing is kept of other platforms", async () => {
    const { commands, problems: found } = await verifyWith(working, {
      builder: "farm",
      platforms: ["linux/amd64", "linux/arm64"],
    });
    expect(found).toEqual([]);
    const [native, again, other] = builds(commands);
    expect(native).toMatch(/--builder farm --platform linux\/amd64 .*--load --tag create-go-dockerfile\/\S+/);
    expect(again).toBe(native);
    expect(other).toMatch(/--builder farm --platform linux\/arm64 .*--output=type=cacheonly/);
    expect(commands.find((command) => command.includes("--call=check"))).toContain("--builder farm");
    expect(commands.at(-1)).toMatch(/^image rm --force create-go-dockerfile\//);
  });

  test("a client without rawjson gets plain progress", async () => {
    const old = { exitCode: 1, stderr: 'ERROR: invalid progress mode "rawjson"' };
    const plain = { stderr: "#5 [build 2/3] RUN go build\n#5 CACHED\n#6 [build 3/3] RUN true\n#6 DONE 0.1s" };
    const { verdict, problems: found } = await verifyWith({
      ...working,
      "buildx build --progress=rawjson": old,
      "buildx build --progress=plain": plain,
    });
    expect(found).toEqual([]);
    expect(verdict.image?.buildSteps).toEqual({ total: 2, cached: 1 });
  });

  const secrets = {
    ...good,
    Dockerfile: good.Dockerfile.replace(
      "RUN --mount=type=bind",
      "RUN --mount=type=secret,id=git_token,required=true --mount=type=ssh --mount=type=bind",
    ),
  };
  test("secrets and the ssh agent are handed on by name", async () => {
    const environment = { GIT_TOKEN: "x", SSH_AUTH_SOCK: "/agent" };
    const { commands, problems: found } = await verifyWith(working, {}, secrets, environment);
    expect(found).toEqual([]);
    expect(builds(commands)[0]).toContain("--secret id=git_token,env=GIT_TOKEN --ssh default");
  });

  test("a netrc comes from the home directory", async () => {
    const home = directoryOf({ ".netrc": "" });
    const contents = { ...secrets, Dockerfile: secrets.Dockerfile.replace("git_token", "netrc") };
    const { commands } = await verifyWith(working, {}, contents, { HOME: home, SSH_AUTH_SOCK: "/agent" });
    expect(builds(commands)[0]).toContain(`--secret id=netrc,src=${home}/.netrc`);
  });

  test("a required one that is missing stops before the build, an optional one is a warning", async () => {
    const { commands, verdict, problems: found } = await verifyWith(working, {}, secrets);
    expect(found).toEqual(["Dockerfile:6 secret-missing", "Dockerfile:6 ssh-missing"]);
    expect(verdict.checks.filter(({ ok }) => !ok).map(({ severity }) => severity)).toEqual([
      "error",
      "warning",
    ]);
    expect(builds(commands)).toEqual([]);
  });
});

describe("a build that fails", () => {
  const failing = (stderr: string): Script => ({
    ...working,
    "buildx build --progress": { exitCode: 1, stderr },
  });
  const step = (log: string, name = "[build 3/3] RUN go build") =>
    [
      JSON.stringify({ vertexes: [{ digest: "a", name, started: "1" }] }),
      JSON.stringify({ logs: [{ vertex: "a", data: Buffer.from(log).toString("base64") }] }),
      JSON.stringify({
        vertexes: [{ digest: "a", name, started: "1", completed: "2", error: "exit code: 1" }],
      }),
      "Dockerfile:6",
      "--------------------",
      "ERROR: failed to build: failed to solve: process did not complete successfully: exit code: 1",
    ].join("\n");

  test.each([
    ["# m\nmain.go:3:5: undefined: x\n", ["main.go:3 go-compile", "Dockerfile:6 go-compile"]],
    ["go: go.mod requires go >= 1.99 (running go 1.26; GOTOOLCHAIN=local)\n", ["Dockerfile:6 go-version"]],
    ["go: inconsistent vendoring in /src:\n", ["Dockerfile:6 vendoring"]],
    [
      "web/embed.go:8:12: pattern dist/*: no matching files found\n",
      ["web/embed.go:8 embed", "Dockerfile:6 embed"],
    ],
    ["stat /src/cmd/x: directory not found\n", ["Dockerfile:6 wrong-main"]],
    ["error obtaining VCS status: exit status 128\n", ["Dockerfile:6 vcs-status"]],
    ["missing go.sum entry for module providing package x\n", ["Dockerfile:6 go-sum"]],
    [
      'cgo: C compiler "gcc" not found: exec: "gcc": executable file not found\n',
      ["Dockerfile:6 cgo-compiler"],
    ],
    ["fatal: could not read Username for 'https://github.com'\n", ["Dockerfile:6 private-module"]],
    ["ERROR: unable to select packages:\n  curll (no such package)\n", ["Dockerfile:6 package-name"]],
    ["write /out/shop: no space left on device\n", ["Dockerfile:6 disk-full"]],
    ["read tcp: connection reset by peer\n", ["Dockerfile:6 build-failed"]],
  ])("%j", async (log, expected) => {
    const { verdict, problems: found } = await verifyWith(failing(step(log)));
    expect(found).toEqual(expected);
    expect(verdict.ok).toBe(false);
    expect(verdict.checks.at(-1)?.output.join("\n")).toContain(log.trim().split("\n").at(-1));
  });

  test("a Go file of a nested module is named as the project has it", async () => {
    const contents = { ...good, "services/api/main.go": "package main\n", "services/api/a/b.go": "" };
    const { problems: found } = await verifyWith(failing(step("a/b.go:7:1: syntax error\n")), {}, contents);
    expect(found).toEqual(["services/api/a/b.go:7 go-compile", "Dockerfile:6 go-compile"]);
  });

  test("an engine that goes away is named with the step that ran", async () => {
    const running = JSON.stringify({
      vertexes: [
        { digest: "a", name: "[production 4/4] COPY --link --from=build /out/shop /app/", started: "1" },
      ],
    });
    const lost =
      "ERROR: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF";
    const { problems: found, verdict } = await verifyWith(failing(`${running}\n${lost}`));
    expect(found).toEqual(["Dockerfile:11 engine-lost"]);
    expect(verdict.checks.at(-1)?.message).toContain("went away");
  });

  test("what docker build --check says has its line, and is not said twice", async () => {
    const warning = (ruleName: string, line: number) => ({
      ruleName,
      detail:
        "JSON arguments recommended for ENTRYPOINT to prevent unintended behavior related to OS signals",
      location: { ranges: [{ start: { line } }] },
    });
    const contents = { ...good, Dockerfile: good.Dockerfile.replace('["/app/shop"]', "/app/shop") };
    const stdout = JSON.stringify({ warnings: [warning("JSONArgsRecommended", 15), warning("BrandNew", 3)] });
    const { problems: found } = await verifyWith(
      { ...working, "buildx build --call=check": { stdout } },
      {},
      contents,
    );
    expect(found).toEqual([
      "Dockerfile:15 JSONArgsRecommended",
      "Dockerfile:15 no-shell",
      "Dockerfile:3 BrandNew",
    ]);
  });
});

describe("the run", () => {
  test("is confined, on a random port of the loopback, and removed", async () => {
    const { commands, problems: found } = await verifyWith(working, { level: "run", runEnv: ["A=1"] });
    expect(found).toEqual([]);
    const create = commands.find((command) => command.startsWith("create "));
    for (const flag of [
      "--read-only",
      "--cap-drop=ALL",
      "--security-opt=no-new-privileges",
      "--tmpfs=/tmp",
      "--publish=127.0.0.1::8080/tcp",
      "--env=A=1",
    ]) {
      expect(create).toContain(flag);
    }
    expect(commands).toContain("rm --force --volumes container");
  });

  test("the user as seen from outside", async () => {
    const { verdict } = await verifyWith(
      { ...working, top: { stdout: "PID UID GID\n1 0 0\n" } },
      { level: "run" },
    );
    expect(problems(verdict.checks)).toEqual(["Dockerfile:12 root-user"]);
  });

  test("a secret in the image's configuration", async () => {
    const inspect = JSON.parse((working["image inspect"] as { stdout: string }).stdout);
    inspect.Config.Env.push("DB_PASSWORD=x");
    const history = JSON.stringify({
      CreatedBy: "RUN |1 T=ghp_0123456789012345678901234567890123456",
      Size: "1",
    });
    const script = {
      ...working,
      "image inspect": { stdout: JSON.stringify(inspect) },
      history: { stdout: history },
    };
    const { verdict } = await verifyWith(script, { level: "run" });
    const messages = verdict.checks.filter(({ ok }) => !ok).map(({ message }) => message);
    expect(messages).toEqual([
      expect.stringContaining("DB_PASSWORD"),
      expect.stringContaining("a GitHub token"),
    ]);
  });

  test("an engine that goes away is no fault of the service", async () => {
    const gone = { exitCode: 1, stderr: "Cannot connect to the Docker daemon at unix:///x.sock." };
    const { problems: found, commands } = await verifyWith({ ...working, start: gone }, { level: "run" });
    expect(found).toEqual(["null engine-lost"]);
    expect(commands.at(-1)).toMatch(/^image rm/);
  });

  test("an image of another platform only is built, and that it was not run is said", async () => {
    const { verdict, commands } = await verifyWith(working, { level: "run", platforms: ["linux/arm64"] });
    expect(verdict.ok).toBe(true);
    expect(problems(verdict.checks)).toEqual(["null not-run"]);
    expect(commands.some((command) => command.startsWith("create "))).toBe(false);
  });

  test("leftovers of dead processes of this machine are removed, others' are not", async () => {
    const ps = { stdout: "dead here-6\nalive here-7\nother elsewhere-6\n" };
    const of = (owner: string) => `create-go-dockerfile/shop:verify-${owner} verify-${owner}`;
    const images = { stdout: [of("here-6"), of("here-7"), of("elsewhere-6")].join("\n") };
    const { commands } = await verifyWith({ ...working, ps, images }, { level: "run" });
    expect(commands).toContain("rm --force --volumes dead");
    expect(commands).toContain("image rm --force create-go-dockerfile/shop:verify-here-6");
  });

  test("Ctrl-C ends it, and everything is removed", async () => {
    const fake = fakeSystem({
      ...working,
      wait: () => {
        fake.interrupt();
        return { exitCode: null };
      },
    });
    const request = verifyRequest(files, { ...optionsFor(directoryOf(good)), level: "run" });
    await expect(verify(fake.system, request)).rejects.toThrow(CancelledError);
    expect(fake.commands.slice(-2)).toEqual([
      "rm --force --volumes container",
      expect.stringMatching(/^image rm --force create-go-dockerfile\//),
    ]);
  });
});
