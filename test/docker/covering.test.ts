import { afterAll, beforeAll, expect, test } from "vitest";
import { engineOrSkip, provide } from "./engine.ts";
import { Container } from "./support/container.ts";
import { receivedByEngine } from "./support/context.ts";
import { expectedOf, flagsOf } from "./support/flags.ts";
import { type Document, generate } from "./support/generator.ts";
import { canary, Keys } from "./support/keys.ts";
import { output, run } from "./support/process.ts";
import { type CoveringRow, coveringRows, rowTitle } from "./support/rows.ts";
import { type Service, services, shownVersion } from "./support/services.ts";
import { decoys, WorkingCopy } from "./support/working-copy.ts";

/** Titles show which services, bases and answers were built; every pair of answers is among them. */
engineOrSkip("every pair of answers", () => {
  let keys: Keys;
  beforeAll(async () => {
    keys = await Keys.make();
  });
  afterAll(() => keys[Symbol.dispose]());

  test.concurrent.each(coveringRows.map((row) => [rowTitle(row), row] as const))("%s", async (_, row) => {
    using copy = new WorkingCopy(row.service, { decoys: true });
    const document = await generate(copy.path, ...flagsOf(row));
    expect(document.context).toMatchObject({ missing: [], leaks: [] });

    const development = developmentBuild(row);
    provide(...new Set([copy.file("Dockerfile"), copy.file(development.file)]));
    const image = `covering-${process.pid}-${coveringRows.indexOf(row)}`;
    const build = ["build", "--quiet", "--tag", image, ...credentials(row, keys)];
    const versions = ["--build-arg=VERSION=1.2.3", "--build-arg=GIT_COMMIT=abcdef0"];
    try {
      await warnsOfNothing(copy.path, "Dockerfile");
      await warnsOfNothing(copy.path, development.file, ...development.target);
      await output("docker", [...build, ...versions, copy.path]);
      await composeAccepts(copy.path);
      await contextIsClean(copy, document);
      await imageIsAsAnswered(image, row);
      await serves(image, row);
    } finally {
      await run("docker", ["image", "rm", "--force", image]);
    }
  });
});

const developmentBuild = ({ layout }: CoveringRow) =>
  layout === "stages"
    ? { file: "Dockerfile", target: ["--target=development"] }
    : { file: "Dockerfile.dev", target: [] };

/** Whatever is mounted has to be handed over. */
function credentials({ mounts }: CoveringRow, keys: Keys): string[] {
  return [
    mounts.includes("netrc") ? `--secret=id=netrc,src=${keys.netrc}` : "",
    mounts.includes("token") ? `--secret=id=git_token,src=${keys.token}` : "",
    mounts.includes("ssh") ? `--ssh=default=${keys.ssh}` : "",
  ].filter((option) => option !== "");
}

async function warnsOfNothing(directory: string, file: string, ...options: readonly string[]): Promise<void> {
  const { stdout, stderr } = await run("docker", [
    "build",
    "--check",
    `--file=${directory}/${file}`,
    ...options,
    directory,
  ]);
  expect(stdout + stderr).toContain("Check complete, no warnings found.");
}

async function composeAccepts(directory: string): Promise<void> {
  const { stderr } = await run("docker", ["compose", "--profile=*", "config", "--quiet"], {
    cwd: directory,
    env: { SSH_AUTH_SOCK: "/nonexistent", GIT_TOKEN: "unused" },
  });
  expect(stderr).toBe("");
}

/** No key, no .env, nothing foreign goes to the engine, and it is what the command said. */
async function contextIsClean(copy: WorkingCopy, document: Document): Promise<void> {
  const received = await receivedByEngine(copy.path);
  expect(received.filter((path) => path in decoys)).toEqual([]);
  expect(received).toHaveLength(document.context.files);
}

async function imageIsAsAnswered(image: string, row: CoveringRow): Promise<void> {
  const expected = expectedOf(row);
  const { Config } = JSON.parse(await output("docker", ["image", "inspect", "--format={{json .}}", image]));
  expect(Config.User).toBe(expected.user);
  expect(Config.Cmd ?? []).toEqual(expected.args);
  expect(Config.Env).toEqual(expect.arrayContaining([...expected.env]));
  expect(Config.Labels["org.opencontainers.image.version"]).toBe("1.2.3");
  expect(Config.Labels["org.opencontainers.image.revision"]).toBe("abcdef0");
  expect(Config.Healthcheck?.Interval).toBe(
    row.healthcheck === "none" ? undefined : row.timing === "quick" ? 3e9 : 30e9,
  );
  expect(await output("docker", ["history", "--no-trunc", image])).not.toContain(canary);
}

/** Without rights and on a read-only root it becomes healthy, answers, and stops when it is told to. */
async function serves(image: string, row: CoveringRow): Promise<void> {
  const service = services[row.service] as Service;
  const { port, greeting } = expectedOf(row);
  const needs = Object.entries(service.needs ?? {}).map(([name, value]) => `--env=${name}=${value}`);
  await using container = await Container.start(image, needs, port);

  if (row.healthcheck !== "none") await container.healthy();
  else if (port === null) await container.logged(/ready/);
  else await container.listens(port);

  if (port !== null) {
    const address = await container.address(port);
    await service.answers(address, greeting);
    if (service.versionPath) expect(await shownVersion(service, address)).toBe("200 1.2.3 abcdef0");
  }
  expect(await container.stop()).toBe(0);
}
