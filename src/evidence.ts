/** What a place, `cmd/server/main.go:12`, says of a fact. */
import type { Evidence } from "./types/project.ts";

/** The file without the line. */
export function fileOf(evidence: Evidence): string {
  return evidence.replace(/:\d+$/, "");
}

/** Whether the code says it, rather than the author's Docker, build or configuration files. */
export function isInCode(evidence: Evidence): boolean {
  return /\.go:\d+$/.test(evidence);
}
