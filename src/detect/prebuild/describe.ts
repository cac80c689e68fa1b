import type { GoStep, Prebuild } from "../../types/prebuild.ts";
import type { Embed, Warning } from "../../types/project.ts";
import type { GoBuildContext } from "../build-context.ts";
import type { Layout } from "../layout.ts";
import { basename, dirname, isWithin } from "../paths.ts";
import type { GraphPackage } from "../reach.ts";
import type { DirectoryRead } from "../server/files/directory-reads.ts";
import type { Sources } from "../sources.ts";
import { calledCode } from "./called-code.ts";
import { chooseBuild } from "./choose.ts";
import { buildLines, generateLines } from "./commands.ts";
import { embeddedTargets } from "./embedded.ts";
import { emptyFiles, emptyFilesStep, emptyFilesWarnings } from "./empty-files.ts";
import { generateStep } from "./generate.ts";
import { type BuildSteps, goPrebuild, goStepOf, together } from "./go-step.ts";
import { injectorStep, missingInjectors } from "./injectors.ts";
import type { Target } from "./match.ts";
import { missingCode, missingCodeWarning } from "./missing-code.ts";
import { leftWarnings, missingEmbedWarnings, placeholderWarnings } from "./missing-embeds.ts";
import { knownCalls, nodeSteps } from "./node-steps.ts";
import { partlyMissingWarnings, scriptOutputs } from "./partly-missing.ts";
import { scriptCalls } from "./script-calls.ts";
import { absentReads, servedWarning } from "./served.ts";

/** The step of Node.js that was known before, where it is still there and makes something that is embedded or read. */
function knownNodeStep(
  sources: Sources,
  { prebuild }: BuildSteps,
  targets: readonly Target[],
  reads: readonly DirectoryRead[],
): Prebuild | null {
  if (prebuild === null || prebuild.packageManager === null) return null;
  const { directory, outputs, served } = prebuild;
  const isMade =
    targets.some(({ path }) => outputs.some((output) => isWithin(path, output))) ||
    reads.some(({ path }) => served.some(({ destination }) => isWithin(path, destination)));
  const isThere = sources.directory(directory)?.files.includes("package.json") ?? false;
  return isMade && isThere ? prebuild : null;
}

/** The step of Go alone that was known before, where a file that it makes is still not there, or one to embed. */
function knownGoStep(sources: Sources, known: BuildSteps, targets: readonly Target[]): GoStep | null {
  const step = goStepOf(known);
  const isLacking = step?.outputs.some(
    (path) =>
      !sources.directory(dirname(path))?.files.includes(basename(path)) ||
      targets.some((target) => isWithin(target.path, path)),
  );
  return isLacking ? step : null;
}

/** `//go:embed all:dist` of a program that also opens a `dist` on the disk: the embedded one is what it serves. */
function isEmbedded(embeds: readonly Embed[], path: string): boolean {
  return embeds.some(({ patterns }) =>
    patterns.some((pattern) => pattern.replace(/^all:|\/\*$/g, "") === path),
  );
}

/** What is embedded, without paths that are made. */
const withoutPaths = (embeds: readonly Embed[], made: ReadonlySet<string>): readonly Embed[] =>
  embeds.map((embed) => ({ ...embed, missing: embed.missing.filter((path) => !made.has(path)) }));

/** What the program is not without. */
interface Needs {
  readonly embeds: readonly Embed[];
  readonly reads: readonly DirectoryRead[];
  /** Steps that make code with Go alone. */
  readonly code: readonly GoStep[];
}

/**
 * The steps that make what is embedded or read when the program runs, and code that it is made of,
 * and a warning for each path that no step is known for.
 * @param known for files that told of steps and are no evidence any more, since this tool writes them now
 */
export function describePrebuild(
  layout: Layout,
  packages: readonly GraphPackage[],
  needs: Needs,
  context: GoBuildContext,
  known: BuildSteps,
): BuildSteps & { readonly warnings: readonly Warning[] } {
  const { sources } = layout;
  const { embeds, reads } = needs;
  const written = scriptOutputs(layout, embeds, reads);
  const targets = [...embeddedTargets(sources, embeds), ...written.targets];
  const absent = [...absentReads(sources, reads), ...written.reads];
  const directed = missingCode(sources, packages);
  const called = calledCode(layout, packages).filter(
    ({ path }) => !directed.some((one) => one.path === path),
  );
  const injectors = missingInjectors(sources, packages);
  const code = [...directed, ...called, ...injectors];
  const goBefore = knownGoStep(sources, known, targets);
  const goSteps = [...needs.code, ...(goBefore ? [goBefore] : [])];
  if (targets.length + absent.length + code.length + goSteps.length === 0 && known.prebuild === null)
    return {
      prebuild: null,
      generate: null,
      warnings: partlyMissingWarnings(layout, packages, needs, new Set()),
    };
  const generated = generateLines(packages);
  const calls = [...knownCalls(known.prebuild), ...scriptCalls(generated, buildLines(layout))];
  const page = chooseBuild(layout, targets, absent, calls, generated);
  const steps = nodeSteps(layout, page, known.prebuild);
  const node = steps ? steps.prebuild : knownNodeStep(sources, known, targets, reads);
  const made: ReadonlySet<string> = steps ? steps.covered : new Set(node?.outputs);
  const left = withoutPaths(embeds, made);
  const { directory } = context.module;
  const generate = generateStep(layout, packages, left, code, directory);
  const unmade = steps ? steps.left : page.left;
  const others = unmade.map(({ target }) => target.path);
  const emptied = emptyFiles(layout, withoutPaths(left, new Set([...(generate?.outputs ?? []), ...others])));
  const further = [generate, injectorStep(context, injectors), emptyFilesStep(emptied, directory)].filter(
    (step) => step !== null,
  );
  const go = together([...needs.code, ...further], directory) ?? goBefore;
  const covered = new Set([...made, ...(go?.outputs ?? [])]);
  const prebuild = node ?? (go && goPrebuild(go));
  const served = prebuild?.served ?? [];
  const told = new Set([...covered, ...others, ...served.map(({ source }) => source)]);
  const unserved = absent.filter(
    ({ path }) =>
      !covered.has(path) &&
      !isEmbedded(embeds, path) &&
      !served.some((one) => isWithin(path, one.destination)),
  );
  return {
    prebuild,
    generate: node && go,
    warnings: [
      ...missingEmbedWarnings(layout, packages, embeds, told),
      ...emptyFilesWarnings(emptied),
      ...leftWarnings(sources, embeds, unmade),
      ...placeholderWarnings(layout, packages, embeds, told),
      ...partlyMissingWarnings(layout, packages, needs, told),
      ...(steps?.warnings ?? []),
      ...servedWarning(layout, unserved),
      ...missingCodeWarning(code.filter(({ path }) => !covered.has(path))),
    ],
  };
}
