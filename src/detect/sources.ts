/**
 * The Go files of a repository, each read at most once. Texts are kept up to a
 * budget, so that a very large tree costs time and not memory.
 */
import { UserError } from "../errors.ts";
import type { FileSystem } from "../system/system.ts";
import { readHeader } from "./go-source/header.ts";
import type { GoFile, GoPackage } from "./go-source/package.ts";
import { isNameBuilt } from "./go-source/platform.ts";
import { absolute, join } from "./paths.ts";
import { type Directory, readDirectory } from "./tree.ts";

export interface Sources {
  readonly root: string;
  readonly files: FileSystem;
  /** Names in a directory; null when it is not there. */
  directory(path: string): Directory | null;
  /** A Go file that is not a test; null when its head is not Go. */
  goFile(path: string): GoFile | null;
  /** Text of any file of the repository; null when it is not there. */
  text(path: string): string | null;
  /** The first bytes of a file, for a cheap look; "" when it is not there. */
  head(path: string, bytes: number): string;
  /** Packages by directory and tags, filled by loadPackage. */
  readonly packages: Map<string, GoPackage | null>;
}

/** UTF-16 units of text kept: about 64 MB of ASCII. */
const TEXT_BUDGET = 64 * 1024 * 1024;

/** Runs a read; a file or directory that may not be read is the user's to mend. */
function readable<Value>(path: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    const code = (error as { code?: string }).code ?? "";
    if (code !== "EACCES" && code !== "EPERM") throw error;
    throw new UserError("unreadable-file", `${path}: permission denied; make it readable`, 1);
  }
}

/** Files that a build on linux can take by their names: no tests, no other platforms. */
export function buildableNames(directory: Directory): string[] {
  return directory.files.filter(
    (name) =>
      name.endsWith(".go") &&
      !name.endsWith("_test.go") &&
      !name.startsWith("_") &&
      !name.startsWith(".") &&
      (!name.includes("_") || isNameBuilt(name, "amd64") || isNameBuilt(name, "arm64")),
  );
}

export function openSources(files: FileSystem, root: string): Sources {
  const directories = new Map<string, Directory | null>();
  const goFiles = new Map<string, GoFile | null>();
  let kept = 0;

  const read = (path: string) => readable(path, () => files.readText(absolute(root, path)));

  return {
    root,
    files,
    directory: (path) => {
      let directory = directories.get(path);
      if (directory === undefined) {
        directory = readable(path, () => readDirectory(files, root, path));
        directories.set(path, directory);
      }
      return directory;
    },
    goFile: (path) => {
      const known = goFiles.get(path);
      if (known !== undefined) return known;
      const text = read(path);
      const header = text === null ? null : readHeader(text);
      let file: GoFile | null = null;
      if (text !== null && header) {
        kept += text.length;
        const held = kept <= TEXT_BUDGET ? text : null;
        file = {
          path,
          name: path.slice(path.lastIndexOf("/") + 1),
          header,
          text: () => held ?? read(path) ?? "",
        };
      }
      goFiles.set(path, file);
      return file;
    },
    text: read,
    head: (path, bytes) => readable(path, () => files.readHead(absolute(root, path), bytes)) ?? "",
    packages: new Map(),
  };
}

/** Paths of the files in a directory that pass a test by name. */
export function filesIn(sources: Sources, directory: string, accept: (name: string) => boolean): string[] {
  return (sources.directory(directory)?.files ?? []).filter(accept).map((name) => join(directory, name));
}

/** Every file below a directory, without node_modules. */
export function everyFileBelow(sources: Sources, directory: string): string[] {
  const listing = sources.directory(directory);
  if (!listing) return [];
  return [
    ...listing.files.map((name) => join(directory, name)),
    ...listing.directories
      .filter((name) => name !== "node_modules")
      .flatMap((name) => everyFileBelow(sources, join(directory, name))),
  ];
}
