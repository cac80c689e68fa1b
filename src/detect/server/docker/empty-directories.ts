/** Directories that an image makes and leaves to the program. */
import { posix } from "node:path";
import { isWithin } from "../../paths.ts";
import { copyLines } from "./copies.ts";
import type { Instruction } from "./dockerfile.ts";
import { madeDirectories } from "./made-directories.ts";

/** `RUN mkdir -p /var/lib/shop` in the last stage, where nothing is copied into it. */
export function emptyDirectories(instructions: readonly Instruction[]): readonly string[] {
  const last = instructions.at(-1)?.stage ?? 0;
  const own = instructions.filter(({ stage }) => stage === last);
  const targets = copyLines(instructions, new Set([last])).map(({ workdir, target }) =>
    posix.resolve(workdir, target),
  );
  return [...madeDirectories(own, [])].filter((path) => !targets.some((target) => isWithin(target, path)));
}
