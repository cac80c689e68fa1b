/**
 * What a main package pulls into its binary: the import graph inside the module,
 * the workspace and the replaced directories. Server facts are facts of this
 * graph, not of the repository.
 */
import type { Evidence } from "../types/project.ts";
import { type GoBuildContext, resolveImport } from "./build-context.ts";
import type { GoImport } from "./go-source/header.ts";
import type { BuiltFile, GoPackage } from "./go-source/package.ts";
import type { Layout } from "./layout.ts";
import { loadPackage } from "./packages.ts";

/** A Go file that `go build` compiles on linux (amd64 or arm64) with the selected tags. No tests. */
interface ReachedFile {
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

/** The graph before texts are handed out, with what its edges lead to. */
export interface Graph {
  readonly packages: readonly GraphPackage[];
  readonly external: ReadonlyMap<string, Import>;
  /** Import paths inside a local module that hold no Go file. */
  readonly missing: ReadonlyMap<string, Import>;
}

export interface GraphPackage extends GoPackage {
  readonly importPath: string;
  /** Reached only from files that are compiled with cgo. */
  readonly cgoOnly: boolean;
}

/** The first place of an import; one from a file that is built without cgo counts before others. */
export interface Import {
  readonly evidence: Evidence;
  readonly cgoOnly: boolean;
}

function importPathOf(context: GoBuildContext, directory: string): string {
  const { module } = context;
  if (directory === module.directory) return module.mod.path;
  const rest = module.directory === "." ? directory : directory.slice(module.directory.length + 1);
  return `${module.mod.path}/${rest}`;
}

/** Files that count in one pass: first what is built without cgo, then all. */
function filesOf(found: GoPackage, cgo: boolean): readonly BuiltFile[] {
  return cgo ? found.files : found.files.filter((file) => !file.cgoOnly);
}

/** Walks the import graph breadth-first, without cgo first and then what only cgo adds. */
export function walkGraph(
  layout: Layout,
  context: GoBuildContext,
  main: string,
  tags: readonly string[],
): Graph {
  const selected = new Set(tags);
  const load = (directory: string) => loadPackage(layout.sources, directory, selected);
  const packages = new Map<string, GraphPackage>();
  const external = new Map<string, Import>();
  const missing = new Map<string, Import>();
  let cgoAdds = false;
  for (const cgo of [false, true]) {
    if (cgo && !cgoAdds) break;
    const seen = new Set<string>([main]);
    const imported = new Set<string>();
    const queue = [{ directory: main, importPath: importPathOf(context, main) }];
    for (const { directory, importPath } of queue) {
      const found = load(directory);
      if (!found) continue;
      if (!packages.has(directory)) packages.set(directory, { ...found, importPath, cgoOnly: cgo });
      cgoAdds ||= found.files.some(({ cgoOnly }) => cgoOnly);
      for (const file of filesOf(found, cgo)) {
        for (const { path, line } of file.header.imports) {
          if (imported.has(path)) continue;
          imported.add(path);
          const resolution = resolveImport(layout, context, path, (candidate) => load(candidate) !== null);
          if (resolution.kind === "local") {
            if (seen.has(resolution.directory)) continue;
            seen.add(resolution.directory);
            queue.push({ directory: resolution.directory, importPath: path });
          } else if (resolution.kind !== "standard") {
            const edges = resolution.kind === "external" ? external : missing;
            if (!edges.has(path)) edges.set(path, { evidence: `${file.path}:${line}`, cgoOnly: cgo });
          }
        }
      }
    }
  }
  return { packages: [...packages.values()], external, missing };
}

/** The graph with its texts, for those who look into the code. */
export function reachOf(context: GoBuildContext, graph: Graph, tags: readonly string[]): Reach {
  const packages = graph.packages.map((found) => ({
    importPath: found.importPath,
    directory: found.directory,
    name: found.name,
    files: found.files.map((file) => ({
      path: file.path,
      text: file.text(),
      packageName: file.header.packageName,
      imports: file.header.imports,
      cgoOnly: found.cgoOnly || file.cgoOnly,
    })),
  }));
  const [main] = packages;
  if (!main) throw new Error("a graph begins with its main package");
  return {
    main,
    packages,
    externalImports: new Map([...graph.external].map(([path, { evidence }]) => [path, evidence])),
    module: { directory: context.module.directory, path: context.module.mod.path },
    tags,
  };
}
