import type { System } from "../../system/system.ts";
import type { Cgo, CgoReason, Warning } from "../../types/project.ts";
import type { GoBuildContext } from "../build-context.ts";
import type { BuiltFile, GoPackage } from "../go-source/package.ts";
import { isWithin } from "../paths.ts";
import type { SelectedMain } from "../selected-main.ts";
import { filesIn, type Sources } from "../sources.ts";
import { type CgoDependency, cgoDependencies } from "./dependencies.ts";
import { type LibraryName, libraries, librariesAsked, libraryNamed } from "./libraries.ts";
import { type CgoModule, cgoModuleOf, cgoPackageOf, withoutMajor } from "./modules.ts";
import { needsCgo } from "./need.ts";
import { givenUpWithoutCgo, isImportedElsewhere } from "./optional.ts";
import { cgoOfOwnBuilds } from "./own-builds.ts";
import { isOlder } from "./version.ts";

const NOT_NEEDED: Cgo = {
  needed: false,
  reasons: [],
  buildPackages: { alpine: [], debian: [] },
  runtimePackages: { alpine: [], debian: [] },
  muslTags: [],
  glibcOnly: null,
};

/** Parts of the C library, and names that a linker knows anyway. */
const LIBC = new Set(["c", "dl", "m", "pthread", "rt", "util", "resolv", "gcc", "gcc_s", "nsl", "anl"]);

interface CPackage {
  readonly importPath: string;
  readonly evidence: string;
  readonly sources: Sources | null;
  readonly found: GoPackage | null;
}

/** Libraries that the package's own `#cgo` lines name: those known, and the names that are not. */
function asked(one: CPackage): { known: LibraryName[]; unknown: { name: string; file: string }[] } {
  const known: LibraryName[] = [];
  const unknown: { name: string; file: string }[] = [];
  const withC = (one.found?.files ?? []).filter(({ header }) => header.importsC !== null);
  for (const file of withC) {
    const text = file.text();
    for (const name of librariesAsked(text)) {
      const library = libraryNamed(name);
      if (library) known.push(library);
      // A library that lies in the package itself goes by any name.
      else if (!LIBC.has(name) && !text.includes("SRCDIR")) unknown.push({ name, file: file.path });
    }
  }
  if (
    one.sources &&
    one.found &&
    filesIn(one.sources, one.found.directory, (name) => /\.(cc|cpp|cxx)$/.test(name)).length
  )
    known.push("c++");
  return { known, unknown };
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}

/** The module of a package as go.mod names it. */
function moduleName(context: GoBuildContext, importPath: string): string {
  const paths = context.requires.map(({ path }) => path).filter((path) => isWithin(importPath, path));
  return paths.sort((a, b) => b.length - a.length)[0] ?? importPath;
}

/** The newest version of the module that go.mod names. */
function versionOf(context: GoBuildContext, module: CgoModule): string | null {
  const versions = context.requires
    .filter(({ path }) => withoutMajor(path) === module.path)
    .map(({ version }) => version);
  return versions.reduce<string | null>((best, one) => (best && !isOlder(best, one) ? best : one), null);
}

function glibcReason(context: GoBuildContext, name: string, module: CgoModule): string | null {
  if (module.glibcOnly) return `${name}: ${module.glibcOnly}`;
  const version = versionOf(context, module);
  if (!module.muslSince || !version || !isOlder(version, module.muslSince)) return null;
  return `${name} ${version} does not compile on musl, ${module.muslSince} does`;
}

/** Said of a version that links against a library by a name that it no longer has. */
function renamed(context: GoBuildContext, name: string, module: CgoModule, evidence: string): Warning[] {
  const version = versionOf(context, module);
  if (!module.renamed || !version || !isOlder(version, module.renamed.since)) return [];
  const message = `${name} ${version} links against ${module.renamed.before}, which has another name today: require ${module.renamed.since} or newer`;
  return [{ code: "cgo-library-renamed", message, evidence, blocksBuild: true }];
}

function lineOfC(file: BuiltFile | undefined): string {
  return file ? `${file.path}:${file.header.importsC}` : "";
}

/** A cgo module that go.mod names, for when it cannot be told whether anything in reach imports it. */
function firstKnown({ context: { module }, graph }: SelectedMain): CPackage | null {
  for (const { path, line, indirect } of module.mod.requires) {
    const importPath = cgoPackageOf(path);
    // What draws windows comes with tests and viewers of libraries, not with what a service uses of them.
    if (indirect && cgoModuleOf(path)?.unpackaged !== undefined) continue;
    if (importPath === null) continue;
    // Of a module whose other packages are imported, the one that needs cgo would be seen as well.
    if (importPath !== path && [...graph.external.keys()].some((one) => isWithin(one, path))) continue;
    return { importPath, evidence: `${module.file}:${line}`, sources: null, found: null };
  }
  return null;
}

/** The standard library's plugin.Open: without cgo it is there and only says that it cannot. */
function pluginsOpened(packages: readonly GoPackage[]): CPackage[] {
  const [first] = packages.flatMap(({ files }) =>
    files.flatMap((file) =>
      file.header.imports.flatMap(({ path, line }) => (path === "plugin" ? [`${file.path}:${line}`] : [])),
    ),
  );
  return first === undefined ? [] : [{ importPath: "plugin", evidence: first, sources: null, found: null }];
}

function unsure(message: string, evidence: string): Warning {
  return { code: "cgo-unsure", message, evidence, blocksBuild: false };
}

function unknownLibrary(name: string, library: string, evidence: string): Warning {
  return {
    code: "cgo-library-unknown",
    message: `${name} links against ${library}: name the packages that hold it, to build and to run`,
    evidence,
    blocksBuild: true,
  };
}

/** Whether the main needs cgo, why, and with which packages of the distributions. */
export async function describeCgo(
  system: Pick<System, "files" | "processes" | "environment">,
  selected: SelectedMain,
): Promise<{ readonly cgo: Cgo; readonly warnings: readonly Warning[] }> {
  const { layout, context, graph } = selected;
  const own = graph.packages
    .filter((found) => !found.cgoOnly && needsCgo(found))
    .map((found) => ({
      importPath: found.importPath,
      evidence: lineOfC(found.files.find(({ header }) => header.importsC !== null)),
      sources: layout.sources,
      found,
    }));
  const choice = cgoOfOwnBuilds(layout, context.module.directory);
  const { dependencies, certain } = await cgoDependencies(system, selected, choice);
  const optional = choice?.cgo === false ? [] : givenUpWithoutCgo(graph, choice?.set === true);
  const all: CPackage[] = [
    ...own,
    ...(choice?.cgo === false ? [] : pluginsOpened(graph.packages)),
    ...[...dependencies, ...optional].map((one: CgoDependency) => ({ ...one, sources: null })),
  ];
  if (all.length === 0 && !certain && choice?.cgo !== false) {
    const open = firstKnown(selected);
    const elsewhere = open !== null && isImportedElsewhere(layout, graph, open.importPath);
    if (open && !elsewhere && choice?.explicit) all.push({ ...open, evidence: choice.evidence });
    else if (open && !elsewhere) {
      const message = `${open.importPath} needs cgo, and it could not be told whether this main uses it: answer cgo with yes if it does`;
      return { cgo: NOT_NEEDED, warnings: [unsure(message, open.evidence)] };
    } else if (!open && choice?.turnsOn) {
      const message =
        "this build turns cgo on, and nothing that the main imports is known to need it: answer cgo with yes if something does";
      return { cgo: NOT_NEEDED, warnings: [unsure(message, choice.evidence)] };
    }
  }
  if (all.length === 0) return { cgo: NOT_NEEDED, warnings: [] };
  const reasons = new Map<string, CgoReason>();
  const names: LibraryName[] = [];
  const muslTags: string[] = [];
  const warnings: Warning[] = [];
  let glibcOnly: string | null = null;
  for (const one of all) {
    const name = moduleName(context, one.importPath);
    const isNew = !reasons.has(name);
    if (isNew) reasons.set(name, { package: name, evidence: one.evidence });
    const module = cgoModuleOf(one.importPath);
    if (module) {
      names.push(...module.libraries);
      muslTags.push(...(module.muslTags ?? []));
      glibcOnly ??= glibcReason(context, name, module);
      if (isNew) warnings.push(...renamed(context, name, module, one.evidence));
      if (module.unpackaged && isNew) warnings.push(unknownLibrary(name, module.unpackaged, one.evidence));
      continue;
    }
    const { known, unknown } = asked(one);
    names.push(...known);
    for (const { name: library, file } of unknown) {
      warnings.push(unknownLibrary(name, library, one.sources ? file : one.evidence));
    }
  }
  const needed = unique(names).map((name) => libraries[name]);
  const collect = (part: "build" | "runtime", distribution: "alpine" | "debian") =>
    unique(needed.flatMap((library): readonly string[] => library[part][distribution]));
  const pkgConfig = needed.length > 0 ? ["pkgconf"] : [];
  const cgo: Cgo = {
    needed: true,
    reasons: [...reasons.values()],
    // golang:alpine has no compiler, golang on Debian has gcc, g++ and pkg-config.
    buildPackages: {
      alpine: unique(["gcc", "musl-dev", ...pkgConfig, ...collect("build", "alpine")]),
      debian: collect("build", "debian"),
    },
    runtimePackages: { alpine: collect("runtime", "alpine"), debian: collect("runtime", "debian") },
    muslTags: unique(muslTags),
    glibcOnly,
  };
  return { cgo, warnings };
}
