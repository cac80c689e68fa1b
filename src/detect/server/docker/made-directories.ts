/** Paths that are directories of an image: a file that is copied to one of them is put into it. */
import { posix } from "node:path";
import { commandWords, type Instruction } from "./dockerfile.ts";

/** The directories that the shell lines of a RUN make. */
function madeBy(text: string): readonly string[] {
  return text.split(/&&|[;\n]/).flatMap((command) => {
    const [name, ...words] = command.trim().split(/\s+/);
    return name === "mkdir" ? words.filter((word) => /^[\w./][\w./-]*$/.test(word)) : [];
  });
}

/**
 * `RUN mkdir -p /config`, `RUN mkdir config` in the working directory, `VOLUME /config`, and what other files are
 * copied below.
 * @param own the instructions of the image's stages
 * @param targets of all that it copies, absolute
 */
export function madeDirectories(
  own: readonly Instruction[],
  targets: readonly string[],
): ReadonlySet<string> {
  let workdir = "/";
  const named = own.flatMap(({ name, text }) => {
    if (name === "WORKDIR") workdir = posix.resolve(workdir, text.replace(/["']/g, ""));
    if (name === "RUN") return madeBy(text).map((path) => posix.resolve(workdir, path));
    return name === "VOLUME" ? (commandWords(text) ?? []) : [];
  });
  return new Set([...named, ...targets.map(posix.dirname)].map((path) => posix.resolve("/", path)));
}
