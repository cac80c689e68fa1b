/** Commands of Makefiles, go:generate lines and Dockerfiles that may make or copy what is embedded. */
import { fileOf } from "../../evidence.ts";
import type { Evidence } from "../../types/project.ts";
import { isRecipe, type Layout } from "../layout.ts";
import { basename, dirname, join, normalize, relativeTo } from "../paths.ts";
import type { GraphPackage } from "../reach.ts";

/** A command line, and where it stands. */
export interface SeenCommand {
  readonly text: string;
  readonly evidence: Evidence;
}

const IMAGE_OR_RELEASE = /^(Dockerfile.*|.*\.[Dd]ockerfile|\.?goreleaser.*\.ya?ml)$/;

/** A `//go:generate` line, and the directory it runs in. */
export interface GenerateLine extends SeenCommand {
  readonly directory: string;
}

/** Every line of the files of such names. */
export function linesOf(
  { evidenceFiles, sources }: Layout,
  isNamed: (name: string) => boolean,
): SeenCommand[] {
  return evidenceFiles
    .filter((path) => isNamed(basename(path)))
    .flatMap((path) =>
      (sources.text(path) ?? "").split("\n").map((text, index) => ({
        text: text.trim(),
        evidence: `${path}:${index + 1}`,
      })),
    );
}

/** Every line of the repository's build files that may make something. */
export function buildLines(layout: Layout): SeenCommand[] {
  return linesOf(layout, (name) => isRecipe(name) || IMAGE_OR_RELEASE.test(name)).filter(
    ({ text }) => text !== "" && !/^(#|@?-?(rm|mkdir|touch|test)\b)/.test(text),
  );
}

/** Names of the stages that clone what they build, and take no file of the repository. */
function cloningStages(text: string): readonly string[] {
  return text.split(/^(?=\s*FROM\s)/im).flatMap((stage) => {
    const name = /^\s*FROM\s.*\sAS\s+(\S+)/i.exec(stage)?.[1];
    const takes = /^\s*(COPY|ADD)\s(?!.*--from=)/im.test(stage) || /--mount=type=bind/.test(stage);
    return name && !takes && /\bgit\b.*\sclone\s/.test(stage) ? [name] : [];
  });
}

/** An image that compiles no Go and starts a server of Node.js: what its stages bring each other is for that one. */
const isOfNodeAlone = (text: string): boolean =>
  !/\b(go(lang)?|make)\b/.test(text) &&
  /^\s*(CMD|ENTRYPOINT)\s.*\b(node|npm|npx|pnpm|yarn|bun)\b/m.test(text);

/** Lines of build files, but for those that bring what was made of another repository, or to another program. */
export function ownLines(layout: Layout): SeenCommand[] {
  // The stages of each file that clone; null of an image of Node.js alone.
  const seen = new Map<string, readonly string[] | null>();
  return buildLines(layout).filter(({ text, evidence }) => {
    const from = /^COPY\s.*--from=(\S+)/i.exec(text)?.[1];
    if (from === undefined) return true;
    const file = fileOf(evidence);
    const image = layout.sources.text(file) ?? "";
    if (!seen.has(file)) seen.set(file, isOfNodeAlone(image) ? null : cloningStages(image));
    return seen.get(file)?.includes(from) === false;
  });
}

/** `//go:generate` lines of the packages in reach. */
export function generateLines(packages: readonly GraphPackage[]): GenerateLine[] {
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

/** `cp -r ../../web/out .` of a directive with its paths as they are seen from the root. */
export function fromRoot({ text, evidence, directory }: GenerateLine): SeenCommand {
  const paths = /(?<=^|[\s"'])\.{1,2}(?:\/[\w@./-]*)?(?=$|[\s"';&|])/g;
  return { text: text.replace(paths, (path) => join(directory, path)), evidence };
}

/** Whether a word of a command line names a path, seen from any directory above it. */
function names(word: string, path: string): boolean {
  const plain = normalize(word.replace(/["']/g, "").replace(/\$[({]?\w+[)}]?/g, ".")).replace(
    /^(\.\.\/)+|^\//,
    "",
  );
  // `cd assets/gen; go run . --out=../pages.zip`: where it runs is not in the word.
  if (plain === "." || !plain.includes("/"))
    return plain === path || (/^["']?\.\.\/.*\.\w+["']?$/.test(word) && plain === basename(path));
  return path === plain || path.endsWith(`/${plain}`) || plain.endsWith(`/${path}`);
}

/** The words of a line that copies or moves, but for options; empty for any other line. */
function wordsOfCopy(line: string): readonly string[] {
  if (!/^@?-?\s*(COPY|ADD)\b|\b(cp|mv|rsync)\b/.test(line)) return [];
  return line.split(/[\s;&|"']+/).filter((word) => word !== "" && !word.startsWith("-"));
}

/** A line that brings what another package makes to the path, by its full name: `cp -R web/user/dist/. cmd/user/dist/`. */
export function copiesOther(line: string, to: string, isOther: (path: string) => boolean): boolean {
  const words = wordsOfCopy(line);
  const source = words.findIndex((word) => isOther(normalize(word.replace(/\/[*.]*$/, ""))));
  return source >= 0 && words.slice(source + 1).some((word) => names(word, to));
}

/** The words of a line that copies or moves a path, from that one on; empty for any other line. */
function wordsFrom(
  line: string,
  from: string,
  to: string,
  isOther: (path: string) => boolean,
): readonly string[] {
  const words = wordsOfCopy(line);
  const isSource = (word: string) => {
    const plain = word.replace(/\/[*.]*$/, "");
    if (names(plain, from)) return true;
    // What was built in place is brought from there: no other directory of that name.
    const path = normalize(plain).replace(/^\//, "");
    return basename(path) === basename(from) && !names(plain, to) && !isOther(path);
  };
  const source = words.findIndex(isSource);
  return source < 0 ? [] : words.slice(source);
}

/**
 * A line that copies or moves one path to another, or into the directory that holds it.
 * @param isOther whether a path seen from the root is what another package makes
 */
export function copies(
  line: string,
  from: string,
  to: string,
  isOther: (path: string) => boolean = () => false,
): boolean {
  // `COPY backend/ .` before it put the directory around elsewhere.
  const isStage = /^COPY\s.*--from=/.test(line);
  const isTarget = (word: string) => isStage && normalize(word) === basename(to);
  return wordsFrom(line, from, to, isOther)
    .slice(1)
    .some((word) => names(word, to) || isTarget(word) || join(normalize(word), basename(from)) === to);
}

/** A line that puts what lies in one directory among the files of another: `cp -r dist/* ../cmd/server`. */
export function spreads(
  line: string,
  from: string,
  into: string,
  isOther: (path: string) => boolean,
): boolean {
  const [source = "", ...rest] = wordsFrom(line, from, into, isOther);
  const isWhole = /^(COPY|ADD)\b/.test(line) || /\/[*.]$/.test(source);
  return isWhole && rest.some((word) => names(word, into));
}

/** What runs elsewhere, such as in a container, makes nothing here. */
const ELSEWHERE = /\b(docker|podman|nerdctl)(-compose)?\s+(\S+\s+)*?(run|exec|up)\b|\b(kubectl|orb|ssh)\b/;

/** The rule of a Makefile for the path: `assets/app.css: src/app.scss`. */
function ruleFor(lines: readonly SeenCommand[], path: string): SeenCommand | null {
  const found = lines.find(({ text, evidence }) => {
    const file = fileOf(evidence);
    const [targets = "", ...rest] = text.split(/:(?!=)/);
    const isRule = rest.length > 0 && /(akefile|\.mk)$/.test(file) && !/[=$"'(@]/.test(targets);
    return isRule && targets.split(/\s+/).some((target) => join(dirname(file), target) === path);
  });
  if (!found) return null;
  const file = fileOf(found.evidence);
  return { ...found, text: `make ${relativeTo(path, dirname(file))}` };
}

/** `SOURCES := $(shell find web -path web/build -prune)` lists files, also of what it leaves out. */
const LISTS = /^(export\s+)?[\w.-]+\s*[:?+]?=.*\$\(shell\s+(find|ls|git)\b|^find\b/;
/** `OUT := web/dist` names it for others. */
const ASSIGNS = /^(export\s+)?[\w.-]+\s*[:?+]?=\s*\S+$/;

/** A command that names the path, or runs in its directory, to tell the reader who makes it. */
export function commandNaming(lines: readonly SeenCommand[], path: string): SeenCommand | null {
  const last = basename(path);
  // The build of the program itself needs what is named after it.
  const here = lines.filter(
    ({ text }) =>
      !ELSEWHERE.test(text) && !LISTS.test(text) && !ASSIGNS.test(text) && !/\bgo build\b/.test(text),
  );
  const found =
    ruleFor(lines, path) ??
    here.find(({ text }) =>
      text.split(/[\s;&|=]+/).some((word) => word.includes("/") && names(word, path)),
    ) ??
    here.find(
      ({ text }) =>
        text.includes("/") &&
        text.split(/[\s;&|=/]+/).includes(last) &&
        /\b(cp|mv|build|generate|curl|wget)\b/.test(text),
    ) ??
    here.find(({ text }) => runsIn(text, dirname(path)));
  return found ? targetOf(lines, found) : null;
}

/** `make fetch` for a line of its recipe that only make can run, since it has variables. */
function targetOf(lines: readonly SeenCommand[], found: SeenCommand): SeenCommand {
  const file = fileOf(found.evidence);
  if (!/akefile$/.test(file) || !/\$[({]/.test(found.text)) return found;
  const above = lines.slice(0, lines.indexOf(found)).findLast(({ text, evidence }) => {
    return evidence.startsWith(`${file}:`) && /^[\w./-]+\s*:(?!=)/.test(text);
  });
  const target = above?.text.split(":")[0]?.trim();
  return target === undefined ? found : { ...found, text: `make ${target}` };
}

/** `cd internal/blob && go run ../fetch`: what runs there, but for looking at it, is likely to leave files there. */
function runsIn(line: string, directory: string): boolean {
  const [, where, command = ""] = /^[@-]*\(?\s*cd\s+(\S+)\s*&&\s*(.*)/.exec(line) ?? [];
  return (
    where?.includes("/") === true && names(where, directory) && !/^go (test|vet|mod|list|fmt)\b/.test(command)
  );
}

/** `go run` of a go:generate line whose program speaks of the file by its name. */
export function generatorNaming(
  layout: Layout,
  lines: readonly GenerateLine[],
  path: string,
): GenerateLine | null {
  return (
    lines.find(({ text, directory }) => {
      const program = /^go run\s+(?:-\S+\s+)*"?([^\s"]+\.go)"?/.exec(text)?.[1];
      const source = program === undefined ? null : join(directory, program);
      return source !== null && (layout.sources.text(source) ?? "").includes(basename(path));
    }) ?? null
  );
}
