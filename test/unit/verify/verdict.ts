import type { Verdict } from "../../../src/types/verdict.ts";
import { failed, passed, warned } from "../../../src/verify/checks.ts";

/** A verdict with something of everything, for what shows verdicts. */
export const verdict: Verdict = {
  level: "run",
  ok: false,
  checks: [
    passed("dockerfile", "65 rules", { file: "Dockerfile" }),
    failed("unhealthy", "The health check does not succeed: exit code 1, <b>500</b>", {
      file: "Dockerfile",
      line: 42,
      output: ["panic: & so on"],
    }),
    warned("stop-exit-code", "Stopped with exit code 2", { file: "Dockerfile", line: 44 }),
  ],
  context: { files: 42, bytes: 310_442, requiredFiles: 40, missing: [], leaks: [] },
  image: {
    id: "sha256:1",
    bytes: 10_400_279,
    user: "10001:10001",
    ports: ["8080/tcp"],
    health: '["/app/healthcheck"]',
    base: "gcr.io/distroless/static-debian13:nonroot",
    baseDigest: `sha256:${"a".repeat(64)}`,
    layers: [
      { instruction: "ADD static.tar /", bytes: 2_027_559 },
      { instruction: "COPY /out/healthcheck /app/", bytes: 2_023_586 },
      { instruction: `COPY ${"/very/long".repeat(12)} /app/`, bytes: 6_348_962 },
      { instruction: "COPY <<EOF /etc/passwd", bytes: 132 },
    ],
    buildSeconds: { cold: 83.2, cached: 0.8 },
    buildSteps: { total: 10, cached: 2 },
    platform: "linux/amd64",
    run: { startSeconds: 4.2, stopSeconds: 0.5, exitCode: 2, proposedStartPeriod: "15s" },
  },
};
