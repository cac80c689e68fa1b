import type { Verdict } from "../types.ts";

/** The image as text for a terminal `columns` wide, ending in a line feed; "" when none was built. */
export function picture(_verdict: Verdict, _columns: number): string {
  return "";
}
