import type { System } from "../system/system.ts";
import type { VerifyLevel } from "../types/verdict.ts";

/** An engine that takes longer has other worries. */
const TIMEOUT_SECONDS = 5;

/** Asks how far to prove the files; without an engine that answers there is nothing to ask. */
export async function askLevel({
  processes,
  prompts,
}: Pick<System, "processes" | "prompts">): Promise<VerifyLevel> {
  const args = ["version", "--format", "{{.Server.Version}}"];
  const engine = await processes.run("docker", args, { timeoutSeconds: TIMEOUT_SECONDS });
  if (engine.exitCode !== 0) return "static";
  return prompts.select<VerifyLevel>({
    message: `Docker ${engine.stdout.trim()} answers. Prove the files with it?`,
    choices: [
      { value: "static", name: "No, check them offline only", short: "no" },
      { value: "build", name: "Build the images", short: "build" },
      { value: "run", name: "Build the images and run the service", short: "build and run" },
    ],
    default: "static",
  });
}
