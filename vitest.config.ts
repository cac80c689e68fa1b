import { defineConfig } from "vitest/config";

/** One project a kind of test, so that each can be run alone. */
const project = (name: string, timeout: number) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout: timeout, hookTimeout: timeout },
});

export default defineConfig({
  test: {
    projects: [
      project("unit", 30_000),
      project("golden", 60_000),
      project("prompts", 120_000),
      project("cli", 120_000),
      project("docker", 1_800_000),
    ],
  },
});
