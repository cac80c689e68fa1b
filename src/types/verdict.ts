/** What verification finds. */

export type VerifyLevel = "none" | "static" | "build" | "run";

/** The result of one rule. `file` and `line` are there where there is a place. */
export interface Check {
  readonly code: string;
  readonly ok: boolean;
  /** A check that is not ok fails the verification unless it is only a warning. */
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  /** The last lines of what failed, as it printed them; [] when there are none. */
  readonly output: readonly string[];
}

/** What the build context holds for a .dockerignore. */
export interface BuildContext {
  readonly files: number;
  readonly bytes: number;
  readonly requiredFiles: number;
  readonly missing: readonly string[];
  readonly leaks: readonly string[];
}

export interface Verdict {
  readonly level: Exclude<VerifyLevel, "none">;
  readonly ok: boolean;
  readonly checks: readonly Check[];
  /** Of the production image; null where there is no Dockerfile. */
  readonly context: BuildContext | null;
  readonly image: ImageFacts | null;
}

/** What was measured of the built production image. Units: bytes, seconds. */
export interface ImageFacts {
  readonly id: string;
  readonly bytes: number;
  readonly user: string;
  readonly ports: readonly string[];
  readonly health: string | null;
  readonly base: string;
  readonly baseDigest: string | null;
  readonly layers: readonly { readonly instruction: string; readonly bytes: number }[];
  /** Of the first build, null when all of it came from the cache; and of the same build again. */
  readonly buildSeconds: { readonly cold: number | null; readonly cached: number | null };
  /** Steps of the first build, and those of them that came from the cache. */
  readonly buildSteps: { readonly total: number; readonly cached: number };
  /** `linux/amd64`. */
  readonly platform: string;
  readonly run: {
    readonly startSeconds: number | null;
    readonly stopSeconds: number | null;
    readonly exitCode: number | null;
    readonly proposedStartPeriod: string | null;
  } | null;
}
