import type { ImageInspect } from "../build/inspect.ts";

/** How the health check is run during a verification. */
export interface HealthLimits {
  /** Docker duration. */
  readonly interval: string;
  readonly retries: number;
  /** After this it counts as unhealthy, whether Docker has said so or not. */
  readonly waitSeconds: number;
}

/** Longest time to wait for the first success after the start period. */
const PATIENCE_SECONDS = 30;

/**
 * The image's own check, asked every second instead of every half minute: a
 * service that will be healthy is seen to be so at once, and one that will not
 * gets about the time that it would have had, up to PATIENCE_SECONDS. null
 * without a check.
 */
export function healthLimits({ Config: { Healthcheck } }: ImageInspect): HealthLimits | null {
  if (!Healthcheck?.Test?.length || Healthcheck.Test[0] === "NONE") return null;
  // Docker's defaults: https://docs.docker.com/reference/dockerfile/#healthcheck
  const interval = seconds(Healthcheck.Interval) || 30;
  const timeout = seconds(Healthcheck.Timeout) || 30;
  const retries = Healthcheck.Retries || 3;
  const attempts = Math.max(retries, Math.min(Math.ceil(retries * interval), PATIENCE_SECONDS));
  // A check that hangs until its timeout would make Docker's own verdict late.
  const waitSeconds = seconds(Healthcheck.StartPeriod) + PATIENCE_SECONDS + Math.min(timeout, 5) + 5;
  return { interval: "1s", retries: attempts, waitSeconds };
}

function seconds(nanoseconds: number | undefined): number {
  return (nanoseconds ?? 0) / 1e9;
}
