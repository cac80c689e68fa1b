import type { Embed, Prebuild, Warning } from "../../types/project.ts";
import type { Layout } from "../layout.ts";
import { dirname, isWithin, join, relativeTo } from "../paths.ts";
import type { GraphPackage } from "../reach.ts";
import type { DirectoryRead } from "../server/files/directory-reads.ts";
import type { Sources } from "../sources.ts";
import { calledCode } from "./called-code.ts";
import { chooseBuild } from "./choose.ts";
import { buildLines, generateLines } from "./commands.ts";
import { embeddedTargets } from "./embedded.ts";
import { generateStep } from "./generate.ts";
import { missingInjectors } from "./injectors.ts";
import { committedWithin, type Match, startsFrom, type Target } from "./match.ts";
import { missingCode, missingCodeWarning } from "./missing-code.ts";
import {
  leftWarnings,
  missingEmbedWarnings,
  partlyMissingWarnings,
  placeholderWarnings,
} from "./missing-embeds.ts";
import { dockerNodeLine, hashesWithMd4 } from "./node-version.ts";
import { scriptEvidence, skippedDownloads } from "./package-json.ts";
import { type ScriptCall, scriptCalls, scriptCallsOf } from "./script-calls.ts";
import { absentReads, servedWarning } from "./served.ts";
import { staleLock, staleWarning } from "./stale-lock.ts";
import type { TemplateCode } from "./templ.ts";

function prebuildOf(
  layout: Layout,
  { found, script, prepare, copy }: Match,
  known: Prebuild | null,
  stale: string | null,
  { outputs, served, placeholder }: Pick<Prebuild, "outputs" | "served" | "placeholder">,
): Prebuild {
  const run = `${found.manager} run ${script}`;
  const below = relativeTo(found.directory, found.lockDirectory);
  const command = [...(prepare ? [`mkdir -p ${prepare}`] : []), run, ...(copy ? [copy] : [])].join(" && ");
  const before = known?.directory === found.lockDirectory ? known.nodeVersion : null;
  const nodeVersion = found.nodeVersion ?? dockerNodeLine(layout) ?? before;
  // Bundlers empty what they make inside their own directory.
  const outside = outputs.filter((output) => !isWithin(output, found.lockDirectory));
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
    outputs,
    committed: [
      ...committedWithin(layout.sources, outside),
      ...served.flatMap(({ source }) => startsFrom(layout.sources, source)),
    ],
    served,
    placeholder,
    evidence: scriptEvidence(found, script),
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

/** What an earlier run chose by a file that is no evidence any more is what this one chooses. */
function knownCalls(known: Prebuild | null): readonly ScriptCall[] {
  if (known === null || known.packageManager === null) return [];
  const { command, directory: above } = known;
  return scriptCallsOf(command).map((call) => ({ ...call, directory: join(above, call.directory ?? ".") }));
}

/** `//go:embed all:dist` of a program that also opens a `dist` on the disk: the embedded one is what it serves. */
function isEmbedded(embeds: readonly Embed[], path: string): boolean {
  return embeds.some(({ patterns }) =>
    patterns.some((pattern) => pattern.replace(/^all:|\/\*$/g, "") === path),
  );
}

/** What the program is not without. */
interface Needs {
  readonly embeds: readonly Embed[];
  readonly reads: readonly DirectoryRead[];
  readonly templates: TemplateCode | null;
}

/**
 * The step that makes what is embedded or read when the program runs, and a warning for each
 * path that no step is known for.
 * @param known the step that a file told of which is no evidence any more, since this tool writes it now
 */
export function describePrebuild(
  layout: Layout,
  packages: readonly GraphPackage[],
  { embeds, reads, templates }: Needs,
  moduleDirectory: string,
  known: Prebuild | null,
): { readonly prebuild: Prebuild | null; readonly warnings: readonly Warning[] } {
  const { sources } = layout;
  const targets = embeddedTargets(sources, embeds);
  const absent = absentReads(sources, reads);
  const directed = missingCode(sources, packages);
  const called = calledCode(layout, packages).filter(
    ({ path }) => !directed.some((one) => one.path === path),
  );
  const code = [...directed, ...called, ...missingInjectors(sources, packages)];
  if (targets.length + absent.length + code.length === 0 && known === null && templates === null)
    return { prebuild: null, warnings: partlyMissingWarnings(layout, embeds, new Set()) };
  const calls = [...knownCalls(known), ...scriptCalls(generateLines(packages), buildLines(layout))];
  const page = chooseBuild(layout, targets, absent, calls);
  // Without code nothing builds; without what is served from disk a page looks plain.
  const match = templates && page.outputs.length === 0 ? null : page.match;
  const stale = match && staleLock(sources, match.found);
  const before = known && isStillThere(sources, known, targets, reads) ? known : null;
  const prebuild = match
    ? prebuildOf(layout, match, known, stale, page)
    : (templates?.step ?? generateStep(layout, packages, embeds, code, moduleDirectory) ?? before);
  const covered: ReadonlySet<string> = match ? page.covered : new Set(prebuild?.outputs);
  const left = match ? page.left : [];
  const told = new Set([...covered, ...left.map(({ target }) => target.path)]);
  const made = (templates?.paths ?? []).map((path) => ({
    path,
    directory: dirname(path),
    text: templates?.tool ?? "",
    evidence: templates?.step.evidence ?? path,
  }));
  const unmade = [...code, ...made].filter(({ path }) => !covered.has(path));
  const unserved = absent.filter(
    ({ path }) =>
      !covered.has(path) &&
      !isEmbedded(embeds, path) &&
      !prebuild?.served.some((one) => isWithin(path, one.destination)),
  );
  return {
    prebuild,
    warnings: [
      ...missingEmbedWarnings(layout, packages, embeds, told),
      ...leftWarnings(sources, embeds, left),
      ...placeholderWarnings(layout, packages, embeds, told),
      ...partlyMissingWarnings(layout, embeds, told),
      ...(match && stale ? [staleWarning(match.found, stale)] : []),
      ...servedWarning(layout, unserved),
      ...missingCodeWarning(unmade),
    ],
  };
}
