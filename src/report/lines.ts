import type { Check, Warning } from "../types.ts";
import type { Paint } from "./colors.ts";
import type { NextStep } from "./next.ts";

/** `warning: message (FILE:LINE)`, one line each, for standard error. */
export function warningLines(warnings: readonly Warning[], paint: Paint): string {
  return warnings
    .map(({ message, evidence }) => {
      const place = evidence === null || message.includes(evidence) ? "" : ` (${evidence})`;
      return `${paint.yellow("warning:")} ${message}${place}\n`;
    })
    .join("");
}

function place({ file, line }: Check): string {
  if (file === null) return "";
  return line === null ? `${file}: ` : `${file}:${line}: `;
}

/** What a verification found to be wrong, `FILE:LINE: message`, errors first. */
export function checkLines(checks: readonly Check[], paint: Paint): string {
  const failed = checks.filter(({ ok }) => !ok);
  const errors = failed.filter(({ severity }) => severity === "error");
  const warnings = failed.filter(({ severity }) => severity === "warning");
  const print = (word: string) => (check: Check) =>
    `${word} ${place(check)}${check.message} [${check.code}]\n${check.output.map((line) => `    ${line}\n`).join("")}`;
  return [...errors.map(print(paint.red("error:"))), ...warnings.map(print(paint.yellow("warning:")))].join(
    "",
  );
}

export function stepLines(steps: readonly NextStep[], paint: Paint): string {
  return steps.map(({ title, command }) => `  ${paint.dim(`# ${title}`)}\n  ${command}\n`).join("");
}
