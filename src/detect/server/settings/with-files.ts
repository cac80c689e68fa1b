/** The same program with other configuration files. */
import type { Analysis } from "../flow/context.ts";
import type { ConfigFile } from "./config-files.ts";
import { createSettings } from "./index.ts";

export function withFiles(analysis: Analysis, files: readonly ConfigFile[]): Analysis {
  return {
    ...analysis,
    settings: createSettings(() => files),
    memo: { ...analysis.memo, values: new Map(), whole: new Map(), fields: new Map(), routers: new Map() },
  };
}

/**
 * Where the program is started with some of the files, they are what it reads, before others and before its defaults.
 * @param given paths relative to the directory that the command was given
 */
export function startedWith(analysis: Analysis, given: readonly string[]): Analysis {
  const all = analysis.settings.configFiles();
  const read = all.filter(({ path }) => given.includes(path));
  if (read.every((file, index) => file.named && file === all[index])) return analysis;
  const named = read.map((file) => ({ ...file, named: true }));
  return withFiles(analysis, [...named, ...all.filter((file) => !read.includes(file))]);
}
