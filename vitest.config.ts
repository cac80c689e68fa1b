import { defineConfig } from "vitest/config";

/** One project a kind of test, so that each can be run alone. */
const project = (
  name: string,
  timeout: number,
  load: { fileParallelism?: boolean; maxConcurrency?: number; retry?: number } = {},
) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout: timeout, hookTimeout: timeout, ...load },
});

export default defineConfig({
  test: {
    projects: [
      project("unit", 30_000),
      project("golden", 60_000),
      project("prompts", 120_000),
      project("cli", 120_000),
      // A build takes every core there is: one file after the other, two tests of it at a time.
      // An engine, its network and a module proxy take part: one more try, which the report names.
      project("docker", 1_800_000, { fileParallelism: false, maxConcurrency: 2, retry: 1 }),
    ],
  },
});
