import type { Drift } from "../check.ts";
import { UserError } from "../errors.ts";
import type { FileChange } from "../types/files.ts";
import type { Warning } from "../types/project.ts";
import type { Verdict } from "../types/verdict.ts";
import type { Result } from "./document.ts";

/** Says what happens as it happens, and what it came to. */
export interface Reporter {
  warnings(warnings: readonly Warning[]): void;
  /** @param written false when nothing was. */
  changes(changes: readonly FileChange[], written: boolean): void;
  drift(drift: readonly Drift[]): void;
  /** @returns the error that the run ends with. */
  end(result: Result): UserError | null;
}

/** A verification that failed is an error of the run. */
export function verificationError(verdict: Verdict | null): UserError | null {
  if (verdict === null || verdict.ok) return null;
  const failed = verdict.checks.filter(({ ok, severity }) => !ok && severity === "error");
  const [first] = failed;
  if (first === undefined) return new UserError("verification-failed", "the verification failed", 1);
  const place = first.file === null ? "" : `${first.file}${first.line === null ? "" : `:${first.line}`}: `;
  const rest = failed.length > 1 ? `; and ${failed.length - 1} more, see above` : "";
  return new UserError("verification-failed", `${place}${first.message}${rest}`, 1);
}
