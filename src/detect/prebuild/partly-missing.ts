/**
 * What git leaves out of a directory that is embedded or read and holds other files: the program builds, and runs
 * without its scripts or styles.
 */
import { fileOf } from "../../evidence.ts";
import type { Embed, Evidence, Warning } from "../../types/project.ts";
import { plainPrefix } from "../embed/match.ts";
import type { Layout } from "../layout.ts";
import { ancestors, basename, isWithin, join, relativeTo } from "../paths.ts";
import type { GraphPackage } from "../reach.ts";
import type { DirectoryRead } from "../server/files/directory-reads.ts";
import type { Sources } from "../sources.ts";
import { buildLines, generateLines, type SeenCommand } from "./commands.ts";
import { isGitIgnored } from "./gitignore.ts";
import type { Target } from "./match.ts";
import { hintOf } from "./missing-embeds.ts";
import { OUTPUT, outputsOf } from "./outputs.ts";
import { readNodePackage } from "./package-json.ts";
import { buildScripts } from "./scripts.ts";

/** A directory of the repository that the program takes with all that lies in it. */
interface Held {
  readonly path: string;
  readonly evidence: Evidence;
  /** The directive that embeds it; null where it is read. */
  readonly embed: Embed | null;
  /** What reads it; null where it is embedded. */
  readonly read: DirectoryRead | null;
}

function heldDirectories(
  sources: Sources,
  embeds: readonly Embed[],
  reads: readonly DirectoryRead[],
): readonly Held[] {
  const isDirectory = (path: string) => sources.directory(path) !== null;
  const embedded = embeds.flatMap((embed) =>
    embed.patterns.flatMap((pattern) => {
      const path = join(embed.package, plainPrefix(pattern));
      const isHeld = path !== embed.package && isDirectory(path);
      return isHeld ? [{ path, evidence: embed.evidence, embed, read: null }] : [];
    }),
  );
  const opened = reads.flatMap((read) => {
    const path = read.whole ? read.places.find(isDirectory) : undefined;
    return path === undefined || path === "." ? [] : [{ path, evidence: read.evidence, embed: null, read }];
  });
  return [...embedded, ...opened];
}

/** What scripts of package.json files write into the directories and git leaves out: `-o ./static/css/app.css`. */
export function scriptOutputs(
  { sources, evidenceFiles }: Layout,
  embeds: readonly Embed[],
  reads: readonly DirectoryRead[],
): { readonly targets: readonly Target[]; readonly reads: readonly DirectoryRead[] } {
  const packages = evidenceFiles.filter((path) => basename(path) === "package.json");
  const held = packages.length > 0 ? heldDirectories(sources, embeds, reads) : [];
  if (held.length === 0) return { targets: [], reads: [] };
  const outputs = packages.flatMap((path) => {
    const found = readNodePackage(sources, path);
    if (!found) return [];
    return buildScripts(found, []).flatMap((script) => outputsOf(sources, found, script).outputs);
  });
  const made = [...new Set(outputs)].flatMap((output) => {
    const into = held.filter(({ path }) => path !== output && isWithin(output, path));
    return isGitIgnored(sources, output) ? into.map((directory) => ({ output, ...directory })) : [];
  });
  return {
    targets: made.flatMap(({ output, embed }) =>
      embed ? [{ path: output, placeholder: true, owner: embed.package }] : [],
    ),
    reads: made.flatMap(({ output, path, read }) =>
      read ? [{ ...read, path: join(read.path, relativeTo(output, path)), places: [output] }] : [],
    ),
  };
}

/** `COPY --from=web /web/dist public/dist`, `cp -r web/dist public/dist`, `DIST_DIR="./public/dist"`. */
const BRINGS = /^COPY\s.*--from=|^@?-?\s*(cp|mv|rsync)\s|^\w+=["']?[\w./-]+\/[\w.-]+["']?$/i;

/** Scripts and styles that a page asks for. */
const ASKED = /\.(m?js|css|wasm)$/;

/** `-o ./assets/css/app@${VERSION}.css`: a name that only the build knows, in a directory that is known. */
const VERSIONED =
  /(?:--output|--out-?file|-o)(?:\s+|=)["']?([\w@./-]+)\/[\w@.-]*\$[({]?\w+[)}]?[\w@.-]*\.(?:m?js|css|wasm)\b/;

/** The path that a line brings or writes; null for other lines. */
function writtenBy(text: string): string | null {
  if (BRINGS.test(text)) return text.split(/[\s=]+/).at(-1) ?? null;
  if (/--watch\b/.test(text)) return null;
  const options = [...text.matchAll(OUTPUT)].map(([, path]) => path ?? "");
  return options.find((path) => ASKED.test(path)) ?? VERSIONED.exec(text)?.[1] ?? null;
}

/** A line as people read it who have not the next one before their eyes: without what ties the two together. */
function shown(text: string): string {
  const command = text.replace(/^&&\s*/, "").replace(/\s*(&&|;)?\s*\\$/, "");
  return command.startsWith("-") ? `... ${command}` : command;
}

/** A line, and the path that it brings or writes. */
interface Writing extends SeenCommand {
  readonly target: string;
}

function writingLines(layout: Layout, packages: readonly GraphPackage[]): readonly Writing[] {
  const built = buildLines(layout).map((line) => ({ ...line, directory: "." }));
  return [...generateLines(packages), ...built].flatMap(({ text, evidence, directory }) => {
    const target = writtenBy(text)?.replace(/["']/g, "");
    return target === undefined ? [] : [{ text, evidence, target: join(directory, target) }];
  });
}

/** What a stage of an image, a line of a build or a directive of go:generate brings or writes there. */
function broughtWarnings(
  layout: Layout,
  packages: readonly GraphPackage[],
  directories: readonly Held[],
  covered: ReadonlySet<string>,
): readonly Warning[] {
  const { sources } = layout;
  const isThere = (path: string) => sources.directory(path) !== null || sources.text(path) !== null;
  const found = writingLines(layout, packages).flatMap(({ text, evidence, target }) => {
    const parts = target.split("/").filter((part) => part !== "");
    const places = parts.map((_, index) => parts.slice(index).join("/"));
    return directories.flatMap((held) => {
      const place = places.find((one) => one !== held.path && isWithin(one, held.path));
      if (place === undefined || isThere(place) || !isGitIgnored(sources, place)) return [];
      if ([...covered].some((made) => isWithin(place, made))) return [];
      // Of what is read a page lacks scripts, styles and directories of them; other files may be for nobody.
      const isPart = held.embed !== null || ASKED.test(place) || !/\.\w+$/.test(place);
      return isPart ? [{ held, place, text, evidence }] : [];
    });
  });
  const once = found.filter(
    ({ place }, at) =>
      found.findIndex((one) => one.place === place) === at &&
      !found.some((one) => one.place !== place && isWithin(place, one.place)),
  );
  return once.map(({ held, place, text, evidence }) => {
    const maker = /^\w+=/.test(text) ? fileOf(evidence) : `"${shown(text)}" (${evidence})`;
    return {
      code: held.embed ? "embed-placeholder" : "served-missing",
      message: `${place} is ${held.embed ? "embedded" : "read"} with the files around it and is not there; ${maker} seems to make it: put there what belongs there before you build`,
      evidence: held.evidence,
      blocksBuild: false,
    };
  });
}

/** Paths without a wildcard that the `.gitignore` files above the directory have below it. */
function ignoredBelow(sources: Sources, directory: string): readonly string[] {
  return ancestors(directory).flatMap((above) => {
    if (!sources.directory(above)?.files.includes(".gitignore")) return [];
    const lines = (sources.text(join(above, ".gitignore")) ?? "").split(/\r?\n/);
    const paths = lines
      .filter((line) => /^\/?[\w.-]+(\/[\w.-]+)*$/.test(line))
      .map((line) => join(above, line));
    return paths.filter((path) => path !== directory && isWithin(path, directory));
  });
}

/** What git leaves out by name and a page in the same directory asks for. */
function askedWarnings(
  layout: Layout,
  packages: readonly GraphPackage[],
  directories: readonly Held[],
  covered: ReadonlySet<string>,
): readonly Warning[] {
  const { sources } = layout;
  return directories.flatMap(({ embed, path: directory }) => {
    const pages = (sources.directory(directory)?.files ?? []).filter((name) => /\.html$/.test(name));
    if (embed === null || pages.length === 0) return [];
    const isAsked = (path: string) =>
      pages.some((page) => sources.text(join(directory, page))?.includes(basename(path)));
    const isCovered = (path: string) => [...covered].some((made) => isWithin(path, made));
    const missing = ignoredBelow(sources, directory).filter(
      (path) => ASKED.test(path) && sources.text(path) === null && !isCovered(path) && isAsked(path),
    );
    const [first] = missing;
    if (first === undefined) return [];
    const hint = hintOf(layout, packages, embed, first);
    return [
      {
        code: "embed-placeholder",
        message: `${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} embedded with the files around and not there${hint}: put there what belongs there before you build`,
        evidence: embed.evidence,
        blocksBuild: false,
      },
    ];
  });
}

/** @param covered paths that a step of the build makes */
export function partlyMissingWarnings(
  layout: Layout,
  packages: readonly GraphPackage[],
  { embeds, reads }: { readonly embeds: readonly Embed[]; readonly reads: readonly DirectoryRead[] },
  covered: ReadonlySet<string>,
): readonly Warning[] {
  const held = heldDirectories(layout.sources, embeds, reads);
  if (held.length === 0) return [];
  const brought = broughtWarnings(layout, packages, held, covered);
  return brought.length > 0 ? brought : askedWarnings(layout, packages, held, covered);
}
