import { posix } from "node:path";
import type { DockerInput, Said } from "./said.ts";

const SAMPLE = "examples?|samples?|dist|template|te?mpl|tpl|defaults?|rename_?me";
/** Files of variables, what says the most first: examples, those for development, one that is there to be read. */
const NAMES: readonly RegExp[] = [
  new RegExp(
    `^((app|config)?\\.?env[._-](\\w+[._-])?(${SAMPLE})|(${SAMPLE})[._-]?env|\\.(${SAMPLE})[._-]env)$`,
  ),
  /^\.env[._-](dev|development|local|docker)$/,
  /^\.env$/,
];
/** Lines of a .gitignore that keep a `.env` to the machine that it lies on. */
const PRIVATE = /^\s*\/?(\*\*\/)?(\*?\.env\*?|\.env\.\*|\*\.env)\s*$/m;

/** Whether a .gitignore of that text keeps the `.env` beside it out of the repository: it holds on one machine alone. */
export function keepsDotenvPrivate(gitignore: string): boolean {
  return PRIVATE.test(gitignore);
}

/** What `.env.example` and its kin propose; a committed `.env` where none of them does. */
export function exampleVariables({
  reach,
  repository,
  files,
}: DockerInput): ReadonlyMap<string, Said<string>> {
  const { root } = repository;
  const text = (path: string): string => files.readText(posix.join(root, path)) ?? "";
  const directories = [...new Set([reach.main.directory, reach.module.directory, "."])];
  const isPrivate = directories.some((directory) =>
    keepsDotenvPrivate(text(posix.join(directory, ".gitignore"))),
  );
  const kinds = isPrivate ? NAMES.slice(0, 1) : NAMES;
  const variables = new Map<string, Said<string>>();
  for (const names of kinds) {
    for (const directory of directories) {
      for (const { name, kind } of files.readDirectory(posix.join(root, directory)) ?? []) {
        if (kind !== "file" || !names.test(name)) continue;
        const path = posix.join(directory, name);
        for (const [variable, said] of variablesIn(path, text(path)))
          if (!variables.has(variable)) variables.set(variable, said);
      }
    }
  }
  return variables;
}

function variablesIn(path: string, text: string): readonly (readonly [string, Said<string>])[] {
  return text.split("\n").flatMap((line, index) => {
    const match = /^\s*(?:export\s+)?(\w+)\s*=\s*(.*?)\s*$/.exec(line);
    if (!match?.[1]) return [];
    const fact = (match[2] ?? "").replace(/\s+#.*$/, "").replace(/^(["'])(.*)\1$/, "$2");
    return [[match[1], { fact, evidence: `${path}:${index + 1}` }] as const];
  });
}
