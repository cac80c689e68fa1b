/** The Go files of the packages in reach, with what they are compiled for. */
import { posix } from "node:path";
import type { ServerInput } from "../analysis.ts";

export interface PackageFile {
  /** Of the package. */
  readonly directory: string;
  /** What follows `//go:build`; "" where nothing does. */
  readonly constraint: string;
  readonly text: string;
}

/** What follows `//go:build` in a file; "" where nothing does. */
export const constraintOf = (text: string): string =>
  /^\/\/go:build\s+(.+)$/m.exec(text.slice(0, 2000))?.[1]?.trim() ?? "";

function filesIn({ repository, files }: ServerInput, directories: readonly string[]): readonly PackageFile[] {
  return directories.flatMap((directory) =>
    (files.readDirectory(posix.join(repository.root, directory)) ?? []).flatMap(({ name, kind }) => {
      if (kind !== "file" || !name.endsWith(".go") || name.endsWith("_test.go")) return [];
      const text = files.readText(posix.join(repository.root, directory, name)) ?? "";
      return [{ directory, constraint: constraintOf(text), text }];
    }),
  );
}

/** Every file of the packages in reach but tests, also those that are not compiled. */
export function packageFiles(input: ServerInput): readonly PackageFile[] {
  return filesIn(
    input,
    input.reach.packages.map(({ directory }) => directory),
  );
}

/** The same of the packages of other modules that are vendored. */
export function vendoredFiles(input: ServerInput): readonly PackageFile[] {
  return filesIn(input, input.vendored?.() ?? []);
}
