/** Build tags that the project's own build files use. */
import { posix } from "node:path";
import type { BuildTags } from "../../../types/project.ts";
import type { ServerInput } from "../analysis.ts";
import { driverTags } from "./driver-tags.ts";
import { imageBuilds } from "./image-builds.ts";
import type { BuildLine } from "./scripts.ts";
import { DEVELOPMENT, LINKING, OTHER } from "./tag-names.ts";

const FLAG = /(?<![-\w])-tags(?:\s+|=)(?:"([^"]*)"|'([^']*)'|([^\s"']+))/g;

function words(text: string): string[] {
  return text
    .replace(/\$[({].*$/, "")
    .split(/[\s,]+/)
    .filter((tag) => /^[A-Za-z_][\w.]*$/.test(tag));
}

const split = (text: string): string[] => words(text).filter((tag) => !OTHER.test(tag));

/** go-sqlite3 has the module `fts5` only under its tag; the tables are made at run time. */
function usesFullText({ reach }: ServerInput): boolean {
  if (!reach.externalImports.has("github.com/mattn/go-sqlite3")) return false;
  return reach.packages.some(({ files }) => files.some(({ text }) => /\bfts5\b/i.test(text)));
}

/** Tags of the constraints in packages in reach: `//go:build sqlite || !prod` has both. */
function selectingTags({ reach, repository, files }: ServerInput): ReadonlySet<string> {
  const tags = new Set<string>();
  for (const { directory } of reach.packages)
    for (const { name, kind } of files.readDirectory(posix.join(repository.root, directory)) ?? []) {
      if (kind !== "file" || !name.endsWith(".go") || name.endsWith("_test.go")) continue;
      const text = files.readText(posix.join(repository.root, directory, name)) ?? "";
      const constraint = /^\/\/go:build\s+(.+)$/m.exec(text.slice(0, 2000))?.[1] ?? "";
      for (const [tag] of constraint.matchAll(/[\w.]+/g)) tags.add(tag);
    }
  return tags;
}

/** What the author's image builds the main with, where that decides on files of the program. */
function imageTags(input: ServerInput): BuildTags | null {
  for (const { text, evidence } of imageBuilds(input)) {
    const given = [...text.matchAll(FLAG)].flatMap((match) => words(match[1] ?? match[2] ?? match[3] ?? ""));
    // Such a program cannot be linked without a flag of its own.
    if (given.length === 0 || text.includes("-checklinkname")) continue;
    const selecting = selectingTags(input);
    const selects = (tag: string) => selecting.has(tag) && !LINKING.test(tag) && !DEVELOPMENT.test(tag);
    if (!given.some(selects)) continue;
    const tags = [...new Set(given)].filter((tag) => selects(tag) || !OTHER.test(tag));
    return { tags, required: true, evidence };
  }
  return null;
}

/** Sets of tags in use, required ones first; those that only decide on linking or tests are left out. */
export function findBuildTags(input: ServerInput, lines: readonly BuildLine[]): readonly BuildTags[] {
  const drivers = driverTags(input);
  const fullText = usesFullText(input);
  const needs = (tag: string) => drivers.has(tag) || (fullText && /^(sqlite_)?fts5$/.test(tag));
  const sets: BuildTags[] = [];
  for (const { text, evidence } of lines) {
    if (
      !/-tags/.test(text) ||
      // `go install` of a path elsewhere is about another program.
      /\bgo (install|run|get)\b.*(@|\s[\w-]+(\.[\w-]+)+\/)/.test(
        text.replaceAll(input.reach.module.path, ""),
      ) ||
      /\b(go (test|vet|list|generate)|golangci-lint|staticcheck|gotestsum)\b/.test(text)
    )
      continue;
    for (const match of text.matchAll(FLAG)) {
      const tags = [...new Set(split(match[1] ?? match[2] ?? match[3] ?? ""))];
      if (tags.length === 0 || sets.some((known) => known.tags.join() === tags.join())) continue;
      sets.push({ tags, required: false, evidence });
    }
  }
  // Of sets that bring the same the smallest: the others are for a desktop or another platform.
  const brought = new Set<string>();
  const bySize = [...sets].sort((a, b) => a.tags.length - b.tags.length);
  const required = new Set(
    bySize.filter(({ tags }) => {
      const more = tags.filter((tag) => needs(tag) && !brought.has(tag));
      for (const tag of more) brought.add(tag);
      return more.length > 0;
    }),
  );
  const own = imageTags(input);
  const others = own ? sets.filter(({ tags }) => tags.join() !== own.tags.join()) : sets;
  // The author's image says which of several sets the service is deployed with.
  return [
    ...(own ? [own] : []),
    ...others.map((set) => ({ ...set, required: !own && required.has(set) })),
  ].sort((a, b) => Number(b.required) - Number(a.required) || b.tags.length - a.tags.length);
}
