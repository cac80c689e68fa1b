import { CancelledError } from "./errors.ts";
import type { System } from "./system/system.ts";

/**
 * Ends the wait for `work` with a CancelledError on Ctrl-C or SIGTERM, also where that came while
 * it ran without a pause. What it was doing ends with the process.
 */
export async function untilInterrupt<Value>(
  system: Pick<System, "onInterrupt" | "turn">,
  work: () => Promise<Value>,
): Promise<Value> {
  let release = (): void => {};
  const interrupted = new Promise<never>((_, reject) => {
    release = system.onInterrupt(() => reject(new CancelledError()));
  });
  try {
    const done = async () => {
      const value = await work();
      await system.turn();
      return value;
    };
    return await Promise.race([done(), interrupted]);
  } finally {
    release();
  }
}
