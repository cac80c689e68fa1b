/** The same program with other configuration files. */
import { posix } from "node:path";
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
 * Where the program is started with some of the files, they are what it reads, before others and before its defaults;
 * one of the same name elsewhere is for another place, and says nothing of what they leave out.
 * @param given paths relative to the directory that the command was given
 */
export function startedWith(analysis: Analysis, given: readonly string[]): Analysis {
  const all = analysis.settings.configFiles();
  const read = all.filter(({ path }) => given.includes(path));
  const names = new Set(read.map(({ path }) => posix.basename(path)));
  const others = all.filter((file) => !read.includes(file) && !names.has(posix.basename(file.path)));
  const isSo = read.every((file, index) => file.named && file === all[index]);
  if (isSo && read.length + others.length === all.length) return analysis;
  const named = read.map((file) => ({ ...file, named: true }));
  return withFiles(analysis, [...named, ...others]);
}
