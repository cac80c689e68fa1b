import { UserError } from "./errors.ts";

/** What a reader can do something about, by Node's error code. */
const WORDS: Readonly<Record<string, string>> = {
  EACCES: "no permission",
  EPERM: "no permission",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the disk",
  EDQUOT: "the disk quota is used up",
  EEXIST: "something is in the way",
  EISDIR: "is a directory",
  ELOOP: "symbolic links lead in a circle",
  ENAMETOOLONG: "the path is too long",
  ENOENT: "it is gone",
  EBUSY: "another program uses it",
  EXDEV: "it is on another file system than the directory",
  EIO: "the disk does not answer",
  EMFILE: "too many open files",
};

export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/**
 * Says an error of the file system in words, exit 1. Anything else is returned as it is.
 *
 * @param action follows the path: `cannot be written`.
 */
export function fileError(error: unknown, path: string, action: string): unknown {
  const words = WORDS[errorCode(error)];
  return words ? new UserError("file", `${path}: ${action}: ${words}`, 1) : error;
}
