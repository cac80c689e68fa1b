import type { System } from "../system/system.ts";
import type { Check, ImageFacts, Verdict } from "../types/verdict.ts";
import { allGood, unique } from "./checks.ts";
import type { VerifyRequest } from "./request.ts";
import type { Audit } from "./static/index.ts";

export { picture } from "./picture.ts";
export { reportHtml } from "./report-html.ts";
export { type VerifyOptions, type VerifyRequest, verifyRequest } from "./request.ts";

/** What makes a Dockerfile unreadable for Docker: trying would only say the same again. */
const UNREADABLE = new Set(["unknown-instruction", "empty-instruction", "no-stage", "unknown-stage"]);

/**
 * Proves the files on disk, as far as the request says. What is wrong is a check
 * that is not ok, also a missing engine; `ok` is false as soon as one of them is
 * an error and not a warning.
 * @throws CancelledError on Ctrl-C, after everything that was started is gone.
 */
export async function verify(system: System, request: VerifyRequest): Promise<Verdict> {
  const { audit } = await import("./static/index.ts");
  const audited = await audit(system, request);
  const isReadable = audited.checks.every(({ code, ok }) => ok || !UNREADABLE.has(code));
  const proved = request.level === "static" || !isReadable ? nothing : await prove(system, request, audited);
  const checks = unique([...audited.checks, ...proved.checks]);
  return { level: request.level, ok: allGood(checks), checks, context: audited.context, image: proved.image };
}

interface Proved {
  readonly checks: readonly Check[];
  readonly image: ImageFacts | null;
}

const nothing: Proved = { checks: [], image: null };

async function prove(system: System, request: VerifyRequest, audited: Audit): Promise<Proved> {
  const { proveWithEngine } = await import("./with-engine.ts");
  return proveWithEngine(system, request, audited);
}
