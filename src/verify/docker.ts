import { CancelledError } from "../errors.ts";
import type { Processes, ProcessOptions, ProcessResult } from "../system/system.ts";

/**
 * The docker command, which finds the engine by DOCKER_HOST, DOCKER_CONTEXT and its
 * configuration as always.
 */
export interface Docker {
  /** @throws CancelledError as soon as the verification was interrupted. */
  run(args: readonly string[], options?: ProcessOptions): Promise<ProcessResult>;
  /** Also after an interrupt, to remove what was started. */
  runAlways(args: readonly string[]): Promise<ProcessResult>;
}

export function openDocker(processes: Processes, interrupt: AbortSignal): Docker {
  return {
    run: async (args, options = {}) => {
      if (interrupt.aborted) throw new CancelledError();
      const signal = options.signal ? AbortSignal.any([interrupt, options.signal]) : interrupt;
      const result = await processes.run("docker", args, { ...options, signal });
      if (interrupt.aborted) throw new CancelledError();
      return result;
    },
    runAlways: (args) => processes.run("docker", args, { timeoutSeconds: 60 }),
  };
}

/** The JSON of a `docker ... --format '{{json .}}'` or `docker inspect`; null when the command failed. */
export function parseJson<Value>(result: ProcessResult): Value | null {
  if (result.exitCode !== 0) return null;
  try {
    return JSON.parse(result.stdout) as Value;
  } catch {
    return null;
  }
}

/** The last line that says something, without docker's own prefixes. */
export function lastLine(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return (lines.at(-1) ?? "").replace(/^(ERROR|Error response from daemon|error): /i, "").trim();
}
