import { UserError } from "../errors.ts";
import type { FileSystem } from "../system/system.ts";
import type { GoModule, MainKind, Repository } from "../types/repository.ts";
import { moduleName } from "./go-mod/go-mod.ts";
import { parseGoWork } from "./go-mod/go-work.ts";
import { type Layout, type LocalModule, readLayout } from "./layout.ts";
import { layoutOf, rememberLayout } from "./layout-memory.ts";
import {
  binaryName,
  broughtMains,
  checkedMains,
  deployedMains,
  startedMains,
} from "./mains/build-targets.ts";
import { type FoundMain, findMains, mainPath } from "./mains/find.ts";
import { helperDirectories } from "./mains/helpers.ts";
import { isHelper, isOfTests, kindOf, openSignalIndex, type SignalIndex } from "./mains/kind.ts";
import { callsServer } from "./mains/server-use.ts";
import { suggestMain } from "./mains/suggest.ts";
import { packageName } from "./packages.ts";
import { basename, join } from "./paths.ts";

const EXISTING =
  /^(Dockerfile.*|dockerfile([._-](?!(go|md|txt|[jt]sx?|py)$)[\w-]+)?|.*\.[Dd]ockerfile|Containerfile.*|(docker-)?compose.*\.ya?ml|\.dockerignore|.*\.dockerignore|docker-entrypoint\.sh|\.air\.toml)$/;

/** The nearest directory above that holds a file of that name, as `..`, `../..`; null without one. */
function above(files: FileSystem, root: string, name: string): { up: string; text: string } | null {
  const depth = root.split(/[/\\]/).filter((part) => part !== "").length;
  for (let up = "..", i = 0; i < depth; up += "/..", i += 1) {
    const text = files.readText(`${root}/${up}/${name}`);
    if (text !== null) return { up, text };
  }
  return null;
}

/** Whether one of the modules is a member of a go.work that lies above. */
function refuseWorkspaceAbove(files: FileSystem, root: string, layout: Layout): void {
  if (layout.workspaces.some(({ directory }) => directory === ".")) return;
  const found = above(files, root, "go.work");
  if (!found) return;
  const file = `${found.up}/go.work`;
  const modules = [...layout.modules.keys()].map((directory) => files.realPath(join(root, directory)));
  for (const { directory, line } of parseGoWork(file, found.text).uses) {
    const used = files.realPath(directory.startsWith("/") ? directory : `${root}/${found.up}/${directory}`);
    if (used === null || !modules.includes(used)) continue;
    throw new UserError(
      "workspace-above",
      `${file}:${line}: this module is built as part of that workspace; run create-go-dockerfile in ${found.up}`,
      2,
    );
  }
}

function goSum(layout: Layout, directory: string): GoModule["goSum"] {
  const text = layout.sources.text(join(directory, "go.sum"));
  if (text === null) return "absent";
  return text.trim() === "" ? "empty" : "present";
}

function describeModule(layout: Layout, { directory, mod }: LocalModule): GoModule {
  return {
    directory,
    path: mod.path,
    goVersion: mod.goVersion,
    toolchain: mod.toolchain,
    goSum: goSum(layout, directory),
    vendored: layout.sources.directory(join(directory, "vendor"))?.files.includes("modules.txt") ?? false,
  };
}

/** More services than this stay what they are: reading all that each of them reaches takes too long. */
const COMPARED = 12;

/**
 * Where several services compete, those that only import the package of a server,
 * as clients do, are tools, or workers by what they do themselves, unless that is true of all of them.
 */
function withoutClients(
  layout: Layout,
  index: SignalIndex,
  mains: readonly FoundMain[],
  kinds: readonly MainKind[],
): MainKind[] {
  const services = mains.filter((_, i) => kinds[i] === "service");
  if (services.length < 2 || services.length > COMPARED) return [...kinds];
  const serving = new Set(services.filter((main) => callsServer(layout, main)));
  if (serving.size === 0) return [...kinds];
  return kinds.map((kind, i) => {
    const main = mains[i];
    if (kind !== "service" || !main || serving.has(main)) return kind;
    return index.strongest(main.found) === "waits" ? "worker" : "tool";
  });
}

/** Services of which the test says that they are there for another one, if any is left. */
function withoutThose(
  mains: readonly FoundMain[],
  kinds: readonly MainKind[],
  isForAnother: (main: FoundMain) => boolean,
  instead: MainKind,
): MainKind[] {
  const real = mains.some((main, i) => kinds[i] === "service" && !isForAnother(main));
  return kinds.map((kind, i) => {
    const main = mains[i];
    return real && kind === "service" && main && isForAnother(main) ? instead : kind;
  });
}

/** What stands in for a service in tests: `test-server` beside `server`. */
const STANDS_IN = /^(test|mock|fake|dummy|stub)([-_]|s?(server|service|api)$)|[-_]?(mock|fake|stub)s?$/;
const isStandIn = ({ directory }: FoundMain) => STANDS_IN.test(basename(directory));

/** A directory that says that it shows how something is used: `grpc-web-example`, `exampleserver`. */
const SHOWS = /(^|[-_])examples?($|[-_])|^example[a-z]/;
const isExample = ({ directory }: FoundMain) => directory.split("/").some((name) => SHOWS.test(name));

/** Of several services, the command line of a daemon that is beside it: `shop` of `shopd`. */
function withoutCommandLines(mains: readonly FoundMain[], kinds: readonly MainKind[]): MainKind[] {
  const services = new Set(mains.filter((_, i) => kinds[i] === "service").map(binaryName));
  return kinds.map((kind, i) => {
    const main = mains[i];
    return kind === "service" && main && services.has(`${binaryName(main)}d`) ? "tool" : kind;
  });
}

function describeMains(layout: Layout): Pick<Repository, "mains" | "suggestedMain"> {
  const found = findMains(layout);
  const index = openSignalIndex();
  const deployed = deployedMains(layout, found);
  const [only, ...others] = found;
  const [first, ...more] = found.filter((main) => !isOfTests(main));
  const isSole = first && more.length === 0 && packageName(layout.sources, first.module.directory) === null;
  const uses = {
    helpers: helperDirectories(layout, found),
    deployed,
    started: startedMains(layout, found),
    checked: checkedMains(layout, found),
    sole: isSole ? first : null,
    only: only && others.length === 0 ? only : null,
  };
  const own = found.map((main) => kindOf(layout, index, uses, main));
  const serving = withoutClients(layout, index, found, own);
  const real = withoutThose(found, serving, isStandIn, "test");
  const kinds = withoutCommandLines(found, withoutThose(found, real, isExample, "example"));
  const mains = found.map((main, i) => ({
    path: mainPath(main.directory),
    kind: kinds[i] ?? "tool",
    evidence: main.evidence,
  }));
  const isNamesake = (main: FoundMain) => {
    if (!uses.started.includes(main) || binaryName(main) !== moduleName(main.module.mod.path)) return false;
    // What serves beside it without being brought along is another way to start than the image's.
    const beside = found.filter((one, i) => one !== main && kinds[i] === "service");
    return broughtMains(layout, beside).length === beside.length;
  };
  const candidates = mains.map((main, i) => ({
    ...main,
    helper: found[i] !== undefined && isHelper(uses, found[i]),
    deployed: found[i] !== undefined && deployed.includes(found[i]),
    namesake: found[i] !== undefined && isNamesake(found[i]),
  }));
  return { mains, suggestedMain: suggestMain(candidates) };
}

/**
 * A cheap look at every directory and a full read of what its mains reach.
 * @param root absolute path of the directory
 * @throws UserError exit 2: no or a broken go.mod, no main package, a go.work above;
 * exit 1: a file that cannot be read
 */
export function openRepository(files: FileSystem, root: string): Repository {
  const layout = readLayout(files, root);
  if (layout.modules.size === 0) {
    const parent = above(files, root, "go.mod");
    throw new UserError(
      "no-go-mod",
      parent
        ? `no go.mod in this directory or below; the module begins in ${parent.up}, run create-go-dockerfile there`
        : 'no go.mod in this directory or below; run "go mod init MODULE" first, or give the directory of the module',
      2,
    );
  }
  refuseWorkspaceAbove(files, root, layout);
  const { mains, suggestedMain } = describeMains(layout);
  if (mains.length === 0) {
    throw new UserError(
      "no-main",
      "no main package for linux in this directory or below: a library needs no image; give the directory of a program",
      2,
    );
  }
  const workspace = layout.workspaces[0];
  const repository: Repository = {
    root,
    modules: [...layout.modules.values()].map((module) => describeModule(layout, module)),
    workspace: workspace
      ? {
          members: workspace.members,
          sum: layout.sources.directory(workspace.directory)?.files.includes("go.work.sum") ?? false,
        }
      : null,
    mains,
    suggestedMain,
    existingFiles: layout.evidenceFiles.filter((path) => EXISTING.test(basename(path))),
  };
  rememberLayout(repository, layout);
  return repository;
}

/**
 * The repository without what some files say of it. What this tool writes is no evidence of
 * what the code is, or the answers of one run would be the facts of the next. No file is read again.
 * @param paths relative to the directory
 */
export function withoutEvidence(
  files: FileSystem,
  repository: Repository,
  paths: ReadonlySet<string>,
): Repository {
  const layout = layoutOf(repository, files);
  const evidenceFiles = layout.evidenceFiles.filter((path) => !paths.has(path));
  if (evidenceFiles.length === layout.evidenceFiles.length) return repository;
  const rest = { ...layout, evidenceFiles };
  const existingFiles = repository.existingFiles.filter((path) => !paths.has(path));
  const without: Repository = { ...repository, ...describeMains(rest), existingFiles };
  rememberLayout(without, rest);
  return without;
}
