import type { Disk } from "./disk.ts";
import type { Facts } from "./state/facts.ts";
import type { Lock } from "./state/lock.ts";
import type { RenderedFile } from "./types.ts";

/** One way in which the files are not what the answers give. */
export interface Drift {
  readonly kind: "edited" | "stale" | "missing" | "moved" | "interrupted";
  /** null when it is about the code or the run, not one file. */
  readonly path: string | null;
  /** One line, without the path. */
  readonly message: string;
  /** Unified; "" where there is nothing to show. */
  readonly diff: string;
}

export interface CheckRequest {
  readonly generated: readonly RenderedFile[];
  readonly lock: Lock | null;
  readonly disk: Disk;
  /** Now, of each service. */
  readonly facts: readonly Facts[];
  /** Now, of each service: answersDigest. */
  readonly answers: readonly string[];
  readonly toolVersion: string;
}

/** What `--check` reports; empty: exit 0, else 1. Pure. */
export function findDrift(request: CheckRequest): readonly Drift[] {
  throw new Error(`not yet: ${request}`);
}
