/**
 * What a main package pulls into its binary: the import graph inside the module,
 * the workspace and the replaced directories. Server facts are facts of this
 * graph, not of the repository.
 */
import type { Evidence } from "../types.ts";

export interface GoImport {
  readonly path: string;
  /** The name it is given in the file, `.` and `_` included; null without one. */
  readonly name: string | null;
  /** 1-based. */
  readonly line: number;
}

/** A Go file that `go build` compiles on linux (amd64 or arm64) with the selected tags. No tests. */
export interface ReachedFile {
  /** Relative to the directory that the command was given. */
  readonly path: string;
  readonly text: string;
  readonly packageName: string;
  readonly imports: readonly GoImport[];
  /** Compiled only when cgo is on: it imports "C", or its constraint or all its importers ask for cgo. */
  readonly cgoOnly: boolean;
}

export interface ReachedPackage {
  readonly importPath: string;
  /** Relative; `.` for the root. */
  readonly directory: string;
  readonly name: string;
  /** Sorted by name. */
  readonly files: readonly ReachedFile[];
}

export interface Reach {
  readonly main: ReachedPackage;
  /** The main first, then in the order of a breadth-first walk. Vendored packages are not among them. */
  readonly packages: readonly ReachedPackage[];
  /** Packages of other modules, vendored ones included, that `packages` import, and the first place of each. */
  readonly externalImports: ReadonlyMap<string, Evidence>;
  /** The module of the main. */
  readonly module: { readonly directory: string; readonly path: string };
  /** The build tags that the graph was walked with. */
  readonly tags: readonly string[];
}
