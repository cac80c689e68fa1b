import type { Dockerfile } from "../dockerfile/model.ts";

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
    const codes = (match[2] ?? "").split(",").map((code) => code.trim());
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
