import { expect, test } from "vitest";
import { engineOrSkip, provide } from "./engine.ts";
import { Container } from "./support/container.ts";
import { generate } from "./support/generator.ts";
import { output, run } from "./support/process.ts";
import { WorkingCopy } from "./support/working-copy.ts";

engineOrSkip("a database file in the working directory", () => {
  test.each(["distroless", "alpine"])("is kept in a volume, on %s", async (base) => {
    using copy = new WorkingCopy("pure-sqlite");
    const answers = [`--base=${base}`, "--env=DB_PATH=bookmarks.db", "--volumes=bookmarks.db:data"];
    await generate(copy.path, ...answers);
    provide(copy.file("Dockerfile"));
    const name = `data-${base}-${process.pid}`;
    const keep = async (url: string): Promise<string> => {
      await using container = await Container.start(name, [`--volume=${name}:/app/data`], 8085);
      await container.healthy();
      const body = new URLSearchParams({ url });
      const answer = await fetch(`http://${await container.address(8085)}/links`, { method: "POST", body });
      return answer.text();
    };
    try {
      await output("docker", ["build", "--quiet", `--tag=${name}`, copy.path]);
      expect(await keep("https://example.com/one")).toBe("1 kept\n");
      expect(await keep("https://example.com/two")).toBe("2 kept\n");
    } finally {
      await run("docker", ["volume", "rm", "--force", name]);
      await run("docker", ["image", "rm", "--force", name]);
    }
  });
});
