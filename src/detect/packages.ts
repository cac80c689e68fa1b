/** A directory as `go build` sees it on linux. */
import { evaluate } from "./go-source/constraint.ts";
import { quickPackageName } from "./go-source/header.ts";
import type { BuiltFile, GoFile, GoPackage } from "./go-source/package.ts";
import { isNameBuilt, isPlatform, isTagSet, TARGETS } from "./go-source/platform.ts";
import { join } from "./paths.ts";
import { buildableNames, type Sources } from "./sources.ts";

/** The file with the targets it is built for, or null when none of amd64 and arm64 on linux takes it. */
function builtFile(file: GoFile, tags: ReadonlySet<string>): BuiltFile | null {
  const { constraint, importsC, packageName } = file.header;
  // go/build passes over the package clause "documentation".
  if (packageName === "documentation") return null;
  if (constraint === null && importsC === null && !file.name.includes("_")) {
    return { ...file, cgoOnly: false, cgoOffOnly: false };
  }
  const built = TARGETS.filter(
    (target) =>
      isNameBuilt(file.name, target.architecture) &&
      (constraint === null || evaluate(constraint, (tag) => isTagSet(tag, target, tags))) &&
      (target.cgo || importsC === null),
  );
  if (built.length === 0) return null;
  const cgoOnly = built.every(({ cgo }) => cgo);
  return { ...file, cgoOnly, cgoOffOnly: !built.some(({ cgo }) => cgo) };
}

/**
 * Loads the package of a directory; null when it has no Go file for linux.
 * Where clauses differ, which Go refuses, the first file names the package.
 */
export function loadPackage(sources: Sources, path: string, tags: ReadonlySet<string>): GoPackage | null {
  const key = `${[...tags].join(",")} ${path}`;
  let found = sources.packages.get(key);
  if (found === undefined) {
    found = readPackage(sources, path, tags);
    sources.packages.set(key, found);
  }
  return found;
}

function readPackage(sources: Sources, path: string, tags: ReadonlySet<string>): GoPackage | null {
  const directory = sources.directory(path);
  if (!directory) return null;
  const files: BuiltFile[] = [];
  for (const name of buildableNames(directory)) {
    const file = sources.goFile(join(path, name));
    const built = file && builtFile(file, tags);
    if (built) files.push(built);
  }
  const name = files[0]?.header.packageName;
  return name === undefined ? null : { directory: path, name, files };
}

/** Of files that generators read and people run, which no build of a program takes. */
const UNBUILT = /^(ignore|tools?|wireinject|mage|codegen|generate)$/;

/** The tags for which a directory has code, where every Go file in it asks for one that nothing sets by itself. */
export function selectingTags(sources: Sources, path: string): readonly string[] {
  const directory = sources.directory(path);
  const names = directory ? buildableNames(directory) : [];
  const tags: string[] = [];
  for (const name of names) {
    const constraint = sources.goFile(join(path, name))?.header.constraint;
    // Most packages have a file for every build.
    if (constraint?.kind !== "tag") return [];
    tags.push(constraint.tag);
  }
  if (TARGETS.some((target) => tags.some((tag) => isTagSet(tag, target, NO_TAGS)))) return [];
  return [...new Set(tags.filter((tag) => !UNBUILT.test(tag) && !isPlatform(tag)))].sort();
}

const NO_TAGS: ReadonlySet<string> = new Set();

/** Long enough for a licence and the package clause. */
const HEAD_BYTES = 1024;

/** Reads only as many files, and as much of them, as it takes to know the package's name; null when it has none on linux. */
export function packageName(sources: Sources, path: string): string | null {
  const directory = sources.directory(path);
  if (!directory) return null;
  for (const name of buildableNames(directory)) {
    const quick = quickPackageName(sources.head(join(path, name), HEAD_BYTES));
    if (quick !== null) return quick;
    const file = sources.goFile(join(path, name));
    if (file && builtFile(file, NO_TAGS)) return file.header.packageName;
  }
  return null;
}
