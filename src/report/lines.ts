import type { Warning } from "../types/project.ts";
import type { Check } from "../types/verdict.ts";
import type { Paint } from "./colors.ts";
import { wrap } from "./layout.ts";
import type { NextStep } from "./next.ts";

/** `warning: message (FILE:LINE)`, one line each for standard error, broken between words for a person. */
export function warningLines(warnings: readonly Warning[], paint: Paint, columns = Infinity): string {
  return warnings
    .map(({ message, evidence }) => {
      const place = evidence === null || message.includes(evidence) ? "" : ` (${evidence})`;
      const lines = wrap(`warning: ${message}${place}`, columns - 2).join("\n  ");
      return `${lines.replace("warning:", paint.yellow("warning:"))}\n`;
    })
    .join("");
}

function place({ file, line }: Check): string {
  if (file === null) return "";
  return line === null ? `${file}: ` : `${file}:${line}: `;
}

/** A file of another kind fails on every line: this many say it. */
const SHOWN = 20;

/** What a verification found to be wrong, `FILE:LINE: message`, errors first. */
export function checkLines(checks: readonly Check[], paint: Paint): string {
  const failed = checks.filter(({ ok }) => !ok);
  const errors = failed.filter(({ severity }) => severity === "error");
  const warnings = failed.filter(({ severity }) => severity === "warning");
  const shown = [...errors, ...warnings].slice(0, SHOWN);
  const rest = failed.length - shown.length;
  const print = (word: string) => (check: Check) =>
    `${word} ${place(check)}${check.message} [${check.code}]\n${check.output.map((line) => `    ${line}\n`).join("")}`;
  const lines = shown.map((check) =>
    print(check.severity === "error" ? paint.red("error:") : paint.yellow("warning:"))(check),
  );
  return lines.join("") + (rest > 0 ? `and ${rest} more, all of them with --json\n` : "");
}

export function stepLines(steps: readonly NextStep[], paint: Paint): string {
  return steps.map(({ title, command }) => `  ${paint.dim(`# ${title}`)}\n  ${command}\n`).join("");
}
