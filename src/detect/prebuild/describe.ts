import type { Embed, Prebuild, RuntimeFile, Warning } from "../../types/project.ts";
import type { Layout } from "../layout.ts";
import { dirname, isWithin, relativeTo } from "../paths.ts";
import type { GraphPackage } from "../reach.ts";
import type { DirectoryRead } from "../server/files/directory-reads.ts";
import type { Sources } from "../sources.ts";
import { buildLines, commandNaming, generateLines, generatorNaming } from "./commands.ts";
import { embeddedTargets } from "./embedded.ts";
import { generateStep } from "./generate.ts";
import { type Match, matchPackage, nodeBuilds, type Target } from "./match.ts";
import { missingCode, missingCodeWarning } from "./missing-code.ts";
import { dockerNodeLine, hashesWithMd4 } from "./node-version.ts";
import { scriptEvidence, skippedDownloads } from "./package-json.ts";
import { absentReads, matchRead, servedWarning } from "./served.ts";
import { staleLock, staleWarning } from "./stale-lock.ts";
import type { TemplateCode } from "./templ.ts";

function prebuildOf(
  layout: Layout,
  { found, script, copy }: Match,
  known: Prebuild | null,
  stale: string | null,
  made: Pick<Prebuild, "outputs" | "served" | "placeholder">,
): Prebuild {
  const run = `${found.manager} run ${script}`;
  const below = relativeTo(found.directory, found.lockDirectory);
  const command = copy ? `${run} && ${copy}` : run;
  const before = known?.directory === found.lockDirectory ? known.nodeVersion : null;
  const nodeVersion = found.nodeVersion ?? dockerNodeLine(layout) ?? before;
  return {
    directory: found.lockDirectory,
    command: below === "." ? command : `cd ${below} && ${command}`,
    packageManager: found.manager,
    packageManagerVersion: found.managerVersion,
    lockFile: found.lockFile,
    staleLock: stale !== null,
    nodeVersion,
    legacyHashes: hashesWithMd4(layout.sources, found, nodeVersion),
    skippedDownloads: skippedDownloads(layout.sources, found),
    installReads: found.installReads,
    ...made,
    evidence: scriptEvidence(found, script),
  };
}

/** A directive of go:generate that starts no generator of code, but something of the repository's own. */
const RUNS_A_SCRIPT = /^(\.{1,2}\/|(ba)?sh\s|make\s|npm\s|npx\s|pnpm\s|yarn\s|node\s)/;

function missingWarning(
  layout: Layout,
  packages: readonly GraphPackage[],
  embed: Embed,
  path: string,
): Warning {
  const generated = generateLines(packages);
  const made =
    commandNaming([...generated, ...buildLines(layout)], path) ??
    generatorNaming(layout, generated, path) ??
    generated.find(({ directory, text }) => directory === embed.package && RUNS_A_SCRIPT.test(text));
  const hint = made ? `; "${made.text}" (${made.evidence}) seems to make it` : "";
  return {
    code: "embed-missing",
    message: `${path} is embedded and is not there${hint}: make it before you build`,
    evidence: embed.evidence,
    blocksBuild: true,
  };
}

/** Whether a step that was known before can still be taken, and makes something that is embedded or read. */
function isStillThere(
  sources: Sources,
  { directory, packageManager, outputs, served }: Prebuild,
  targets: readonly Target[],
  reads: readonly DirectoryRead[],
): boolean {
  const files = sources.directory(directory)?.files ?? [];
  const isMade =
    targets.some(({ path }) => outputs.some((output) => isWithin(path, output))) ||
    reads.some(({ path }) => served.some(({ destination }) => isWithin(path, destination)));
  return isMade && (packageManager === null || files.includes("package.json"));
}

/**
 * The step that makes what is embedded or read when the program runs, and a warning for each
 * path that no step is known for.
 * @param known the step that a file told of which is no evidence any more, since this tool writes it now
 */
export function describePrebuild(
  layout: Layout,
  packages: readonly GraphPackage[],
  embeds: readonly Embed[],
  reads: readonly DirectoryRead[],
  moduleDirectory: string,
  known: Prebuild | null,
  templates: TemplateCode | null,
): { readonly prebuild: Prebuild | null; readonly warnings: readonly Warning[] } {
  const { sources } = layout;
  const targets = embeddedTargets(sources, embeds);
  const absent = absentReads(sources, reads);
  const code = missingCode(sources, packages);
  if (targets.length + absent.length + code.length === 0 && known === null && templates === null)
    return { prebuild: null, warnings: [] };
  const builds = targets.length > 0 || absent.length > 0 ? nodeBuilds(layout) : [];
  let first: Match | null = null;
  const candidates = () => (first ? builds.filter(({ found }) => found === first?.found) : builds);
  const isOther = ({ script }: Match) => first !== null && first.script !== script;
  const outputs = new Set<string>();
  const covered = new Set<string>();
  let placeholder = false;
  for (const target of targets) {
    if ([...outputs].some((output) => isWithin(target.path, output))) {
      covered.add(target.path);
      continue;
    }
    for (const build of candidates()) {
      const match = matchPackage(layout, build, target);
      if (!match || isOther(match)) continue;
      first ??= match;
      outputs.add(match.output);
      covered.add(target.path);
      placeholder ||= target.placeholder;
      break;
    }
  }
  const served: RuntimeFile[] = [];
  for (const read of absent) {
    // What is embedded is in the program already: the directory is for development.
    const isMade = (place: string) => [...outputs].some((output) => isWithin(place, output));
    if (read.places.some((place) => covered.has(place) || isMade(place))) continue;
    for (const build of candidates()) {
      const found = matchRead(layout, build, read);
      if (!found || isOther(found.match) || isMade(found.file.source)) continue;
      first ??= found.match;
      covered.add(read.path);
      if (!served.some(({ destination }) => isWithin(found.file.destination, destination)))
        served.push(found.file);
      break;
    }
  }
  const before = known && isStillThere(sources, known, targets, reads) ? known : null;
  // Without code nothing builds; without what is served from disk a page looks plain.
  if (templates && outputs.size === 0) {
    first = null;
    for (const { path } of absent) covered.delete(path);
  }
  const stale = first && staleLock(sources, first.found);
  const prebuild = first
    ? prebuildOf(layout, first, known, stale, { outputs: [...outputs], served, placeholder })
    : (templates?.step ?? generateStep(packages, embeds, code, moduleDirectory) ?? before);
  if (!first) for (const path of prebuild?.outputs ?? []) covered.add(path);
  const left = embeds.flatMap((embed) =>
    embed.missing.filter((path) => !covered.has(path)).map((path) => ({ embed, path })),
  );
  // What lies in a directory that is not there comes with it, and several patterns may name one.
  const highest = left.filter(
    ({ path }, index) =>
      !left.some((other, at) => (other.path === path ? at < index : isWithin(path, other.path))),
  );
  const warnings = highest.map(({ embed, path }) => missingWarning(layout, packages, embed, path));
  const made = (templates?.paths ?? []).map((path) => ({
    path,
    directory: dirname(path),
    text: "templ generate",
    evidence: templates?.step.evidence ?? path,
  }));
  const unmade = [...code, ...made].filter(({ path }) => !covered.has(path));
  const unserved = absent.filter(
    ({ path }) => !covered.has(path) && !prebuild?.served.some((one) => isWithin(path, one.destination)),
  );
  return {
    prebuild,
    warnings: [
      ...warnings,
      ...(first && stale ? [staleWarning(first.found, stale)] : []),
      ...servedWarning(layout, unserved),
      ...missingCodeWarning(unmade),
    ],
  };
}
