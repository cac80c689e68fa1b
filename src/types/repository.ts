/** What a cheap look at a repository finds: its modules and main packages. */
import type { Evidence } from "./project.ts";

/** One service is suggested among tools, examples and test helpers. */
export type MainKind = "service" | "worker" | "tool" | "example" | "test";

/** A `package main` directory that `go build` accepts on linux: `./cmd/server`, `.` for the root. */
export interface MainPackage {
  readonly path: string;
  readonly kind: MainKind;
  readonly evidence: Evidence;
}

/** A Go module of the directory. */
export interface GoModule {
  /** `.` or `services/api`. */
  readonly directory: string;
  readonly path: string;
  readonly goVersion: string | null;
  readonly toolchain: string | null;
  readonly goSum: "present" | "empty" | "absent";
  readonly vendored: boolean;
}

/** What a cheap look at every directory finds, before a main package is chosen. */
export interface Repository {
  /** Absolute path of the directory. */
  readonly root: string;
  readonly modules: readonly GoModule[];
  /** Directory-relative path of go.work's members; null without a go.work. */
  readonly workspace: { readonly members: readonly string[]; readonly sum: boolean } | null;
  readonly mains: readonly MainPackage[];
  /** null when several services compete and one has to be asked for. */
  readonly suggestedMain: string | null;
  /** Docker and compose files, .dockerignore and the like that are already there. */
  readonly existingFiles: readonly string[];
}
