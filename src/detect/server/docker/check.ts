/** The check of the author's image: what it asks over HTTP, or the words with which the program asks itself. */
import { posix } from "node:path";
import { commandWords, type Instruction, startedProgram } from "./dockerfile.ts";
import type { Said } from "./said.ts";

const COMMAND = /^(?:--\S+\s+)*CMD\s+(.+?)(?:\s*\|\|\s*exit\s+1)?\s*$/s;

/** Words that a program answers alike whether the service runs or not. */
const SAYS_NOTHING = /^-{0,2}(version|help)$|^-[vVh]$/;

/**
 * What follows the program, in words that mean the same everywhere.
 * @param binaries names that the program may have
 */
export function ownCheck(
  final: readonly Instruction[],
  binaries: readonly string[],
  path: string,
): Said<readonly string[]> | null {
  const check = final.findLast(({ name }) => name === "HEALTHCHECK");
  const [program = "", ...words] = commandWords(COMMAND.exec(check?.text ?? "")?.[1] ?? "") ?? [];
  const own = [...binaries, startedProgram(final)].includes(posix.basename(program));
  // A path of the author's image is elsewhere in ours.
  const plain =
    words.some((word) => !SAYS_NOTHING.test(word)) && words.every((word) => /^[\w.:=-]+$/.test(word));
  return check && own && plain ? { fact: words, evidence: `${path}:${check.line}` } : null;
}

/** What a check asks. */
export interface Asked {
  readonly scheme: "http" | "https";
  readonly port: number;
  readonly path: string;
}

const URL =
  /\b(?:curl|wget)\b.*?(?:\b(https?):\/\/|\s)(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::(\d+))?(\/[\w./-]*)/s;

/** `HEALTHCHECK CMD curl -f http://localhost:8081/health || exit 1`. */
export function askedByImage(final: readonly Instruction[], path: string): Said<Asked> | null {
  const check = final.findLast(({ name }) => name === "HEALTHCHECK");
  // curl and wget take an address alone for one of http.
  const [, scheme = "http", port, route] = URL.exec(check?.text ?? "") ?? [];
  if (!check || route === undefined || (scheme !== "http" && scheme !== "https")) return null;
  const number = port === undefined ? (scheme === "https" ? 443 : 80) : Number(port);
  return { fact: { scheme, port: number, path: route }, evidence: `${path}:${check.line}` };
}
