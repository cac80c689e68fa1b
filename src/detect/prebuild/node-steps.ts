/** The step of Node.js that makes most of what a program embeds and reads, and those that follow it for the rest. */
import type { Prebuild } from "../../types/prebuild.ts";
import type { Warning } from "../../types/project.ts";
import type { Layout } from "../layout.ts";
import { isWithin, join, relativeTo } from "../paths.ts";
import { authorStage } from "./author-stage.ts";
import type { Choice, Left } from "./choose.ts";
import { furtherMatches, withFurther } from "./further.ts";
import { committedWithin, type Match, startsFrom } from "./match.ts";
import { dockerNodeLine, hashesWithMd4 } from "./node-version.ts";
import { askedOutside } from "./outside.ts";
import { scriptEvidence, skippedDownloads } from "./package-json.ts";
import { pnpmLine } from "./pnpm-line.ts";
import { type ScriptCall, scriptCallsOf } from "./script-calls.ts";
import { expandScript, runsCompilers } from "./scripts.ts";
import { sourceScripts } from "./source-scripts.ts";
import { staleLock, staleWarning } from "./stale-lock.ts";

/** What an earlier run chose by a file that is no evidence any more is what this one chooses. */
export function knownCalls(known: Prebuild | null): readonly ScriptCall[] {
  if (known === null || known.packageManager === null) return [];
  const { command, directory: above } = known;
  return scriptCallsOf(command).map((call) => ({ ...call, directory: join(above, call.directory ?? ".") }));
}

function prebuildOf(
  layout: Layout,
  { found, script, prepare, copy }: Match,
  known: Prebuild | null,
  stale: string | null,
  { outputs, served, placeholder }: Pick<Prebuild, "outputs" | "served" | "placeholder">,
): Prebuild {
  const { before: earlier, beside, compiles } = authorStage(layout, found, script, knownCalls(known));
  const generating = sourceScripts(layout.sources, found, script).filter((name) => !earlier.includes(name));
  const run = [...generating, ...earlier, script].map((name) => `${found.manager} run ${name}`).join(" && ");
  const below = relativeTo(found.directory, found.lockDirectory);
  const command = [...(prepare ? [`mkdir -p ${prepare}`] : []), run, ...(copy ? [copy] : [])].join(" && ");
  const before = known?.directory === found.lockDirectory ? known : null;
  const nodeVersion = found.nodeVersion ?? dockerNodeLine(layout) ?? before?.nodeVersion ?? null;
  // The author's image told of them alone.
  const brought = (before?.served ?? []).filter(
    ({ source, destination }) =>
      /\.\w+$/.test(source) && !served.some((one) => isWithin(destination, one.destination)),
  );
  // Bundlers empty what they make inside their own directory.
  const outside = outputs.filter((output) => !isWithin(output, found.lockDirectory));
  return {
    directory: found.lockDirectory,
    command: below === "." ? command : `cd ${below} && ${command}`,
    packageManager: found.manager,
    packageManagerVersion: found.managerVersion,
    pnpmLine: pnpmLine(layout.sources, found),
    lockFile: found.lockFile,
    staleLock: stale !== null,
    nodeVersion,
    legacyHashes: hashesWithMd4(layout.sources, found, nodeVersion),
    compiles:
      compiles || before?.compiles === true || runsCompilers(found, [...generating, ...earlier, script]),
    skippedDownloads: skippedDownloads(layout.sources, found),
    installReads: found.installReads,
    outputs,
    committed: [
      ...new Set([
        ...committedWithin(layout.sources, outside),
        ...served.flatMap(({ source }) => startsFrom(layout.sources, source)),
        ...(beside ?? known?.committed ?? []),
        ...askedOutside(
          layout.sources,
          found,
          [...outputs, ...served.map(({ source }) => source)],
          generating.map((name) => expandScript(found, name)),
        ),
      ]),
    ],
    served: [...served, ...brought],
    placeholder,
    further: [],
    evidence: scriptEvidence(found, script),
  };
}

interface NodeSteps {
  readonly prebuild: Prebuild;
  /** The paths, embedded or read, that they make. */
  readonly covered: ReadonlySet<string>;
  /** Embedded paths that a script makes which none of them runs. */
  readonly left: readonly Left[];
  readonly warnings: readonly Warning[];
}

/**
 * Null where no script makes any of it.
 * @param known the steps of an earlier run, whose own files are no evidence for this one
 */
export function nodeSteps(layout: Layout, page: Choice, known: Prebuild | null): NodeSteps | null {
  const { match: first } = page;
  if (first === null) return null;
  const further = furtherMatches(first, page.left);
  const packages = new Set([first, ...further.map(({ match }) => match)].map(({ found }) => found));
  const stale = new Map([...packages].map((found) => [found, staleLock(layout.sources, found)]));
  const stepOf = (match: Match, before: Prebuild | null, made: Parameters<typeof prebuildOf>[4]) =>
    prebuildOf(layout, match, before, stale.get(match.found) ?? null, made);
  const others = further.map(({ match, outputs }) => {
    const before = known?.further.find(({ directory }) => directory === match.found.lockDirectory) ?? null;
    return stepOf(match, before, { outputs, served: [], placeholder: false });
  });
  const byOthers = new Set(further.flatMap(({ targets }) => targets));
  return {
    prebuild: withFurther(stepOf(first, known, page), others),
    covered: new Set([...page.covered, ...byOthers]),
    left: page.left.filter(({ target }) => !byOthers.has(target.path)),
    warnings: [...stale].flatMap(([found, one]) => (one === null ? [] : [staleWarning(found, one)])),
  };
}
