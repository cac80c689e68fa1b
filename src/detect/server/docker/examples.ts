import { posix } from "node:path";
import type { DockerInput, Said } from "./said.ts";

const EXAMPLES =
  /^(((app|config)?\.)?env\.(example|sample|dist|template|defaults?|local\.example)|(example|sample)\.env|\.env-(example|sample))$/;

/** What `.env.example` and its kin propose. */
export function exampleVariables({
  reach,
  repository,
  files,
}: DockerInput): ReadonlyMap<string, Said<string>> {
  const variables = new Map<string, Said<string>>();
  for (const directory of new Set([reach.main.directory, reach.module.directory, "."])) {
    for (const { name, kind } of files.readDirectory(posix.join(repository.root, directory)) ?? []) {
      if (kind !== "file" || !EXAMPLES.test(name)) continue;
      const path = posix.join(directory, name);
      (files.readText(posix.join(repository.root, path)) ?? "").split("\n").forEach((line, index) => {
        const match = /^\s*(?:export\s+)?(\w+)\s*=\s*(.*?)\s*$/.exec(line);
        const text = (match?.[2] ?? "").replace(/\s+#.*$/, "").replace(/^(["'])(.*)\1$/, "$2");
        if (!match?.[1] || variables.has(match[1])) return;
        variables.set(match[1], { fact: text, evidence: `${path}:${index + 1}` });
      });
    }
  }
  return variables;
}
