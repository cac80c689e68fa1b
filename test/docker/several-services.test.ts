import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { engineOrSkip, provide } from "./engine.ts";
import { Container } from "./support/container.ts";
import { createGoDockerfile, generate } from "./support/generator.ts";
import { output, run } from "./support/process.ts";
import { WorkingCopy } from "./support/working-copy.ts";

test("with several services one is asked for, and nothing is written", async () => {
  using copy = new WorkingCopy("several-services");
  const before = readdirSync(copy.path);
  const { exitCode, stderr } = await createGoDockerfile(copy.path, "--yes");
  expect(exitCode).toBe(2);
  expect(stderr).toContain("--main");
  expect(stderr).toContain("./cmd/admin");
  expect(stderr).toContain("./cmd/web");
  expect(readdirSync(copy.path)).toEqual(before);
});

test("a library is refused, and nothing is written", async () => {
  using copy = new WorkingCopy("library");
  const before = readdirSync(copy.path);
  const { exitCode, stderr } = await createGoDockerfile(copy.path, "--yes");
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^create-go-dockerfile: .+\n?$/);
  expect(readdirSync(copy.path)).toEqual(before);
});

engineOrSkip("one of several services", () => {
  test("is built and served alone", async () => {
    using copy = new WorkingCopy("several-services");
    await generate(copy.path, "--main=./cmd/admin");
    provide(copy.file("Dockerfile"));
    const image = `several-services-${process.pid}`;
    try {
      await output("docker", ["build", "--quiet", `--tag=${image}`, copy.path]);
      await using container = await Container.start(image, [], 8082);
      await container.healthy();
      const answer = await fetch(`http://${await container.address(8082)}/`);
      expect(await answer.text()).toBe("market admin\n");
      expect(await container.stop()).toBe(0);
    } finally {
      await run("docker", ["image", "rm", "--force", image]);
    }
  });
});
