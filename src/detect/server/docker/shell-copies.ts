/** Files that a stage brings to another name by a shell: `RUN cp shop.docker.conf /pkg/shop.conf`. */
import { posix } from "node:path";
import type { Instruction } from "./dockerfile.ts";
import { parents } from "./stages.ts";

/** Both paths absolute in the stage. */
interface ShellCopy {
  readonly source: string;
  readonly target: string;
}

/** The two operands of a `cp`; null for any other command, and for what only the shell knows. */
function operands(command: string): readonly [source: string, target: string] | null {
  const [name, ...words] = command.trim().split(/\s+/);
  const [source, target, ...more] = words.filter((word) => !word.startsWith("-"));
  if (name !== "cp" || source === undefined || target === undefined || more.length > 0) return null;
  return /["'$*?`]/.test(source + target) ? null : [source, target];
}

/** Every file that the stages copy by themselves, one by one; none that they edit in place. */
export function shellCopies(all: readonly Instruction[], stages: ReadonlySet<number>): readonly ShellCopy[] {
  const before = parents(all);
  const workdirs = new Map<number, string>();
  return all.flatMap(({ name, text, stage }) => {
    const workdir = workdirs.get(stage) ?? workdirs.get(before.get(stage) ?? -1) ?? "/";
    if (name === "WORKDIR") workdirs.set(stage, posix.resolve(workdir, text.replace(/["']/g, "")));
    if (name !== "RUN" || !stages.has(stage)) return [];
    const edits = text.split(/&&|[;\n]/).filter((command) => /^\s*sed\s+(-\w+\s+)*-\w*i/.test(command));
    return text.split(/&&|[;\n]/).flatMap((command) => {
      const [source, target] = operands(command) ?? [];
      if (source === undefined || target === undefined) return [];
      if (edits.some((edit) => edit.trim().split(/\s+/).includes(target))) return [];
      const named = target.endsWith("/") ? posix.join(target, posix.basename(source)) : target;
      return [{ source: posix.resolve(workdir, source), target: posix.resolve(workdir, named) }];
    });
  });
}
