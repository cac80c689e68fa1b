import type { System } from "../system/system.ts";
import type { Verdict } from "../types.ts";
import { allGood, unique } from "./checks.ts";
import type { VerifyRequest } from "./request.ts";

export { picture } from "./picture.ts";
export { reportHtml } from "./report-html.ts";
export { type VerifyOptions, type VerifyRequest, verifyRequest } from "./request.ts";

/**
 * Proves the files on disk, as far as the request says. What is wrong is a check
 * that is not ok, also a missing engine; `ok` is false as soon as one of them is
 * an error and not a warning.
 * @throws CancelledError on Ctrl-C, after everything that was started is gone.
 */
export async function verify(system: System, request: VerifyRequest): Promise<Verdict> {
  const { audit } = await import("./static/index.ts");
  const { checks, context } = await audit(system, request);
  return { level: request.level, ok: allGood(checks), checks: unique(checks), context, image: null };
}
