import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { engineOrSkip, provide } from "./engine.ts";
import { generate } from "./support/generator.ts";
import { output } from "./support/process.ts";
import { WorkingCopy } from "./support/working-copy.ts";

/** ELF header, e_machine: https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html */
const machines = { amd64: 0x3e, arm64: 0xb7 } as const;

engineOrSkip("platforms", () => {
  test.each(Object.entries(machines))("every program of a %s image is for it", async (platform, machine) => {
    using copy = new WorkingCopy("stdlib-http");
    await generate(copy.path, "--base=scratch");
    provide(copy.file("Dockerfile"));
    const root = mkdtempSync(join(tmpdir(), "go-service-image-"));
    try {
      const build = ["build", "--quiet", `--platform=linux/${platform}`, `--output=type=local,dest=${root}`];
      await output("docker", [...build, copy.path]);
      for (const program of ["greeter", "healthcheck"])
        expect(readFileSync(join(root, "app", program)).readUInt16LE(18)).toBe(machine);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
