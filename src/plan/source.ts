import { posix } from "node:path";
import type { Project } from "../types/project.ts";

/** Where the context lies in the build stages and in the development container. */
export const SOURCE_ROOT = "/src";

/** Files that one COPY puts into a directory. */
interface Copy {
  readonly sources: readonly string[];
  readonly destination: string;
}

/** How the sources are laid out while the program is built. */
export interface SourcePlan {
  /** Directory of the selected module below the context: `.`, `services/api`. */
  readonly module: string;
  /** Absolute, in the container: `/src/services/api`. */
  readonly workdir: string;
  /** Relative to workdir, as `go build` takes it: `./cmd/server`. */
  readonly package: string;
  readonly workspace: boolean;
  readonly vendored: boolean;
  /** Where Go has to be told whether it takes packages from a vendor directory, or that it may add checksums. */
  readonly modules: readonly ("-mod=vendor" | "-mod=readonly" | "-mod=mod")[];
  /** Modules are a step of their own, before the sources. */
  readonly download: boolean;
  /** What was downloaded before can be verified. */
  readonly verify: boolean;
  /** What that step reads: by file, and the same by directory. */
  readonly moduleFiles: readonly { readonly source: string; readonly target: string }[];
  readonly moduleCopies: readonly Copy[];
  /** The module has dependencies that a cache can hold. */
  readonly dependencies: boolean;
}

/** A path of the context as the build stage's working directory sees it. */
function fromWorkdir(path: string, module: string): string {
  if (module === ".") return path;
  const relative = posix.relative(module, path);
  return relative.startsWith("..") ? posix.join(SOURCE_ROOT, path) : relative;
}

function copies(files: readonly string[], module: string): readonly Copy[] {
  const directories = [...new Set(files.map((file) => posix.dirname(file)))];
  return directories.map((directory) => ({
    sources: files.filter((file) => posix.dirname(file) === directory),
    destination: directory === module ? "./" : `${fromWorkdir(directory, module)}/`,
  }));
}

function modulesFlag({ vendored, incompleteSums, idleVendor }: Project): SourcePlan["modules"] {
  if (vendored) return ["-mod=vendor"];
  if (incompleteSums) return ["-mod=mod"];
  return idleVendor ? ["-mod=readonly"] : [];
}

export function planSource(project: Project): SourcePlan {
  const module = posix.normalize(project.moduleDirectory);
  const relative = posix.relative(module, posix.normalize(project.main));
  const sums = project.moduleFiles.filter((file) => file.endsWith(".sum"));
  // Without a checksum there is nothing to download: only the standard library, or replaced directories.
  const dependencies =
    !project.vendored && (project.goSum === "present" || sums.length > 1 || project.incompleteSums);
  return {
    module,
    workdir: posix.join(SOURCE_ROOT, module),
    package: relative === "" ? "." : `./${relative}`,
    workspace: project.workspace,
    vendored: project.vendored,
    modules: modulesFlag(project),
    download: dependencies && !project.downloadInBuild,
    // `go mod verify` fails for a replaced directory whose module's path has no dot, such as `shop/shared`.
    verify:
      (project.workspace && !project.workspaceOff) ||
      project.moduleFiles.filter((file) => posix.basename(file) === "go.mod").length < 2,
    moduleFiles: project.moduleFiles.map((source) => ({ source, target: fromWorkdir(source, module) })),
    moduleCopies: copies(project.moduleFiles, module),
    dependencies,
  };
}
