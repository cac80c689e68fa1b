/** Build tags that the project's own build files use. */
import { posix } from "node:path";
import { fileOf } from "../../../evidence.ts";
import type { BuildTags } from "../../../types/project.ts";
import type { ServerInput } from "../analysis.ts";
import { driverTags } from "./driver-tags.ts";
import { imageBuilds } from "./image-builds.ts";
import { packageFiles, vendoredFiles } from "./package-files.ts";
import type { BuildLine } from "./scripts.ts";
import { compilingTags, embeddingTags } from "./selected-code.ts";
import { staticTags } from "./static-tags.ts";
import { DEVELOPMENT, LINKING, OTHER } from "./tag-names.ts";

/** With two dashes it is git's as well: `-X main.version=$(git describe --tags)`. */
const FLAG =
  /(?:(?<![-\w])|(?<=\bgo (?:build|install)\b(?:(?!\bgit\b)[^|;&])*\s-))-tags(?:\s+|=)(?:"([^"]*)"|'([^']*)'|([^\s"']+))/g;

function words(text: string): string[] {
  return text
    .replace(/\$[({].*$/, "")
    .split(/[\s,]+/)
    .filter((tag) => /^[A-Za-z_][\w.]*$/.test(tag));
}

const tagsIn = (line: string): string[] =>
  [...line.matchAll(FLAG)].flatMap((match) => words(match[1] ?? match[2] ?? match[3] ?? ""));

/** go-sqlite3 has the module `fts5` only under its tag; the tables are made at run time. */
function usesFullText({ reach }: ServerInput): boolean {
  if (!reach.externalImports.has("github.com/mattn/go-sqlite3")) return false;
  return reach.packages.some(({ files }) => files.some(({ text }) => /\bfts5\b/i.test(text)));
}

/** Tags that every build of the repository's releases has, and its image where that is built of the sources. */
function releaseTags(lines: readonly BuildLine[], images: readonly BuildLine[]): readonly string[] {
  const releases = lines.filter(({ evidence }) => /(^|\/)\.?goreleaser[^/]*$/.test(evidence));
  const [first = [], ...rest] = [...releases, ...images].flatMap((line) => {
    const given = tagsIn(line.text);
    return given.length > 0 || !releases.includes(line) ? [given] : [];
  });
  return releases.length > 0 ? first.filter((tag) => rest.every((given) => given.includes(tag))) : [];
}

/** Tags that say what code there is, with what the names alone do not tell. */
interface Selection {
  /** Tags of the constraints in packages in reach: `//go:build sqlite || !prod` has both. */
  readonly selecting: ReadonlySet<string>;
  /** Without them the program does not compile, or is without what its releases embed. */
  readonly needed: ReadonlySet<string>;
}

function selection(input: ServerInput, lines: readonly BuildLine[], images: readonly BuildLine[]): Selection {
  const files = packageFiles(input);
  const embedding = embeddingTags(files);
  const released = releaseTags(lines, images).filter((tag) => embedding.has(tag) && !DEVELOPMENT.test(tag));
  const selecting = new Set(files.flatMap(({ constraint }) => constraint.match(/[\w.]+/g) ?? []));
  // What decides on nothing here may decide on what a vendored package embeds: its pages, or none.
  const foreign = images
    .flatMap(({ text }) => tagsIn(text))
    .filter((tag) => !OTHER.test(tag) && !selecting.has(tag));
  const vendored = foreign.length > 0 ? embeddingTags(vendoredFiles(input)) : new Set<string>();
  return {
    selecting,
    needed: new Set([
      ...compilingTags(input, files),
      ...released,
      ...(input.alternatives?.() ?? []).flat(),
      ...foreign.filter((tag) => vendored.has(tag)),
    ]),
  };
}

/** `Dockerfile.rocksdb` beside others: one for whoever wants what the tag brings. */
function isVariant({ repository }: ServerInput, evidence: string, tags: readonly string[]): boolean {
  const name = posix.basename(fileOf(evidence)).toLowerCase();
  const others = repository.existingFiles.filter((path) => /dockerfile(?!.*ignore$)/i.test(path));
  return others.length > 1 && tags.some((tag) => name.includes(tag.toLowerCase()));
}

/** What the author's image builds the main with, where that decides on files of the program. */
function imageTags(
  input: ServerInput,
  images: readonly BuildLine[],
  { selecting, needed }: Selection,
): BuildTags | null {
  for (const { text, evidence } of images) {
    const given = tagsIn(text);
    // Such a program cannot be linked without a flag of its own.
    if (given.length === 0 || text.includes("-checklinkname") || isVariant(input, evidence, given)) continue;
    const selects = (tag: string) =>
      needed.has(tag) || (selecting.has(tag) && !LINKING.test(tag) && !DEVELOPMENT.test(tag));
    if (!given.some(selects)) continue;
    const tags = [...new Set(given)].filter((tag) => selects(tag) || !OTHER.test(tag));
    return { tags, required: true, evidence };
  }
  return null;
}

/** Sets of tags in use, required ones first; those that only decide on linking or tests are left out. */
export function findBuildTags(input: ServerInput, lines: readonly BuildLine[]): readonly BuildTags[] {
  const images = imageBuilds(input);
  if (![...lines, ...images].some(({ text }) => text.includes("-tags"))) return staticTags(input);
  const drivers = driverTags(input);
  const fullText = usesFullText(input);
  const chosen = selection(input, lines, images);
  const needs = (tag: string) =>
    chosen.needed.has(tag) || drivers.has(tag) || (fullText && /^(sqlite_)?fts5$/.test(tag));
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
      const tags = [...new Set(words(match[1] ?? match[2] ?? match[3] ?? ""))].filter(
        (tag) => !OTHER.test(tag) || chosen.needed.has(tag),
      );
      if (tags.length === 0 || sets.some((known) => known.tags.join() === tags.join())) continue;
      sets.push({ tags, required: false, evidence });
    }
  }
  // Of sets that bring the same the smallest: the others are for a desktop or another platform.
  const brought = new Set<string>();
  const forDevelopment = ({ tags }: BuildTags) => Number(tags.some((tag) => DEVELOPMENT.test(tag)));
  const bySize = [...sets].sort(
    (a, b) => forDevelopment(a) - forDevelopment(b) || a.tags.length - b.tags.length,
  );
  // Two of them at once declare the same names twice.
  const groups = input.alternatives?.() ?? [];
  const isChosen = (tag: string) =>
    brought.has(tag) || groups.some((group) => group.includes(tag) && group.some((one) => brought.has(one)));
  const required = new Set(
    bySize.filter(({ tags }) => {
      const more = tags.filter((tag) => needs(tag) && !isChosen(tag));
      for (const tag of more) brought.add(tag);
      return more.length > 0;
    }),
  );
  const own = imageTags(input, images, chosen);
  const others = own ? sets.filter(({ tags }) => tags.join() !== own.tags.join()) : sets;
  // The author's image says which of several sets the service is deployed with.
  return [
    ...(own ? [own] : []),
    ...staticTags(input),
    ...others.map((set) => ({ ...set, required: !own && required.has(set) })),
  ].sort((a, b) => Number(b.required) - Number(a.required) || b.tags.length - a.tags.length);
}
