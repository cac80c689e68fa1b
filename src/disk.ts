import type { FileSystem } from "./system/system.ts";

/** What is on disk where a generated file goes. */
export interface DiskFile {
  /** Absolute, with symbolic links resolved: where a write has to go. */
  readonly target: string;
  /** null when absent. */
  readonly text: string | null;
  /** Permission bits; null when absent. */
  readonly mode: number | null;
  /** false when the bytes are no UTF-8: `text` is then only a likeness. */
  readonly utf8: boolean;
}

export interface Disk {
  /** By path, relative and POSIX. */
  readonly files: ReadonlyMap<string, DiskFile>;
  /** Names in the directory itself. */
  readonly names: readonly string[];
}

/**
 * Looks at the places that a run may write to.
 *
 * @param paths of generated files and of those in the lock.
 * @throws UserError exit 1 when a directory, or a symbolic link that leads nowhere or
 *   out of the directory, stands where a file should go, or one cannot be read.
 */
export function inspect(files: FileSystem, root: string, paths: readonly string[]): Disk {
  throw new Error(`not yet: ${files} ${root} ${paths}`);
}
