/** Scripts that bring by themselves what they make to where it is embedded. */
import { dirname, isWithin, join, normalize, relativeTo } from "../paths.ts";
import type { Sources } from "../sources.ts";
import type { NodePackage } from "./package-json.ts";
import { expandScript } from "./scripts.ts";

const RUNS =
  /(?:^|\s)(?:(?:node|bun|tsx|ts-node|deno|sh|bash|python3?)\s+(?:run\s+|-\S+\s+)*|(?=\.{1,2}\/))["']?([\w@./-]+\.\w+)/g;
const WRITES = /cp|copy|rsync|mv\b|move|rename|write|mkdir|out(dir|file)/i;
const COPIES = /^(?:\S+=\S*\s+|npx\s+|shx\s+)*(?:cp|mv|rsync|ncp|cpx|cpy|copyfiles)\s+(.+)$/;

/** The path as the code of a script spells it: `assets/dist`, `"assets", "dist"`; `app.yaml.example` is another one. */
function speaksOf(text: string, path: string): boolean {
  const inner = path
    .split("/")
    .map((part) => part.replace(/[.*+?^$()[\]{}|\\]/g, "\\$&"))
    .join("[\"'`]?[\\s,/+]+[\"'`]?");
  return new RegExp(`["'\`/\\s]${inner}(?!\\.?[\\w-])`).test(text);
}

/** The last word of `cp -r dist ../assets/dist`. */
function copiesTo(found: NodePackage, command: string, path: string): boolean {
  const words =
    COPIES.exec(command.trim())?.[1]
      ?.split(/\s+/)
      .filter((word) => !word.startsWith("-")) ?? [];
  const last = words.at(-1);
  if (last === undefined || words.length < 2) return false;
  const to = normalize(`${found.directory}/${last.replace(/["']/g, "")}`);
  return to === path || (to === dirname(path) && words.some((word) => join(to, nameOf(word)) === path));
}

const nameOf = (word: string): string => normalize(word).split("/").at(-1) ?? "";

/** The part of a path that lies outside the package, or below it. */
function seenFrom(path: string, directory: string): string {
  return isWithin(path, directory) ? relativeTo(path, directory) : seenFrom(path, dirname(directory));
}

/** Whether the script copies to the path, or runs a file of the repository that writes there. */
export function bringsTo(sources: Sources, found: NodePackage, script: string, path: string): boolean {
  const text = expandScript(found, script);
  if (text.split(/&&|\|\||[;&|]/).some((command) => copiesTo(found, command, path))) return true;
  return [...text.matchAll(RUNS)].some(([, file = ""]) => {
    // `#!/usr/bin/env node` is about no `bin` of the repository.
    const code = (sources.text(normalize(`${found.directory}/${file}`)) ?? "").replace(/^#!.*/, "");
    return WRITES.test(code) && speaksOf(code, seenFrom(path, found.directory));
  });
}
