/** Commands of Makefiles, go:generate lines and Dockerfiles that may make or copy what is embedded. */
import type { Evidence } from "../../types.ts";
import type { Layout } from "../layout.ts";
import { basename, join, normalize } from "../paths.ts";
import type { GraphPackage } from "../reach.ts";

interface SeenCommand {
  readonly text: string;
  readonly evidence: Evidence;
}

const FILES =
  /^((GNU)?[Mm]akefile|.*\.mk|[Tt]askfile\.ya?ml|[Jj]ustfile|build\.sh|Dockerfile.*|.*\.[Dd]ockerfile|\.?goreleaser.*\.ya?ml)$/;

/** Every line of the repository's build files. */
export function buildLines(layout: Layout): SeenCommand[] {
  return layout.evidenceFiles
    .filter((path) => FILES.test(basename(path)))
    .flatMap((path) =>
      (layout.sources.text(path) ?? "").split("\n").map((text, index) => ({
        text: text.trim(),
        evidence: `${path}:${index + 1}`,
      })),
    )
    .filter(({ text }) => text !== "" && !/^(#|@?-?(rm|mkdir|touch|test)\b)/.test(text));
}

/** `//go:generate` lines of the packages in reach, with the directory they run in. */
export function generateLines(
  packages: readonly GraphPackage[],
): (SeenCommand & { readonly directory: string })[] {
  return packages.flatMap(({ directory, files }) =>
    files.flatMap((file) => {
      const text = file.text();
      if (!text.includes("//go:generate")) return [];
      return text.split("\n").flatMap((line, index) => {
        const command = /^\/\/go:generate\s+(.+)$/.exec(line.trimEnd())?.[1];
        return command ? [{ text: command, evidence: `${file.path}:${index + 1}`, directory }] : [];
      });
    }),
  );
}

/** Whether a word of a command line names a path, seen from any directory above it. */
function names(word: string, path: string): boolean {
  const plain = normalize(word.replace(/["']/g, "").replace(/\$[({]?\w+[)}]?/g, ".")).replace(
    /^(\.\.\/)+|^\//,
    "",
  );
  if (plain === "." || !plain.includes("/")) return plain === path;
  return path === plain || path.endsWith(`/${plain}`) || plain.endsWith(`/${path}`);
}

/** A line that copies or moves one path to another, or into the directory that holds it. */
export function copies(line: string, from: string, to: string): boolean {
  if (!/^@?-?\s*(COPY|ADD)\b|\b(cp|mv|rsync)\b/.test(line)) return false;
  const words = line.split(/[\s;&|]+/).filter((word) => word !== "" && !word.startsWith("-"));
  const isSource = (word: string) =>
    names(word.replace(/\/[*.]*$/, ""), from) ||
    basename(normalize(word.replace(/\/[*.]*$/, ""))) === basename(from);
  const source = words.findIndex(isSource);
  if (source < 0) return false;
  return words
    .slice(source + 1)
    .some((word) => names(word, to) || join(normalize(word), basename(from)) === to);
}

/** A command that names the path, to tell the reader who makes it. */
export function commandNaming(lines: readonly SeenCommand[], path: string): SeenCommand | null {
  const last = basename(path);
  return (
    lines.find(({ text }) =>
      text.split(/[\s;&|=]+/).some((word) => word.includes("/") && names(word, path)),
    ) ??
    lines.find(
      ({ text }) =>
        text.includes("/") &&
        text.split(/[\s;&|=/]+/).includes(last) &&
        /\b(cp|mv|build|generate)\b/.test(text),
    ) ??
    null
  );
}
