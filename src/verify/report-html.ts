import type { Verdict } from "../types.ts";

/** One self-contained HTML page: no script, nothing loaded from elsewhere. `service` is the title. */
export function reportHtml(_verdict: Verdict, _service: string): string {
  return "";
}
