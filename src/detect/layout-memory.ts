/** What the walk of a repository read, for the look at one of its mains. */
import type { FileSystem } from "../system/system.ts";
import type { Repository } from "../types/repository.ts";
import { type Layout, readLayout } from "./layout.ts";

const layouts = new WeakMap<Repository, Layout>();

export function rememberLayout(repository: Repository, layout: Layout): void {
  layouts.set(repository, layout);
}

/** The layout that the repository was opened with, so that no file is read twice; else a new walk. */
export function layoutOf(repository: Repository, files: FileSystem): Layout {
  return layouts.get(repository) ?? readLayout(files, repository.root);
}
