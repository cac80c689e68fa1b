/** Main packages by Go's build rules on linux. */
import type { GoPackage } from "../go-source/package.ts";
import { type Layout, type LocalModule, moduleOf } from "../layout.ts";
import { loadPackage, packageName } from "../packages.ts";
import { isWithin, normalize, relativeTo } from "../paths.ts";

export interface FoundMain {
  readonly directory: string;
  readonly found: GoPackage;
  readonly module: LocalModule;
  /** The place of `func main`. */
  readonly evidence: string;
}

const FUNC_MAIN = /^func\s+main\s*\(\s*\)/m;

/** 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let i = text.indexOf("\n"); i >= 0 && i < offset; i = text.indexOf("\n", i + 1)) line += 1;
  return line;
}

/** go.mod's `ignore ./dir` stands for that directory, `ignore dir` for every directory of that name. */
function isIgnored(module: LocalModule, directory: string): boolean {
  const path = relativeTo(directory, module.directory);
  return module.mod.ignores.some((ignored) => {
    const name = normalize(ignored);
    return ignored.startsWith("./") ? isWithin(path, name) : `/${path}/`.includes(`/${name}/`);
  });
}

/** Every directory that `go build` makes a program of. */
export function findMains(layout: Layout): FoundMain[] {
  const mains: FoundMain[] = [];
  for (const directory of layout.goDirectories) {
    if (packageName(layout.sources, directory) !== "main") continue;
    const module = moduleOf(layout, directory);
    if (!module || isIgnored(module, directory)) continue;
    const found = loadPackage(layout.sources, directory, new Set());
    // Two package clauses in one directory are an error to Go.
    if (!found || found.files.some(({ header }) => header.packageName !== "main")) continue;
    for (const file of found.files) {
      const at = FUNC_MAIN.exec(file.text());
      if (!at) continue;
      mains.push({ directory, found, module, evidence: `${file.path}:${lineAt(file.text(), at.index)}` });
      break;
    }
  }
  return mains;
}

/** `./cmd/server`, `.` for the root: as `go build` takes it. */
export function mainPath(directory: string): string {
  return directory === "." ? "." : `./${directory}`;
}

/** The directory that a `./cmd/server` stands for. */
export function mainDirectory(path: string): string {
  return normalize(path);
}
