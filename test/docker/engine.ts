import { execFileSync, spawnSync } from "node:child_process";
import { describe } from "vitest";

/** null when an engine answers, else why not, in one line. */
function whyNoEngine(): string | null {
  const asked = spawnSync("docker", ["version", "--format", "{{.Server.Version}}"], { encoding: "utf8" });
  if (asked.error) return "no docker command";
  return asked.status === 0 ? null : (asked.stderr.trim().split("\n").pop() ?? "no answer");
}

/**
 * `describe` for tests that need a Docker engine: the one that the environment
 * names (DOCKER_HOST, DOCKER_CONTEXT). Without one they are skipped, by a title
 * that says why; under REQUIRE_DOCKER=1 they fail instead.
 */
export function engineOrSkip(title: string, tests: () => void): void {
  const reason = whyNoEngine();
  if (reason === null) describe(title, tests);
  else if (process.env.REQUIRE_DOCKER === "1") throw new Error(`REQUIRE_DOCKER=1, but: ${reason}`);
  else describe.skip(`${title} (skipped, no Docker engine: ${reason})`, tests);
}

/**
 * Makes the base images of these Dockerfiles and compose files available where
 * no registry is: through the command that DOCKER_PROVIDE names, if any.
 */
export function provide(...files: readonly string[]): void {
  const command = process.env.DOCKER_PROVIDE;
  if (command)
    execFileSync(command, ["provide", "--from", ...files], { stdio: ["ignore", "ignore", "inherit"] });
}

/** Runs docker and gives its standard output; throws with its standard error when it fails. */
export function docker(...args: readonly string[]): string {
  return execFileSync("docker", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
}
