/** Every file that building a main reads, so that none of them is kept out of the build context. */
import type { GoBuildContext } from "./build-context.ts";
import type { GoPackage } from "./go-source/package.ts";
import { isNameBuilt } from "./go-source/platform.ts";
import type { Layout } from "./layout.ts";
import { dirname, isWithin, normalize } from "./paths.ts";
import { everyFileBelow, filesIn, type Sources } from "./sources.ts";

/** What the toolchain compiles beside Go: assembly, C family, SWIG, objects (go/build's file kinds). */
const FOREIGN = /\.(c|cc|cpp|cxx|m|h|hh|hpp|hxx|f|F|for|f90|s|S|sx|swig|swigcxx|syso|a|o|so|inc|def)$/;

function isBuiltSomewhere(name: string): boolean {
  return isNameBuilt(name, "amd64") || isNameBuilt(name, "arm64");
}

/** Files that `#cgo` lines and `#include`s name inside the repository: `-L${SRCDIR}/lib`, `#include "x/y.h"`. */
function cgoInputs(sources: Sources, found: GoPackage): string[] {
  return found.files
    .filter(({ header }) => header.importsC !== null)
    .flatMap((file) => {
      const text = file.text();
      const directories = [...text.matchAll(/\$\{SRCDIR\}\/([\w./-]+)/g)].map(([, path]) => path ?? "");
      const includes = [...text.matchAll(/#include\s+"([^"]+\/)[^"/]+"/g)].map(([, path]) => path ?? "");
      return [...directories, ...includes].flatMap((path) => {
        const target = normalize(`${found.directory}/${path}`);
        if (sources.directory(target)) return everyFileBelow(sources, target);
        return sources.directory(dirname(target))?.files.includes(target.slice(target.lastIndexOf("/") + 1))
          ? [target]
          : [];
      });
    });
}

/** Go files of a package and what is compiled with them. */
export function packageFiles(sources: Sources, found: GoPackage): string[] {
  return [
    ...found.files.map(({ path }) => path),
    ...filesIn(sources, found.directory, (name) => FOREIGN.test(name) && isBuiltSomewhere(name)),
    ...cgoInputs(sources, found),
  ];
}

/** go.mod, go.sum, go.work and go.work.sum that `go mod download` reads, those that are there. */
export function moduleFiles(layout: Layout, context: GoBuildContext): string[] {
  const directories = context.local.map(({ directory }) => directory);
  const work = context.workspace?.directory;
  return [
    ...(work === undefined ? [] : filesIn(layout.sources, work, (name) => /^go\.work(\.sum)?$/.test(name))),
    ...directories.flatMap((directory) =>
      filesIn(layout.sources, directory, (name) => name === "go.mod" || name === "go.sum"),
    ),
  ].sort();
}

/** Directories that hold Go files in reach; vendored packages count as the one directory `vendor`. */
export function goDirectories(context: GoBuildContext, packages: readonly GoPackage[]): string[] {
  const vendor = context.vendor?.directory;
  const directories = packages.map(({ directory }) =>
    vendor !== undefined && isWithin(directory, vendor) ? vendor : directory,
  );
  return [...new Set(directories)].sort();
}
