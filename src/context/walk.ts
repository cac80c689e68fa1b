import { join } from "node:path";
import { UserError } from "../errors.ts";
import type { FileSystem } from "../system/system.ts";
import { decide, isLeftOut, type Matched, mayHoldExceptions, patternsNear } from "./matcher.ts";
import { type IgnorePattern, parseIgnore } from "./patterns.ts";

export interface ContextFile {
  readonly path: string;
  readonly kind: "file" | "symlink";
}

/** Every file and link that an engine would be sent. Sockets and devices are not. */
export function contextFiles(files: FileSystem, root: string, dockerignore: string): readonly ContextFile[] {
  const { patterns } = parseIgnore(dockerignore);
  const sent: ContextFile[] = [];
  const enter = (directory: string, parent: Matched | null, ignored: boolean) => {
    const near = patternsNear(patterns, directory, parent);
    for (const { name, kind } of entriesOf(files, root, directory, ignored)) {
      const path = directory === "" ? name : `${directory}/${name}`;
      if (kind === "directory") {
        const decision = decide(patterns, path, parent);
        if (isWorthEntering(patterns, path, decision)) enter(path, decision.matched, decision.ignored);
      } else if (kind !== "other" && !isLeftOut(near, path)) sent.push({ path, kind });
    }
  };
  enter("", null, false);
  return sent;
}

function isWorthEntering(
  patterns: readonly IgnorePattern[],
  path: string,
  decision: { readonly ignored: boolean; readonly matched: Matched },
): boolean {
  return !decision.ignored || mayHoldExceptions(patterns, path, decision.matched);
}

function entriesOf(files: FileSystem, root: string, directory: string, ignored: boolean) {
  try {
    return files.readDirectory(join(root, directory)) ?? [];
  } catch {
    // An engine passes over what it may not read only where it is ignored.
    if (ignored) return [];
    throw new UserError(
      "unreadable",
      `${directory || "."}: this directory cannot be read, so no image can be built: change its permissions or add it to .dockerignore`,
      1,
    );
  }
}
