/**
 * The cheap look at every directory: names only, no file is opened. Directories
 * that no Go build looks into are not entered.
 */
import type { FileSystem } from "../system/system.ts";
import { absolute, join } from "./paths.ts";

export interface Directory {
  readonly path: string;
  /** Names of files and of symbolic links, sorted. */
  readonly files: readonly string[];
  readonly directories: readonly string[];
  /** Those of `files` that are symbolic links. */
  readonly links: readonly string[];
}

/** Reads one directory; null when it is not there. */
export function readDirectory(files: FileSystem, root: string, path: string): Directory | null {
  const entries = files.readDirectory(absolute(root, path));
  if (!entries) return null;
  const names: string[] = [];
  const directories: string[] = [];
  const links: string[] = [];
  for (const { name, kind } of entries) {
    if (kind === "directory") directories.push(name);
    else if (kind !== "other") names.push(name);
    if (kind === "symlink") links.push(name);
  }
  return { path, files: names, directories, links };
}

/** Directories with dots that hold container files rather than tools' state. */
const DOT_DIRECTORIES = new Set([".docker", ".devcontainer", ".build"]);

/** Package patterns pass these over (`go help packages`); node_modules is never Go's. */
function isEntered(name: string): boolean {
  if (name.startsWith(".")) return DOT_DIRECTORIES.has(name);
  return !name.startsWith("_") && name !== "node_modules" && name !== "vendor" && name !== "testdata";
}

/** Database directories of compose services often belong to another user: no Go package is there. */
function orNothing(read: () => Directory | null): Directory | null {
  try {
    return read();
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === "unreadable-file") return null;
    throw error;
  }
}

/** Every directory in depth-first order, the root first. */
export function* walkTree(directory: (path: string) => Directory | null): Generator<Directory> {
  const pending = ["."];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const at = path;
    const found = orNothing(() => directory(at));
    if (!found) continue;
    yield found;
    for (let i = found.directories.length - 1; i >= 0; i -= 1) {
      const name = found.directories[i] ?? "";
      if (isEntered(name)) pending.push(join(path, name));
    }
  }
}
