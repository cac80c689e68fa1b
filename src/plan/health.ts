import type { BaseImage } from "../images/base-image.ts";
import type { Answers } from "../types.ts";

/**
 * Whether the health check is a program built beside the service: where the base
 * has no client of its own, and for gRPC always.
 */
export function usesProbe(answers: Pick<Answers, "healthcheck">, base: BaseImage): boolean {
  const { healthcheck } = answers;
  return (
    healthcheck === "grpc" || ((healthcheck === "http" || healthcheck === "tcp") && base.httpClient === null)
  );
}
