import { CancelledError } from "./errors.ts";
import type { System } from "./system/system.ts";

/**
 * Ends the wait for `work` with a CancelledError on Ctrl-C or SIGTERM. What it was doing ends
 * with the process.
 */
export async function untilInterrupt<Value>(
  system: Pick<System, "onInterrupt">,
  work: () => Promise<Value>,
): Promise<Value> {
  let release = (): void => {};
  const interrupted = new Promise<never>((_, reject) => {
    release = system.onInterrupt(() => reject(new CancelledError()));
  });
  try {
    return await Promise.race([work(), interrupted]);
  } finally {
    release();
  }
}
