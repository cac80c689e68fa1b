/** The modules and workspaces of a directory, and the names that evidence is looked for in. */
import { UserError } from "../errors.ts";
import type { FileSystem } from "../system/system.ts";
import { type GoMod, parseGoMod } from "./go-mod/go-mod.ts";
import { type GoWork, parseGoWork } from "./go-mod/go-work.ts";
import { syntaxError } from "./go-mod/syntax.ts";
import { ancestors, join, leaves, normalize } from "./paths.ts";
import { openSources, type Sources } from "./sources.ts";
import { walkTree } from "./tree.ts";

export interface LocalModule {
  readonly directory: string;
  /** Path of its go.mod. */
  readonly file: string;
  readonly mod: GoMod;
}

export interface Workspace {
  readonly directory: string;
  /** Path of its go.work. */
  readonly file: string;
  readonly work: GoWork;
  /** Directories of its modules, in the order of their `use` lines. */
  readonly members: readonly string[];
}

export interface Layout {
  readonly sources: Sources;
  readonly modules: ReadonlyMap<string, LocalModule>;
  readonly workspaces: readonly Workspace[];
  /** Directories with Go files, in depth-first order. */
  readonly goDirectories: readonly string[];
  /** Files that are no Go source and may say how the project is built: Dockerfile, Makefile, package.json. */
  readonly evidenceFiles: readonly string[];
  /** Files whose names do not say what they hold, such as those of programs. */
  readonly unknownFiles: readonly string[];
}

const EVIDENCE =
  /^(Dockerfile.*|dockerfile([._-](?!(go|md|txt|[jt]sx?|py)$)[\w-]+)?|.*\.[Dd]ockerfile|Containerfile.*|(docker-)?compose.*\.ya?ml|\.dockerignore|.*\.dockerignore|docker-entrypoint\.sh|\.air\.toml|magefile\.go|\.?goreleaser.*\.ya?ml|Procfile|package\.json|\.gitconfig)$/;

/** Files that images are built from, by their names. */
export const CONTAINER_FILE = /^([Dd]ockerfile.*|.*\.[Dd]ockerfile|Containerfile.*)$/;

const RECIPE = /^((GNU)?[Mm]akefile|.*\.mk|[Tt]askfile\.ya?ml|[Jj]ustfile)$/;
/** `build.sh`, `build-web.sh`, `scripts.sh`. */
const BUILD_SCRIPT = /^(build|compile|make|package|bundle|release|scripts?)([._-][\w.-]*)?\.sh$/i;

/** Whether a file of that name holds commands that build: a Makefile and its kin, or a shell script. */
export function isRecipe(name: string): boolean {
  return RECIPE.test(name) || BUILD_SCRIPT.test(name);
}

/** Extensions of sources, texts, pictures and fonts. */
const TELLING =
  /\.(go|mod|sum|work|md|txt|ya?ml|json|toml|xml|csv|proto|sql|graphql|s?html?|tmpl|tpl|gohtml|templ|css|s[ac]ss|less|[cm]?[jt]sx?|vue|svelte|map|svg|png|jpe?g|gif|ico|webp|woff2?|ttf|eot|pdf|sh|py|rb|tf|lock|env|ini|conf|cfg|pem|crt|key|golden|gitignore|gitkeep)$/i;

/** The module that a directory belongs to; null outside every module. */
export function moduleOf(layout: Pick<Layout, "modules">, directory: string): LocalModule | null {
  for (const above of ancestors(directory)) {
    const module = layout.modules.get(above);
    if (module) return module;
  }
  return null;
}

export function readModule(sources: Sources, directory: string): LocalModule | null {
  const file = join(directory, "go.mod");
  const text = sources.text(file);
  return text === null ? null : { directory, file, mod: parseGoMod(file, text) };
}

function readWorkspace(sources: Sources, directory: string): Workspace | null {
  const file = join(directory, "go.work");
  const text = sources.text(file);
  if (text === null) return null;
  const work = parseGoWork(file, text);
  const members = work.uses.map(({ directory: used, line }) => {
    const member = normalize(`${directory}/${used}`);
    if (leaves(member)) {
      throw new UserError(
        "outside-directory",
        `${file}:${line}: the workspace uses ${used}, which lies outside; run create-go-dockerfile in the directory that holds both`,
        2,
      );
    }
    if (!sources.directory(member)?.files.includes("go.mod")) {
      throw syntaxError(file, line, `the workspace uses ${used}, which has no go.mod`);
    }
    return member;
  });
  return { directory, file, work, members };
}

/**
 * Walks the directory once.
 * @throws UserError for a go.mod or go.work that Go would refuse. A broken go.mod
 * below the root counts only when no other module is there or a workspace uses it.
 */
export function readLayout(files: FileSystem, root: string): Layout {
  const sources = openSources(files, root);
  const goDirectories: string[] = [];
  const evidenceFiles: string[] = [];
  const unknownFiles: string[] = [];
  const moduleDirectories: string[] = [];
  const workspaceDirectories: string[] = [];
  for (const directory of walkTree(sources.directory)) {
    let go = false;
    for (const name of directory.files) {
      if (name.endsWith(".go")) go = true;
      else if (name === "go.mod") moduleDirectories.push(directory.path);
      else if (name === "go.work") workspaceDirectories.push(directory.path);
      else if (EVIDENCE.test(name) || isRecipe(name)) evidenceFiles.push(join(directory.path, name));
      else if (!TELLING.test(name)) unknownFiles.push(join(directory.path, name));
    }
    if (go) goDirectories.push(directory.path);
  }
  const workspaces = workspaceDirectories
    .map((directory) => readWorkspace(sources, directory))
    .filter((workspace) => workspace !== null);
  const used = new Set(workspaces.flatMap(({ members }) => members));
  const modules = new Map<string, LocalModule>();
  let broken: unknown = null;
  for (const directory of moduleDirectories) {
    try {
      const module = readModule(sources, directory);
      if (module) modules.set(directory, module);
    } catch (error) {
      if (directory === "." || used.has(directory)) throw error;
      broken ??= error;
    }
  }
  if (modules.size === 0 && broken !== null) throw broken;
  return { sources, modules, workspaces, goDirectories, evidenceFiles, unknownFiles };
}
