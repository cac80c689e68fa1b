/** Files that a stage brings to another name by a shell: `RUN cp shop.docker.conf /pkg/shop.conf`. */
import { posix } from "node:path";
import type { Instruction } from "./dockerfile.ts";
import { parents } from "./stages.ts";

/** Both paths absolute in the stage. */
interface ShellCopy {
  readonly source: string;
  readonly target: string;
}

interface Operands {
  readonly sources: readonly string[];
  readonly target: string;
}

/** What a `cp` takes and where to; null for any other command, and for what only the shell knows. */
function operands(command: string): Operands | null {
  const [name, ...words] = command.trim().split(/\s+/);
  const paths = words.filter((word) => !word.startsWith("-"));
  const target = paths.at(-1);
  if (name !== "cp" || target === undefined || paths.length < 2) return null;
  return paths.some((path) => /["'$*?`]/.test(path)) ? null : { sources: paths.slice(0, -1), target };
}

/** Every file and directory that the stages copy by their names; none that they edit in place. */
export function shellCopies(all: readonly Instruction[], stages: ReadonlySet<number>): readonly ShellCopy[] {
  const before = parents(all);
  const workdirs = new Map<number, string>();
  return all.flatMap(({ name, text, stage }) => {
    const workdir = workdirs.get(stage) ?? workdirs.get(before.get(stage) ?? -1) ?? "/";
    if (name === "WORKDIR") workdirs.set(stage, posix.resolve(workdir, text.replace(/["']/g, "")));
    if (name !== "RUN" || !stages.has(stage)) return [];
    const edits = text.split(/&&|[;\n]/).filter((command) => /^\s*sed\s+(-\w+\s+)*-\w*i/.test(command));
    return text.split(/&&|[;\n]/).flatMap((command) => {
      const { sources = [], target = "" } = operands(command) ?? {};
      if (edits.some((edit) => edit.trim().split(/\s+/).includes(target))) return [];
      const into = sources.length > 1 || target.endsWith("/");
      return sources.map((source) => ({
        source: posix.resolve(workdir, source),
        target: posix.resolve(workdir, into ? posix.join(target, posix.basename(source)) : target),
      }));
    });
  });
}
