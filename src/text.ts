import { createHash } from "node:crypto";

/**
 * A text as it is compared: LF line endings, the last line ended. A checkout with
 * CRLF or an editor that drops the last newline is no edit.
 */
export function canonical(text: string): string {
  const lines = text.replace(/\r(?=\n|$)/g, "");
  return lines === "" || lines.endsWith("\n") ? lines : `${lines}\n`;
}

/** Lines of a canonical text, without their ends. */
export function linesOf(text: string): string[] {
  return text === "" ? [] : text.slice(0, -1).split("\n");
}

/** The inverse of {@link linesOf}. */
export function textOf(lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

/** `text` (canonical) with the line endings that most lines of `model` have. */
export function withLineEndingsOf(model: string, text: string): string {
  const crlf = model.split("\r\n").length - 1;
  const all = model.split("\n").length - 1;
  return crlf * 2 > all ? text.replaceAll("\n", "\r\n") : text;
}

/** SHA-256 in hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
