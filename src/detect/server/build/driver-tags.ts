/** Build tags without which a program has none of its drivers. */
import { posix } from "node:path";
import type { BuildTags, Warning } from "../../../types/project.ts";
import type { ServerInput } from "../analysis.ts";
import { LINKING, OTHER } from "./tag-names.ts";

/** Tags that a file's constraint asks for and nothing else; empty for any other file. */
function positiveTags(text: string): string[] {
  const head = text.slice(0, 2000);
  if (!head.includes("//go:build")) return [];
  const constraint = /^\/\/go:build\s+(.+)$/m.exec(head)?.[1] ?? "";
  if (constraint === "" || /[!()]/.test(constraint)) return [];
  return constraint.split(/\s*(?:\|\||&&)\s*/).filter((tag) => !OTHER.test(tag));
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
export function driverTags({ reach, repository, files }: ServerInput): ReadonlyMap<string, string> {
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

/** `//go:build !mysql` and a package clause, where nothing is chosen; the tags that bring the package's code. */
function tagsOfBlank({ repository, files }: ServerInput, directory: string): readonly string[] {
  return (files.readDirectory(posix.join(repository.root, directory)) ?? []).flatMap(({ name, kind }) => {
    if (kind !== "file" || !name.endsWith(".go") || name.endsWith("_test.go")) return [];
    return positiveTags(files.readText(posix.join(repository.root, directory, name)) ?? "");
  });
}

const isBlank = (text: string): boolean =>
  /^\/\/go:build\s+!\w+\s*$/m.test(text) &&
  /^package \w+$/.test(text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, "").trim());

/**
 * Where each of several drivers is an empty package without its tag, and neither the user nor the
 * author's image names one.
 * @param sets tags that the repository's own builds use
 */
export function driverWarning(input: ServerInput, sets: readonly BuildTags[]): readonly Warning[] {
  const chosen = [...input.reach.tags, ...sets.flatMap(({ tags, required }) => (required ? tags : []))];
  if (chosen.some((tag) => !LINKING.test(tag))) return [];
  const blanks = input.reach.packages.filter(({ files }) => files.every(({ text }) => isBlank(text)));
  const drivers = blanks.flatMap(({ directory, files }) => {
    const [tag] = tagsOfBlank(input, directory);
    return tag === undefined
      ? []
      : [{ tag, above: posix.dirname(directory), file: files[0]?.path ?? directory }];
  });
  const [first] = drivers;
  const tags = [
    ...new Set(drivers.filter(({ above }) => above === first?.above).map(({ tag }) => tag)),
  ].sort();
  if (first === undefined || tags.length < 2) return [];
  return [
    {
      code: "tags-needed",
      message: `without a build tag the program has no driver: choose one of ${tags.join(", ")} with --tags`,
      evidence: `${first.file}:1`,
      blocksBuild: false,
    },
  ];
}
