import type { ImageFacts, Verdict } from "../types/verdict.ts";
import { formatBytes, formatSeconds } from "../units.ts";

/** One line of the picture: a name and what was measured. */
type Fact = readonly [name: string, value: string];

/** What the terminal and the page both say of an image, in the order of interest. */
export function factsOf(image: ImageFacts, context: Verdict["context"]): readonly Fact[] {
  const facts: readonly (readonly [string, string | null])[] = [
    ["size", formatBytes(image.bytes)],
    ["base", image.base === "" ? null : image.base],
    ["digest", image.baseDigest],
    ["platform", image.platform],
    ["user", image.user],
    ["ports", image.ports.join(", ") || "none"],
    ["health", image.health ?? "no check"],
    ["context", context && `${formatBytes(context.bytes)} in ${context.files} files`],
    ["build", buildText(image)],
    ["start", startText(image.run)],
    ["stop", stopText(image.run)],
  ];
  return facts.filter((fact): fact is Fact => fact[1] !== null);
}

function buildText({ buildSeconds: { cold, cached }, buildSteps }: ImageFacts): string {
  const again = cached === null ? "" : `${formatSeconds(cached)} with nothing changed`;
  if (cold === null) return `${again} (all ${buildSteps.total} steps were in the cache)`;
  const first = formatSeconds(cold);
  const partly =
    buildSteps.cached > 0 ? ` (${buildSteps.cached} of ${buildSteps.total} steps from the cache)` : "";
  return `${first}${partly}${again && `, ${again}`}`;
}

function startText(run: ImageFacts["run"]): string | null {
  if (!run || run.startSeconds === null) return null;
  const proposal = run.proposedStartPeriod
    ? `, so --health-start-period ${run.proposedStartPeriod} is enough`
    : "";
  return `healthy after ${formatSeconds(run.startSeconds)}${proposal}`;
}

function stopText(run: ImageFacts["run"]): string | null {
  if (!run || run.stopSeconds === null) return null;
  const code = run.exitCode === 0 ? "" : `, exit code ${run.exitCode}`;
  return `${formatSeconds(run.stopSeconds)} after SIGTERM${code}`;
}
