/** Go files and packages as they are told of: see packages.ts for how a directory becomes one. */
import type { GoHeader } from "./header.ts";

export interface GoFile {
  readonly path: string;
  readonly name: string;
  readonly header: GoHeader;
  text(): string;
}

export interface BuiltFile extends GoFile {
  /** Left out when cgo is off. */
  readonly cgoOnly: boolean;
  /** Compiled only when cgo is off: a fallback. */
  readonly cgoOffOnly: boolean;
}

export interface GoPackage {
  readonly directory: string;
  readonly name: string;
  readonly files: readonly BuiltFile[];
}
