import type { Check } from "../types/verdict.ts";

/** Where a check points to; nothing where there is no place. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  /** What failed printed this last. */
  readonly output?: readonly string[];
}

function check(ok: boolean, severity: Check["severity"], code: string, message: string, at: Place): Check {
  return {
    code,
    ok,
    severity,
    message,
    file: at.file ?? null,
    line: at.line ?? null,
    output: at.output ?? [],
  };
}

export function passed(code: string, message: string, at: Place = {}): Check {
  return check(true, "error", code, message, at);
}

export function failed(code: string, message: string, at: Place = {}): Check {
  return check(false, "error", code, message, at);
}

/** Worth knowing, and no reason to fail. */
export function warned(code: string, message: string, at: Place = {}): Check {
  return check(false, "warning", code, message, at);
}

/** Whether nothing but warnings is wrong. */
export function allGood(checks: readonly Check[]): boolean {
  return checks.every(({ ok, severity }) => ok || severity === "warning");
}

/** Without what was found twice at one place, as by our own rules and by `docker build --check`. */
export function unique(checks: readonly Check[]): Check[] {
  const seen = new Set<string>();
  return checks.filter(({ code, message, file, line }) => {
    const key = `${code} ${file}:${line} ${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
