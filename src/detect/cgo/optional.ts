/** cgo modules that are imported only when cgo is on: does the program work without? */
import type { BuiltFile } from "../go-source/package.ts";
import type { Layout } from "../layout.ts";
import { isWithin } from "../paths.ts";
import type { Graph } from "../reach.ts";
import { filesIn } from "../sources.ts";
import { isStandard } from "../standard-library.ts";
import { isDefaultDriver } from "./default-driver.ts";
import type { CgoDependency } from "./dependencies.ts";
import { cgoModuleOf, cgoWrappers, withoutMajor } from "./modules.ts";

const SAYS_NO =
  /errors\.New|fmt\.Errorf|panic\(|log\.Fatal|disabled|unsupported|not (supported|available|compiled)/i;

/** A file for `!cgo` that only says that the feature is missing. */
function isStub({ header, text }: BuiltFile): boolean {
  const replaced = header.imports.some(
    ({ path }) => !isStandard(path) && /\b(sqlite|modernc|wasm|purego|pure)\b/.test(path),
  );
  return !replaced && SAYS_NO.test(text());
}

/**
 * Whether a file that the main does not reach, a test among them, imports a cgo
 * module of this path: then that is why go.mod names it. Reads the rest of the module's Go files.
 */
export function isImportedElsewhere(layout: Layout, graph: Graph, modulePath: string): boolean {
  const reached = new Set(graph.packages.flatMap(({ files }) => files.map(({ path }) => path)));
  const wrappers = Object.entries(cgoWrappers).filter(([, target]) =>
    target.startsWith(withoutMajor(modulePath)),
  );
  const imported = (path: string) =>
    isWithin(path, modulePath) || wrappers.some(([wrapper]) => isWithin(withoutMajor(path), wrapper));
  if ([...graph.external.keys()].some(imported)) return true;
  return layout.goDirectories
    .flatMap((directory) => filesIn(layout.sources, directory, (name) => name.endsWith(".go")))
    .filter((path) => !reached.has(path))
    .some((path) => layout.sources.goFile(path)?.header.imports.some((one) => imported(one.path)) ?? false);
}

/**
 * Known cgo modules that a package in reach gives up when cgo is off: it says so, or the
 * program starts with what only they bring.
 * @param wanted whether the repository's own builds turn cgo on outright, so that nothing is to be given up
 */
export function givenUpWithoutCgo(graph: Graph, wanted: boolean): CgoDependency[] {
  return graph.packages.flatMap((found) => {
    if (found.cgoOnly && !wanted) return [];
    const refuses = found.files.some((file) => file.cgoOffOnly && isStub(file));
    return found.files
      .filter(({ cgoOnly }) => cgoOnly)
      .flatMap((file) =>
        file.header.imports
          .filter(({ path }) => cgoModuleOf(path) !== null)
          .filter(({ path }) => wanted || refuses || isDefaultDriver(graph.packages, path))
          .map(({ path, line }) => ({
            importPath: cgoWrappers[withoutMajor(path)] ?? path,
            evidence: `${file.path}:${line}`,
            found: null,
          })),
      );
  });
}
