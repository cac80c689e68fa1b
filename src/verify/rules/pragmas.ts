import type { Dockerfile } from "../dockerfile/model.ts";

/** hadolint's rules that stand in our table under BuildKit's name. */
const BUILDKIT_NAMES: Readonly<Record<string, readonly string[]>> = {
  DL3000: ["WorkdirRelativePath"],
  DL3012: ["MultipleInstructionsDisallowed"],
  DL3022: ["unknown-stage"],
  DL3024: ["DuplicateStageName"],
  DL3025: ["JSONArgsRecommended"],
  DL3063: ["ReservedStageName"],
  DL3064: ["SecretsUsedInArgOrEnv"],
  DL3065: ["RedundantTargetPlatform"],
  DL4000: ["MaintainerDeprecated"],
  DL4003: ["MultipleInstructionsDisallowed"],
  DL4004: ["MultipleInstructionsDisallowed"],
};

/**
 * What comments of a Dockerfile say to leave out: hadolint's
 * `# hadolint ignore=DL3018`, which speaks of the instruction below, and
 * `# hadolint global ignore=...`; BuildKit's `# check=skip=JSONArgsRecommended`.
 */
export function isWaived(file: Dockerfile): (code: string, line: number) => boolean {
  const everywhere = new Set(skippedChecks(file.directives.get("check") ?? ""));
  const byLine = new Map<number, readonly string[]>();
  for (const { line, text } of file.comments) {
    const match = /^hadolint\s+(global\s+)?ignore\s*=\s*([\w\s,]+)/.exec(text);
    if (!match) continue;
    const named = (match[2] ?? "").split(",").map((code) => code.trim());
    const codes = named.flatMap((code) => [code, ...(BUILDKIT_NAMES[code] ?? [])]);
    if (match[1]) for (const code of codes) everywhere.add(code);
    else byLine.set(instructionAfter(file, line), codes);
  }
  return (code, line) =>
    everywhere.has("all") || everywhere.has(code) || (byLine.get(line)?.includes(code) ?? false);
}

function skippedChecks(directive: string): string[] {
  const skip = directive.split(";").find((part) => part.trim().startsWith("skip="));
  return skip?.trim().slice("skip=".length).split(",") ?? [];
}

function instructionAfter(file: Dockerfile, line: number): number {
  return file.instructions.find((instruction) => instruction.line > line)?.line ?? line;
}
