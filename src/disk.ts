import path from "node:path";
import { UserError } from "./errors.ts";
import { fileError } from "./file-error.ts";
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

const refuse = (message: string): never => {
  throw new UserError("file", message, 1);
};

/** Whether a path from a file that anybody may have written stays in the directory: `deploy/Dockerfile`. */
export function isInside(file: string): boolean {
  return file === path.posix.normalize(file) && !/^(\.\.?$|\.\.\/|\/)|[\\:]|\/$/.test(file);
}

/** A path of the directory as an absolute one of this system. */
const absolute = (root: string, file: string): string => path.join(root, ...file.split("/"));

/**
 * The real path where `file` is or would be; a symbolic link inside the directory is
 * followed, so that it stays a link and its target is written.
 */
function realTarget(files: FileSystem, root: string, file: string): string {
  const place = absolute(root, file);
  const realRoot = files.realPath(root) ?? root;
  const target = files.realPath(place);
  if (target === null) {
    if (files.facts(place)) refuse(`${file}: is a symbolic link that leads nowhere: remove it and run again`);
    // Nothing there yet: what counts is where its folder is, which may be missing too.
    const folder = path.posix.dirname(file);
    const parent = folder === "." ? realRoot : realTarget(files, root, folder);
    if ((files.facts(parent)?.kind ?? "directory") !== "directory") {
      refuse(`${folder}: is no directory, and ${file} goes into it: move it away and run again`);
    }
    return path.join(parent, path.posix.basename(file));
  }
  const relative = path.relative(realRoot, target);
  if (relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) {
    refuse(`${file}: is a symbolic link out of the directory, to ${target}: nothing is written through it`);
  }
  return target;
}

function look(files: FileSystem, root: string, file: string): DiskFile {
  const target = realTarget(files, root, file);
  const facts = files.facts(target);
  if (!facts) return { target, text: null, mode: null, utf8: true };
  if (facts.kind !== "file") {
    const what = facts.kind === "directory" ? "a directory" : "no regular file";
    refuse(`${file}: is ${what} where a file goes: move it away and run again`);
  }
  const bytes = files.readBytes(target) ?? new Uint8Array();
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  return {
    target,
    text,
    mode: facts.mode,
    utf8: Buffer.from(text).equals(bytes),
  };
}

/**
 * Looks at the places that a run may write to.
 *
 * @param paths of generated files and of those in the lock.
 * @throws UserError exit 1 when a directory, or a symbolic link that leads nowhere or
 *   out of the directory, stands where a file should go, or one cannot be read.
 */
export function inspect(files: FileSystem, root: string, paths: readonly string[]): Disk {
  const found = new Map<string, DiskFile>();
  const owners = new Map<string, string>();
  for (const file of new Set(paths)) {
    try {
      found.set(file, look(files, root, file));
    } catch (error) {
      throw fileError(error, file, "cannot be read");
    }
    const target = found.get(file)?.target ?? file;
    const other = owners.get(target);
    if (other)
      refuse(`${file}: is the same file as ${other} by a symbolic link: remove the link and run again`);
    owners.set(target, file);
  }
  return { files: found, names: (files.readDirectory(root) ?? []).map(({ name }) => name) };
}
