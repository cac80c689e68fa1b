import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
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

  test("are made beside code that Go makes and git leaves out", async () => {
    using copy = new WorkingCopy("prebuild");
    mkdirSync(copy.file("gen"));
    writeFileSync(
      copy.file("gen/main.go"),
      'package main\n\nimport "os"\n\nfunc main() {\n\tcode := "package main\\n\\nconst greeting = \\"made by Go\\"\\n"\n\t_ = os.WriteFile(os.Args[2], []byte(code), 0o644)\n}\n',
    );
    writeFileSync(
      copy.file("greeting.go"),
      "package main\n\n//go:generate go run ./gen -o greeting_gen.go\n\nfunc init() { println(greeting) }\n",
    );
    appendFileSync(copy.file(".gitignore"), "*_gen.go\n");
    const { project } = await generate(copy.path);
    expect(project).toMatchObject({ generate: { command: "go generate ." } });
    provide(copy.file("Dockerfile"));
    const image = `made-by-both-${process.pid}`;
    try {
      await output("docker", ["build", "--quiet", `--tag=${image}`, copy.path]);
      await using container = await Container.start(image, [], 8080);
      await container.healthy();
      expect(await container.logs()).toContain("made by Go");
    } finally {
      await run("docker", ["image", "rm", "--force", image]);
    }
  });
});
