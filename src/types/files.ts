/** What is generated, and what becomes of it on disk. */

/** Resolved image digests by reference as written: `golang:1.27.2-trixie` -> `sha256:...`. */
export type Digests = Readonly<Record<string, string>>;

/** A generated file. `text` has LF line endings and ends in one. */
export interface RenderedFile {
  readonly path: string;
  /** 0o644 or 0o755. */
  readonly mode: number;
  readonly text: string;
  /**
   * For a file that people share with this tool, such as the editor's settings:
   * puts what is generated into the text that is there. null when that text
   * cannot be read as what it should be.
   */
  readonly mergeInto?: (existing: string) => string | null;
}

export type FileStatus =
  | "create"
  | "unchanged"
  | "update"
  | "merge"
  | "conflict"
  | "keep"
  | "remove"
  | "orphan";

/** What is to happen to one file. */
export interface FileChange {
  readonly path: string;
  readonly status: FileStatus;
  /** On disk now; null when absent. */
  readonly before: string | null;
  /** To be on disk afterwards; null when removed. Equals `before` when nothing is written. */
  readonly after: string | null;
  /** The text as generated; null for one that is no longer generated. */
  readonly generated: string | null;
  readonly mode: number;
  /** For the reader: why it conflicts, is kept, is an orphan; null when there is nothing to say. */
  readonly note: string | null;
}
