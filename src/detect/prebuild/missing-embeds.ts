/** Warnings of what is embedded, is not there or only in name, and no step of the build makes. */
import type { Embed, Warning } from "../../types/project.ts";
import { plainPrefix } from "../embed/match.ts";
import type { Layout } from "../layout.ts";
import { basename, isWithin, join, normalize, relativeTo } from "../paths.ts";
import type { GraphPackage } from "../reach.ts";
import type { Sources } from "../sources.ts";
import type { Left } from "./choose.ts";
import { buildLines, commandNaming, generateLines, generatorNaming, type SeenCommand } from "./commands.ts";
import { isGitIgnored } from "./gitignore.ts";
import { isPlaceholder, MADE, standIns } from "./match.ts";
import { scriptEvidence } from "./package-json.ts";

/** A directive of go:generate that starts no generator of code, but something of the repository's own. */
const RUNS_A_SCRIPT = /^(\.{1,2}\/|(ba)?sh\s|make\s|npm\s|npx\s|pnpm\s|yarn\s|node\s)/;

/** Paths that a script makes which no step runs, since it takes another package manager than they do. */
export function leftWarnings(
  sources: Sources,
  embeds: readonly Embed[],
  left: readonly Left[],
): readonly Warning[] {
  return left.flatMap(({ target: { path }, match: { found, script } }) => {
    const isMissing = embeds.some(({ missing }) => missing.includes(path));
    // What was built here before is taken as it is.
    if (!isMissing && !isPlaceholder(sources, path)) return [];
    const state = isMissing ? "is not there" : "holds nothing but a placeholder";
    const where = found.directory === "." ? "" : ` in ${found.directory}`;
    return [
      {
        code: isMissing ? "embed-missing" : "embed-placeholder",
        message: `${path} is embedded and ${state}; "${found.manager} run ${script}"${where} makes it, by another package manager than the one that the image has: make it before you build`,
        evidence: scriptEvidence(found, script),
        blocksBuild: isMissing,
      },
    ];
  });
}

/**
 * Whether a script that is in sight has the path's name in it, or where it lies and its extension, as a loop over
 * files does; of what is not in sight it may.
 */
function maySpeakOf(
  { sources }: Layout,
  { directory, text }: SeenCommand & { readonly directory: string },
  path: string,
): boolean {
  const script = /(?:^|\s)([\w./-]+\.\w+)(?=\s|$)/.exec(text)?.[1];
  const code = script === undefined ? null : sources.text(normalize(join(directory, script)));
  if (code === null || code.includes(basename(path))) return true;
  const [above] = relativeTo(path, directory).split("/");
  const extension = /\.\w+$/.exec(path)?.[0];
  return extension !== undefined && code.includes(`${above}/`) && code.includes(extension);
}

/** The submodule of git that the path lies in or is: a clone leaves its directory empty. */
function submoduleOf({ sources }: Layout, path: string): string | undefined {
  const lines = (sources.text(".gitmodules") ?? "").split(/\r?\n/);
  const paths = lines.flatMap((line) => /^\s*path\s*=\s*(\S+)\s*$/.exec(line)?.[1] ?? []);
  return paths.find((one) => one === path || isWithin(path, one));
}

/** Who seems to make the path, for the reader; "" where nothing says so. */
export function hintOf(
  layout: Layout,
  packages: readonly GraphPackage[],
  embed: Embed,
  path: string,
): string {
  const submodule = submoduleOf(layout, path);
  if (submodule !== undefined) return `; "git submodule update --init ${submodule}" (.gitmodules) brings it`;
  const generated = generateLines(packages);
  const made =
    commandNaming([...generated, ...buildLines(layout)], path) ??
    generatorNaming(layout, generated, path) ??
    generated.find(
      (one) =>
        one.directory === embed.package && RUNS_A_SCRIPT.test(one.text) && maySpeakOf(layout, one, path),
    );
  return made ? `; "${made.text}" (${made.evidence}) seems to make it` : "";
}

/** Directories of what a page is made of, which others keep in git without it. */
const OF_A_PAGE = /^(js|css|scripts|styles)$/;

/** Directories inside that one alone is kept of, with what is left out of it: `static/js/.gitignore`. */
function ignoredWithin(sources: Sources, directory: string): readonly string[] {
  return (sources.directory(directory)?.directories ?? []).flatMap((name) => {
    const path = join(directory, name);
    if (name === "node_modules") return [];
    const isLeftOut =
      sources.directory(path)?.files.includes(".gitignore") && standIns(sources, path) !== null;
    return isLeftOut && OF_A_PAGE.test(name) ? [path] : ignoredWithin(sources, path);
  });
}

/** Directories that hold only what keeps them in git: the program builds, and has nothing to show. */
export function placeholderWarnings(
  layout: Layout,
  packages: readonly GraphPackage[],
  embeds: readonly Embed[],
  covered: ReadonlySet<string>,
): readonly Warning[] {
  const { sources } = layout;
  const isCovered = (path: string) =>
    [...covered].some((made) => isWithin(path, made) || isWithin(made, path));
  const found = embeds.flatMap((embed) =>
    embed.patterns.flatMap((pattern) => {
      const path = join(embed.package, plainPrefix(pattern));
      const inside = path === embed.package ? [] : ignoredWithin(sources, path);
      return [path, ...inside].map((one) => ({ embed, path: one }));
    }),
  );
  return found.flatMap(({ embed, path }, index) => {
    if (path === embed.package || isCovered(path)) return [];
    if (found.findIndex((other) => other.path === path) < index) return [];
    const names = standIns(sources, path);
    if (!names || !(MADE.test(basename(path)) || isGitIgnored(sources, join(path, "index.html")))) return [];
    return [
      {
        code: "embed-placeholder",
        message: `${path} is embedded and holds only ${names.join(", ")}${hintOf(layout, packages, embed, path)}: put there what belongs there before you build`,
        evidence: embed.evidence,
        blocksBuild: false,
      },
    ];
  });
}

/** @param covered paths that a step of the build makes */
export function missingEmbedWarnings(
  layout: Layout,
  packages: readonly GraphPackage[],
  embeds: readonly Embed[],
  covered: ReadonlySet<string>,
): readonly Warning[] {
  const left = embeds.flatMap((embed) =>
    embed.missing.filter((path) => !covered.has(path)).map((path) => ({ embed, path })),
  );
  // What lies in a directory that is not there comes with it, and several patterns may name one.
  const highest = left.filter(
    ({ path }, index) =>
      !left.some((other, at) => (other.path === path ? at < index : isWithin(path, other.path))),
  );
  return highest.map(({ embed, path }) => ({
    code: "embed-missing",
    message: `${path} is embedded and is not there${hintOf(layout, packages, embed, path)}: make it before you build`,
    evidence: embed.evidence,
    blocksBuild: true,
  }));
}
