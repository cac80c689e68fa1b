/** Configuration files of which each environment has its own, in a directory that is called like it. */
import { posix } from "node:path";
import type { FileSystem } from "../../../system/system.ts";

const FILE = /"([\w-]+\.(?:ya?ml|toml|json|ini))"/g;

/**
 * `filepath.Join("conf", env, "conf.yaml")`: of `conf/dev` and `conf/test` the one whose name stands in the same text,
 * as what holds when nobody sets the environment. None where several do.
 * @param directories where such directories may lie, below each of `bases`
 */
export function environmentFiles(input: {
  readonly files: FileSystem;
  readonly root: string;
  readonly bases: readonly string[];
  readonly directories: readonly string[];
  readonly sources: readonly string[];
}): readonly string[] {
  const { files, root, bases, directories, sources } = input;
  const parents = bases.flatMap((base) => directories.map((directory) => posix.join(base, directory)));
  return parents.flatMap((parent) => {
    const below = (files.readDirectory(posix.join(root, parent)) ?? []).filter(
      ({ kind }) => kind === "directory",
    );
    const found = new Set<string>();
    for (const { name } of below) {
      for (const text of sources) {
        if (!text.includes(`"${name}"`)) continue;
        for (const [, file = ""] of text.matchAll(FILE)) {
          const path = posix.join(parent, name, file);
          if (files.facts(posix.join(root, path))?.kind === "file") found.add(path);
        }
      }
    }
    return found.size === 1 ? [...found] : [];
  });
}
