import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bases } from "../../src/images/index.ts";
import { engineOrSkip, provide } from "./engine.ts";
import { Container } from "./support/container.ts";
import { createGoDockerfile, generate } from "./support/generator.ts";
import { imagesOf } from "./support/images.ts";
import { output, run } from "./support/process.ts";
import { WorkingCopy } from "./support/working-copy.ts";

/** A registry of this machine that is filled on demand, see DOCKER_PROVIDE. */
const registry = process.env.DOCKER_REGISTRY ?? "";

engineOrSkip("digests", () => {
  test.skipIf(registry === "").each(bases)(
    `$name is pinned by tag and digest${registry === "" ? " (skipped: DOCKER_REGISTRY names no registry)" : ""}`,
    async ({ name: base }) => {
      using copy = new WorkingCopy("stdlib-http");
      const answers = [`--base=${base}`, `--registry=${registry}`];
      await generate(copy.path, ...answers);
      provide(copy.file("Dockerfile"), copy.file("Dockerfile.dev"));
      await generate(copy.path, ...answers, "--pin=digest");

      const images = imagesOf(copy.file("Dockerfile"));
      expect(images).not.toEqual([]);
      for (const image of images) expect(image).toMatch(/:[\w.-]+@sha256:[0-9a-f]{64}$/);
      const lock = readFileSync(copy.file(".create-go-dockerfile.lock"), "utf8");
      for (const image of images) expect(lock).toContain(image.split("@")[1]);

      const image = `digests-${process.pid}-${base}`;
      try {
        await output("docker", ["build", "--quiet", `--tag=${image}`, copy.path]);
        await using container = await Container.start(image, [], 8080);
        await container.healthy();
      } finally {
        await run("docker", ["image", "rm", "--force", image]);
      }
      expect((await createGoDockerfile(copy.path, "--check")).exitCode).toBe(0);
    },
  );

  test("without a registry nothing is written, and another pin is offered", async () => {
    using copy = new WorkingCopy("stdlib-http");
    const before = readdirSync(copy.path);
    const flags = ["--yes", "--pin=digest", "--registry=127.0.0.1:9"];
    const { exitCode, stderr } = await createGoDockerfile(copy.path, ...flags);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("--pin patch");
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(readdirSync(copy.path)).toEqual(before);
  });
});
