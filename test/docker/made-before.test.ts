import { expect, test } from "vitest";
import { engineOrSkip, provide } from "./engine.ts";
import { Container } from "./support/container.ts";
import { generate } from "./support/generator.ts";
import { output, run } from "./support/process.ts";
import { WorkingCopy } from "./support/working-copy.ts";

engineOrSkip("files that another tool makes", () => {
  test.each([["denylist"], ["allowlist"]])("are made in a stage and embedded, with a %s", async (ignore) => {
    using copy = new WorkingCopy("prebuild", { decoys: true });
    const document = await generate(copy.path, `--ignore=${ignore}`);
    expect(document.context).toMatchObject({ missing: [], leaks: [] });
    provide(copy.file("Dockerfile"));
    const image = `made-before-${process.pid}`;
    try {
      await output("docker", ["build", "--quiet", `--tag=${image}`, copy.path]);
      await using container = await Container.start(image, [], 8080);
      await container.healthy();
      const page = await fetch(`http://${await container.address(8080)}/`);
      expect(await page.text()).toContain("made by the build");
    } finally {
      await run("docker", ["image", "rm", "--force", image]);
    }
  });
});
