/** The check of the author's image, where the program asks itself: `HEALTHCHECK CMD ["/shop", "ping"]`. */
import { posix } from "node:path";
import { commandWords, type Instruction, startedProgram } from "./dockerfile.ts";
import type { Said } from "./said.ts";

const COMMAND = /^(?:--\S+\s+)*CMD\s+(.+?)(?:\s*\|\|\s*exit\s+1)?\s*$/s;

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
  const plain = words.length > 0 && words.every((word) => /^[\w.:=-]+$/.test(word));
  return check && own && plain ? { fact: words, evidence: `${path}:${check.line}` } : null;
}
