import type { FileSystem } from "./system/system.ts";
import type { Answers, BuildContext, Project } from "./types.ts";

/**
 * What an engine receives of the directory `root` (absolute) under a .dockerignore
 * with the text `dockerignore` ("" for none). `requiredFiles` are relative to it.
 */
export function measureContext(
  _files: FileSystem,
  _root: string,
  _dockerignore: string,
  requiredFiles: readonly string[],
): BuildContext {
  return { files: 0, bytes: 0, requiredFiles: requiredFiles.length, missing: [], leaks: [] };
}

/** What building the main and running it reads from the context: the facts' build files and the answers' assets. */
export function requiredFiles(
  _files: FileSystem,
  project: Project,
  _answers: Pick<Answers, "assets"> | null,
): readonly string[] {
  return project.buildFiles;
}
