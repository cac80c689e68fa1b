/** Packages of other modules, where their sources are at hand: vendored, or in the module cache. */
import type { FileSystem } from "../system/system.ts";
import type { Evidence } from "../types/project.ts";
import type { GoBuildContext } from "./build-context.ts";
import type { GoPackage } from "./go-source/package.ts";
import type { Layout } from "./layout.ts";
import { loadPackage } from "./packages.ts";
import { isWithin, join } from "./paths.ts";
import type { Import } from "./reach.ts";
import { openSources, type Sources } from "./sources.ts";
import { isStandard } from "./standard-library.ts";

export interface ExternalSources {
  readonly sources: Sources;
  /** Directory of a package in `sources`; null when it is not there. */
  locate(importPath: string): string | null;
}

export interface ExternalPackage extends GoPackage {
  readonly importPath: string;
  /** The import in reach through which it came in. */
  readonly evidence: Evidence;
  readonly cgoOnly: boolean;
}

export function vendorSources(layout: Layout, context: GoBuildContext): ExternalSources | null {
  const { vendor } = context;
  if (!vendor) return null;
  return {
    sources: layout.sources,
    locate: (importPath) => {
      const directory = join(vendor.directory, importPath);
      return layout.sources.directory(directory) ? directory : null;
    },
  };
}

/** Upper-case letters stand as `!` and the small one in the module cache (golang.org/x/mod/module). */
function escaped(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

/** Where Go keeps modules: GOMODCACHE, else below GOPATH, else ~/go. Null when none of them is set. */
export function moduleCachePath(environment: Readonly<Record<string, string | undefined>>): string | null {
  if (environment.GOMODCACHE) return environment.GOMODCACHE;
  const goPath = environment.GOPATH?.split(/[:;]/)[0] || (environment.HOME ? `${environment.HOME}/go` : null);
  return goPath ? `${goPath}/pkg/mod` : null;
}

/** The module cache, with the versions that go.mod asks for. */
export function cachedSources(files: FileSystem, cache: string, context: GoBuildContext): ExternalSources {
  const sources = openSources(files, cache);
  const versions = new Map(context.requires.map(({ path, version }) => [path, { path, version }]));
  for (const { mod } of [...context.local].reverse()) {
    for (const { old, target } of mod.replaces) {
      if (target.version !== null && versions.has(old.path)) {
        versions.set(old.path, { path: target.path, version: target.version });
      }
    }
  }
  const paths = [...versions.keys()].sort((a, b) => b.length - a.length);
  return {
    sources,
    locate: (importPath) => {
      for (const path of paths) {
        const module = versions.get(path);
        if (!module || !isWithin(importPath, path)) continue;
        const directory = `${escaped(module.path)}@${escaped(module.version)}${importPath.slice(path.length)}`;
        if (sources.directory(directory)) return directory;
      }
      return null;
    },
  };
}

/**
 * Walks from the external imports on, without cgo first. Packages that cannot be
 * located are left out.
 */
export function walkExternal(
  external: ExternalSources,
  imports: ReadonlyMap<string, Import>,
  tags: readonly string[],
): ExternalPackage[] {
  const selected = new Set(tags);
  const packages = new Map<string, ExternalPackage>();
  for (const cgo of [false, true]) {
    const queue = [...imports]
      .filter(([, { cgoOnly }]) => cgo || !cgoOnly)
      .map(([importPath, { evidence }]) => ({ importPath, evidence }));
    const seen = new Set(queue.map(({ importPath }) => importPath));
    for (const { importPath, evidence } of queue) {
      let found: ExternalPackage | null = packages.get(importPath) ?? null;
      if (!found) {
        const directory = external.locate(importPath);
        const loaded = directory === null ? null : loadPackage(external.sources, directory, selected);
        if (!loaded) continue;
        found = { ...loaded, importPath, evidence, cgoOnly: cgo };
        packages.set(importPath, found);
      }
      for (const file of found.files) {
        if (file.cgoOnly && !cgo) continue;
        for (const { path } of file.header.imports) {
          if (seen.has(path) || (isStandard(path) && !path.includes("."))) continue;
          seen.add(path);
          queue.push({ importPath: path, evidence });
        }
      }
    }
  }
  return [...packages.values()];
}
