import type { Embed, Prebuild, Warning } from "../../types/project.ts";
import { plainPrefix } from "../embed/match.ts";
import type { Layout } from "../layout.ts";
import { basename, dirname, isWithin, join, relativeTo } from "../paths.ts";
import type { GraphPackage } from "../reach.ts";
import { everyFileBelow, type Sources } from "../sources.ts";
import { buildLines, commandNaming, copies, generateLines, generatorNaming } from "./commands.ts";
import { generateStep } from "./generate.ts";
import { isGitIgnored } from "./gitignore.ts";
import { missingCode, missingCodeWarning } from "./missing-code.ts";
import { buildScripts, outputsOf } from "./outputs.ts";
import { type NodePackage, readNodePackage, scriptEvidence } from "./package-json.ts";

/** A path that is embedded and that another tool has to make. */
interface Target {
  readonly path: string;
  /** What was committed satisfies the pattern without it: a placeholder, or icons that lie there as well. */
  readonly placeholder: boolean;
}

/** Where builds put what they make, in a directory that holds other files too. */
const INNER = ["dist", "build", "out", "public", "static"];

interface Match {
  readonly found: NodePackage;
  readonly script: string;
  /** Shell command after the script that brings its output to where it is embedded. */
  readonly copy: string | null;
  readonly output: string;
}

/** A built page has scripts or styles; what only holds a page and a note is there to make the pattern match. */
function isPlaceholder(sources: Sources, directory: string): boolean {
  const names = everyFileBelow(sources, directory).map(basename);
  const real = names.filter(
    (name) => !/^(\.|README|placeholder|empty)|^(favicon|icon|logo)\b.*\.(ico|png|svg)$/i.test(name),
  );
  return names.length > 0 && real.length <= 1 && !real.some((name) => /\.(m?js|css)$/.test(name));
}

/** Directories that the patterns embed and that a build would fill. */
function targetsOf(sources: Sources, embeds: readonly Embed[]): Target[] {
  const targets = new Map<string, Target>();
  for (const embed of embeds) {
    for (const path of embed.missing) targets.set(path, { path, placeholder: false });
    for (const pattern of embed.patterns) {
      const prefix = plainPrefix(pattern);
      const named = join(embed.package, prefix);
      const path = sources.directory(named) ? named : dirname(named);
      if (prefix === "" || path === embed.package || targets.has(path) || targets.has(named)) continue;
      const made = isGitIgnored(sources, path) || isGitIgnored(sources, `${path}/assets`);
      const placeholder = isPlaceholder(sources, path);
      if (made || placeholder) targets.set(path, { path, placeholder });
      const inner = INNER.map((name) => join(path, name)).filter(
        (below) => sources.directory(path) !== null && isGitIgnored(sources, below),
      );
      if (!made) for (const below of inner) targets.set(below, { path: below, placeholder: true });
    }
  }
  return [...targets.values()];
}

function covers(output: string, { path, placeholder }: Target): boolean {
  return isWithin(path, output) || (isWithin(output, path) && !placeholder);
}

/** A directory name that build tools give to what they make. */
const MADE = /^(dist|build|out|public|www|static|assets|bundle|generated)$/;

function matchPackage(layout: Layout, found: NodePackage, target: Target): Match | null {
  const { sources } = layout;
  const scripts = buildScripts(found).map((script) => outputsOf(sources, found, script));
  for (const { script, outputs } of scripts) {
    const output = outputs.find((path) => covers(path, target));
    if (output) return { found, script, copy: null, output };
  }
  const lines = buildLines(layout);
  for (const { script, outputs } of scripts) {
    for (const output of outputs) {
      if (!lines.some(({ text }) => copies(text, output, target.path))) continue;
      const from = relativeToDirectory(output, found.directory);
      const to = relativeToDirectory(target.path, found.directory);
      return { found, script, copy: `mkdir -p ${to} && cp -R ${from}/. ${to}/`, output: target.path };
    }
  }
  const guess = scripts.find(({ outputs }) => outputs.length === 0);
  const inside = isWithin(target.path, found.directory) && MADE.test(basename(target.path));
  return guess && inside && !target.placeholder
    ? { found, script: guess.script, copy: null, output: target.path }
    : null;
}

/** `../x/dist` for `x/dist` seen from `web`. */
function relativeToDirectory(path: string, from: string): string {
  if (isWithin(path, from)) return relativeTo(path, from);
  return `../${relativeToDirectory(path, dirname(from))}`;
}

function prebuildOf(
  { found, script, copy }: Match,
  outputs: readonly string[],
  placeholder: boolean,
): Prebuild {
  const run = `${found.manager} run ${script}`;
  const below = relativeTo(found.directory, found.lockDirectory);
  const command = copy ? `${run} && ${copy}` : run;
  return {
    directory: found.lockDirectory,
    command: below === "." ? command : `cd ${below} && ${command}`,
    packageManager: found.manager,
    packageManagerVersion: found.managerVersion,
    lockFile: found.lockFile,
    nodeVersion: found.nodeVersion,
    skippedDownloads: found.skippedDownloads,
    installReads: found.installReads,
    outputs,
    placeholder,
    evidence: scriptEvidence(found, script),
  };
}

function missingWarning(
  layout: Layout,
  packages: readonly GraphPackage[],
  embed: Embed,
  path: string,
): Warning {
  const generated = generateLines(packages);
  const made =
    commandNaming([...generated, ...buildLines(layout)], path) ?? generatorNaming(layout, generated, path);
  const hint = made ? `; "${made.text}" (${made.evidence}) seems to make it` : "";
  return {
    code: "embed-missing",
    message: `${path} is embedded and is not there${hint}: make it before you build`,
    evidence: embed.evidence,
    blocksBuild: true,
  };
}

/** Whether a step that was known before can still be taken, and makes something that is embedded. */
function isStillThere(sources: Sources, { directory, packageManager, outputs }: Prebuild, targets: Target[]) {
  const files = sources.directory(directory)?.files ?? [];
  const isMade = targets.some(({ path }) => outputs.some((output) => isWithin(path, output)));
  return isMade && (packageManager === null || files.includes("package.json"));
}

/**
 * The step that makes what is embedded, and a warning for each path that no step is known for.
 * @param known the step that a file told of which is no evidence any more, since this tool writes it now
 */
export function describePrebuild(
  layout: Layout,
  packages: readonly GraphPackage[],
  embeds: readonly Embed[],
  moduleDirectory: string,
  known: Prebuild | null,
): { readonly prebuild: Prebuild | null; readonly warnings: readonly Warning[] } {
  const targets = targetsOf(layout.sources, embeds);
  const code = missingCode(layout.sources, packages);
  if (targets.length === 0 && code.length === 0) return { prebuild: null, warnings: [] };
  const nodePackages = layout.evidenceFiles
    .filter((path) => basename(path) === "package.json")
    .map((path) => readNodePackage(layout.sources, path))
    .filter((found) => found !== null);
  let first: Match | null = null;
  const outputs = new Set<string>();
  const covered = new Set<string>();
  let placeholder = false;
  for (const target of targets) {
    for (const found of first ? [first.found] : nodePackages) {
      const match = matchPackage(layout, found, target);
      if (!match || (first && first.script !== match.script)) continue;
      first ??= match;
      outputs.add(match.output);
      covered.add(target.path);
      placeholder ||= target.placeholder;
      break;
    }
  }
  const before = known && isStillThere(layout.sources, known, targets) ? known : null;
  const prebuild = first
    ? prebuildOf(first, [...outputs], placeholder)
    : (generateStep(packages, embeds, code, moduleDirectory) ?? before);
  if (!first) for (const path of prebuild?.outputs ?? []) covered.add(path);
  const warnings = embeds.flatMap((embed) =>
    embed.missing
      .filter((path) => !covered.has(path))
      .map((path) => missingWarning(layout, packages, embed, path)),
  );
  const left = code.filter(({ path }) => !covered.has(path));
  return { prebuild, warnings: [...warnings, ...missingCodeWarning(left)] };
}
