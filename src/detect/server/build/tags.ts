/** Build tags that the project's own build files use. */
import { posix } from "node:path";
import type { BuildTags } from "../../../types/project.ts";
import type { ServerInput } from "../analysis.ts";
import type { BuildLine } from "./scripts.ts";

/** About how a binary is linked or tested, not what it can do. */
const IGNORED =
  /^(netgo|osusergo|timetzdata|static|static_build|static_all|musl|dynamic|libc|release|prod|production|dev|debug|test|tests|testing|integration|e2e|unit|acceptance|race|tools|ignore|mage|wireinject|slim|jsoniter|go_json|sonic|avx|nomsgpack|safe|appengine|grpcnotrace|urfave_cli_no_docs|codegen|generate|linux|amd64|arm64|goexperiment\S*|all)$/;
const FLAG = /(?<![-\w])-tags(?:\s+|=)(?:"([^"]*)"|'([^']*)'|([^\s"']+))/g;

function split(text: string): string[] {
  return text
    .replace(/\$[({].*$/, "")
    .split(/[\s,]+/)
    .filter((tag) => /^[A-Za-z_][\w.]*$/.test(tag) && !IGNORED.test(tag));
}

/** Tags that a file's constraint asks for and nothing else; empty for any other file. */
function positiveTags(text: string): string[] {
  const head = text.slice(0, 2000);
  if (!head.includes("//go:build")) return [];
  const constraint = /^\/\/go:build\s+(.+)$/m.exec(head)?.[1] ?? "";
  if (constraint === "" || /[!()]/.test(constraint)) return [];
  return constraint.split(/\s*(?:\|\||&&)\s*/).filter((tag) => !IGNORED.test(tag));
}

/** A file that only registers something: blank imports, or an init that does. */
function registers(text: string): boolean {
  const code = text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, "");
  const blank = /^\s*(import\s+)?_\s+"/m.test(code) && !/^(func|type|var|const)\s/m.test(code);
  const functions = [...code.matchAll(/^func\s+(\([^)]*\)\s*)?(\w+)/gm)].map((match) => match[2]);
  return (
    blank || (functions.length === 1 && functions[0] === "init" && /Register|Drivers?\[|Add\w*\(/.test(code))
  );
}

/**
 * Tags without which a package in reach has none of its drivers: at least two of
 * its files are behind tags and do nothing but register, and no other file of it registers.
 */
function driverTags({ reach, repository, files }: ServerInput): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const { directory, files: reached } of reach.packages) {
    // The files behind tags are among those in reach when the tags are already chosen.
    const known = new Map(reached.map(({ path, text }) => [path, text]));
    const behind = (files.readDirectory(posix.join(repository.root, directory)) ?? []).flatMap(
      ({ name, kind }) => {
        if (kind !== "file" || !name.endsWith(".go") || name.endsWith("_test.go")) return [];
        const path = posix.join(directory, name);
        const text = known.get(path) ?? files.readText(posix.join(repository.root, path)) ?? "";
        const asked = positiveTags(text);
        return asked.length > 0 && registers(text) ? asked.map((tag) => ({ tag, path })) : [];
      },
    );
    if (new Set(behind.map(({ tag }) => tag)).size < 2) continue;
    if (reached.some(({ text }) => registers(text) && positiveTags(text).length === 0)) continue;
    for (const { tag, path } of behind) tags.set(tag, `${path}:1`);
  }
  return tags;
}

/** go-sqlite3 has the module `fts5` only under its tag; the tables are made at run time. */
function usesFullText({ reach }: ServerInput): boolean {
  if (!reach.externalImports.has("github.com/mattn/go-sqlite3")) return false;
  return reach.packages.some(({ files }) => files.some(({ text }) => /\bfts5\b/i.test(text)));
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
  return sets
    .map((set) => ({ ...set, required: required.has(set) }))
    .sort((a, b) => Number(b.required) - Number(a.required) || b.tags.length - a.tags.length);
}
