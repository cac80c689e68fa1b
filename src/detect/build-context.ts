/** How `go build` finds packages from the module of one main. */
import { UserError } from "../errors.ts";
import { compareGoVersions } from "../images/go-version.ts";
import type { Requirement } from "./go-mod/go-mod.ts";
import { parseVendorModules, type VendorModules } from "./go-mod/vendor-modules.ts";
import { type Layout, type LocalModule, moduleOf, readModule, type Workspace } from "./layout.ts";
import { ancestors, isWithin, join, leaves, normalize } from "./paths.ts";
import { isStandard } from "./standard-library.ts";

export interface GoBuildContext {
  readonly module: LocalModule;
  /** Set when a go.work above the module, inside the directory, uses it. */
  readonly workspace: Workspace | null;
  /**
   * Set when Go refuses to build the module with the go.work above it, which does not use it or names an older Go than
   * its modules, and GOWORK=off mends that.
   */
  readonly foreignWorkspace: Workspace | null;
  /** A member of the workspace that asks for a newer Go than go.work, which Go refuses. */
  readonly newerMember: LocalModule | null;
  /** Set when packages of other modules come from a vendor directory. */
  readonly vendor: { readonly directory: string; readonly modules: VendorModules } | null;
  /** Set when a vendor directory is there that Go would take and then refuse, and why. */
  readonly staleVendor: { readonly reason: string; readonly place: string } | null;
  /** The module, then the workspace's other members, then replaced directories. */
  readonly local: readonly LocalModule[];
  /** Modules that go.mod replaces by a directory that is not there. */
  readonly missingReplacements: readonly {
    readonly path: string;
    readonly target: string;
    readonly place: string;
  }[];
  /** Of every local module; the first of a path counts. */
  readonly requires: readonly (Requirement & { readonly file: string })[];
  /** Module paths that a directive replaces by another module or a directory. */
  readonly replaced: ReadonlySet<string>;
}

type Resolution =
  | { readonly kind: "standard" | "external" | "missing" }
  | { readonly kind: "local"; readonly directory: string };

function nearestWorkspace(layout: Layout, directory: string): Workspace | null {
  for (const above of ancestors(directory)) {
    const found = layout.workspaces.find((workspace) => workspace.directory === above);
    if (found) return found;
  }
  return null;
}

/** Whether Go takes packages from vendor by itself: since go 1.14 in a module, 1.22 in a workspace, never without a go line. */
function usesVendor(goVersion: string | null, since: number): boolean {
  if (goVersion === null) return false;
  const minor = /^1\.(\d+)/.exec(goVersion)?.[1];
  return minor === undefined || Number(minor) >= since;
}

function findVendor(
  layout: Layout,
  module: LocalModule,
  workspace: Workspace | null,
): GoBuildContext["vendor"] {
  const directory = join((workspace ?? module).directory, "vendor");
  const text = layout.sources.text(join(directory, "modules.txt"));
  // Left by another tool, or there for another purpose: to Go it is one that lists nothing.
  if (text === null && (workspace || layout.sources.directory(directory) === null)) return null;
  const modules = parseVendorModules(text ?? "");
  if (modules.workspace !== (workspace !== null)) return null;
  const used = workspace ? usesVendor(workspace.work.goVersion, 22) : usesVendor(module.mod.goVersion, 14);
  return used ? { directory, modules } : null;
}

/** What go.mod requires and the vendor directory does not have so. */
function staleVendor(
  vendor: GoBuildContext["vendor"],
  workspace: Workspace | null,
  requires: GoBuildContext["requires"],
): GoBuildContext["staleVendor"] {
  if (!vendor || workspace) return null;
  const stale = requires.find(({ path, version }) => vendor.modules.explicit.get(path) !== version);
  if (!stale) return null;
  const { path, version, file, line } = stale;
  return {
    reason: `${vendor.directory} does not match ${path} ${version} of ${file}`,
    place: `${file}:${line}`,
  };
}

/** Since 1.21 a language version comes before everything that is released of it: https://go.dev/doc/toolchain#version. */
function asReleased(version: string): string {
  const minor = /^1\.(\d+)$/.exec(version)?.[1];
  return minor !== undefined && Number(minor) >= 21 ? `${version}beta0` : version;
}

function isOlderGo(a: string, b: string): boolean {
  return compareGoVersions(asReleased(a), asReleased(b)) < 0;
}

/** A member that asks for a newer Go than its workspace, which is for 1.18 where it does not say. */
function newerMember(layout: Layout, { work, members }: Workspace): LocalModule | null {
  const newer = members
    .map((directory) => layout.modules.get(directory))
    .find((member) => member?.mod.goVersion && isOlderGo(work.goVersion ?? "1.18", member.mod.goVersion));
  return newer ?? null;
}

/** Whether the module takes packages of other members, by what it requires. */
function needsMembers(layout: Layout, module: LocalModule, { members }: Workspace): boolean {
  const paths = members.flatMap((directory) => layout.modules.get(directory)?.mod.path ?? []);
  return module.mod.requires.some(({ path }) => path !== module.mod.path && paths.includes(path));
}

/** @throws UserError (exit 2) when a replacement that is needed lies outside the directory. */
export function openBuildContext(layout: Layout, main: string): GoBuildContext {
  const module = moduleOf(layout, main);
  if (!module) throw new UserError("no-go-mod", `${main} belongs to no module; run "go mod init" there`, 2);
  const nearest = nearestWorkspace(layout, module.directory);
  const using = nearest?.members.includes(module.directory) ? nearest : null;
  const newer = using && newerMember(layout, using);
  const workspace = using && newer && !needsMembers(layout, module, using) ? null : using;
  const found = findVendor(layout, module, workspace);
  const members = (workspace?.members ?? [])
    .filter((directory) => directory !== module.directory)
    .map((directory) => layout.modules.get(directory))
    .filter((member) => member !== undefined);
  const local = [module, ...members];
  const requires = local.flatMap(({ mod, file }) => mod.requires.map((require) => ({ ...require, file })));
  const stale = staleVendor(found, workspace, requires);
  const lists = found && layout.sources.directory(found.directory)?.files.includes("modules.txt");
  const vendor = stale || !lists ? null : found;
  const required = new Set(requires.map(({ path }) => path));
  const missing: { path: string; target: string; place: string }[] = [];
  const replaced = new Set<string>();
  const directives = [
    ...(workspace ? workspace.work.replaces.map((replace) => ({ replace, from: workspace })) : []),
    ...local.flatMap((from) => from.mod.replaces.map((replace) => ({ replace, from }))),
  ];
  for (const { replace, from } of directives) {
    const { old, target, line } = replace;
    if (replaced.has(old.path)) continue;
    replaced.add(old.path);
    if (target.version !== null || vendor || !required.has(old.path)) continue;
    const path = target.path.replaceAll("\\", "/");
    const directory = leaves(path) && !path.startsWith("..") ? path : normalize(`${from.directory}/${path}`);
    const place = `${from.file}:${line}`;
    if (leaves(directory)) {
      throw new UserError(
        "outside-directory",
        `${place}: ${old.path} is replaced by ${target.path}, outside this directory; run create-go-dockerfile in the directory that holds both`,
        2,
      );
    }
    if (local.some((known) => known.directory === directory)) continue;
    const other = layout.modules.get(directory) ?? readModule(layout.sources, directory);
    if (!other) missing.push({ path: old.path, target: directory, place });
    // Its packages go by the path that is replaced, whatever its own go.mod says.
    else local.push({ ...other, mod: { ...other.mod, path: old.path } });
  }
  return {
    module,
    workspace,
    foreignWorkspace: workspace ? null : nearest,
    newerMember: workspace && newer,
    vendor,
    staleVendor: stale,
    local,
    missingReplacements: missing,
    requires,
    replaced,
  };
}

/** Where an import path leads. A local path without a directory of Go files is "missing". */
export function resolveImport(
  layout: Layout,
  context: GoBuildContext,
  importPath: string,
  hasPackage: (directory: string) => boolean,
): Resolution {
  const candidates = context.local
    .filter(({ mod }) => isWithin(importPath, mod.path))
    .sort((a, b) => b.mod.path.length - a.mod.path.length);
  for (const { mod, directory } of candidates) {
    const rest = importPath.slice(mod.path.length + 1);
    const found = rest === "" ? directory : join(directory, rest);
    if (hasPackage(found) && isOwn(layout, found, directory)) return { kind: "local", directory: found };
  }
  if (isStandard(importPath)) return { kind: "standard" };
  if (context.requires.some(({ path }) => isWithin(importPath, path))) return { kind: "external" };
  return { kind: candidates.length > 0 ? "missing" : "external" };
}

/** No go.mod between a module and a directory below it. */
function isOwn(layout: Layout, directory: string, moduleDirectory: string): boolean {
  for (const above of ancestors(directory)) {
    if (above === moduleDirectory) return true;
    if (layout.modules.has(above)) return false;
  }
  return false;
}
