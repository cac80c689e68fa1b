import os from "node:os";
import path from "node:path";
import fs from "fs-extra";
import type { DirectoryEntry, FileSystem } from "./system.ts";

/** Node's error codes for "nothing of that kind is there". */
const ABSENT = new Set(["ENOENT", "ENOTDIR", "EISDIR"]);

/** Windows cannot say it, so that nothing there may look as if it missed it. */
const NO_EXECUTE_BIT = process.platform === "win32" ? 0o111 : 0;

function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (ABSENT.has((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
}

function kindOf(entry: {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}): DirectoryEntry["kind"] {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "directory";
  return entry.isSymbolicLink() ? "symlink" : "other";
}

function flush(target: string): void {
  const descriptor = fs.openSync(target, "r");
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

export const files: FileSystem = {
  readText: (target) => orNull(() => fs.readFileSync(target, "utf8")),
  readBytes: (target) => orNull(() => fs.readFileSync(target)),
  readHead: (target, bytes) =>
    orNull(() => {
      const descriptor = fs.openSync(target, "r");
      try {
        const buffer = Buffer.allocUnsafe(bytes);
        return buffer.toString("utf8", 0, fs.readSync(descriptor, buffer, 0, bytes, 0));
      } finally {
        fs.closeSync(descriptor);
      }
    }),
  readDirectory: (target) =>
    orNull(() =>
      fs
        .readdirSync(target, { withFileTypes: true })
        .map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    ),
  facts: (target) =>
    orNull(() => {
      const stat = fs.lstatSync(target);
      return { kind: kindOf(stat), bytes: stat.size, mode: (stat.mode & 0o777) | NO_EXECUTE_BIT };
    }),
  realPath: (target) => orNull(() => fs.realpathSync(target)),
  isWritable: (target) => {
    try {
      fs.accessSync(target, fs.constants.W_OK);
      return true;
    } catch {
      return false;
    }
  },
  createFlushed: (target, content, mode) => {
    const descriptor = fs.openSync(target, "wx", mode);
    try {
      fs.writeFileSync(descriptor, content);
      // The mode given to open is cut by the umask.
      fs.fchmodSync(descriptor, mode);
      fs.fsyncSync(descriptor);
    } catch (error) {
      // A full disk lets the name be made and not the content.
      fs.unlinkSync(target);
      throw error;
    } finally {
      fs.closeSync(descriptor);
    }
  },
  rename: (from, to) => {
    fs.renameSync(from, to);
    // Windows has no descriptor of a directory to flush.
    if (process.platform !== "win32") flush(path.dirname(to));
  },
  remove: (target) => fs.unlinkSync(target),
  setMode: (target, mode) => fs.chmodSync(target, mode),
  makeDirectory: (target) => fs.ensureDirSync(target),
  removeDirectory: (target) => fs.removeSync(target),
  makeTemporaryDirectory: () => fs.mkdtempSync(path.join(os.tmpdir(), "create-go-dockerfile-")),
};
