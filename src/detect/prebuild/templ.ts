/** Go code that templ makes of `.templ` files, where the repository leaves it out. */
import type { Prebuild } from "../../types/project.ts";
import type { GoBuildContext } from "../build-context.ts";
import { basename, dirname, isWithin, join, relativeTo } from "../paths.ts";
import type { Graph } from "../reach.ts";
import { everyFileBelow, type Sources } from "../sources.ts";
import { goStep } from "./go-step.ts";

const MODULE = "github.com/a-h/templ";

export interface TemplateCode {
  /** As people know the command: `templ generate`. */
  readonly tool: string;
  /** What is not there: `views/home_templ.go`. */
  readonly paths: readonly string[];
  /** Import paths of packages that are made of nothing else. */
  readonly packages: ReadonlySet<string>;
  readonly step: Prebuild;
}

/** The file that templ makes beside a template; null for one that is there and for other files. */
function lackingFor(sources: Sources, path: string): string | null {
  if (!path.endsWith(".templ")) return null;
  const made = `${path.slice(0, -".templ".length)}_templ.go`;
  return sources.directory(dirname(path))?.files.includes(basename(made)) ? null : made;
}

function directoryOf({ module }: GoBuildContext, importPath: string): string | null {
  const { path } = module.mod;
  return isWithin(importPath, path) ? join(module.directory, relativeTo(importPath, path)) : null;
}

/** The step that makes it with Go alone; null where a build lacks nothing of the kind. */
export function templateCode(sources: Sources, context: GoBuildContext, graph: Graph): TemplateCode | null {
  const { module } = context;
  const version = context.requires.find(({ path }) => path === MODULE)?.version;
  if (version === undefined || context.replaced.has(MODULE)) return null;
  const lacks = (directory: string) =>
    sources.directory(directory)?.files.some((name) => lackingFor(sources, join(directory, name))) ?? false;
  const packages = [...graph.missing.keys()].filter((path) => {
    const directory = directoryOf(context, path);
    return directory !== null && lacks(directory);
  });
  if (packages.length === 0 && !graph.packages.some(({ directory }) => lacks(directory))) return null;
  // Templates use those of packages that no Go code here imports.
  const paths = everyFileBelow(sources, module.directory).flatMap((path) => lackingFor(sources, path) ?? []);
  const [first = ""] = paths;
  const step = goStep({
    directory: module.directory,
    command: `go run ${MODULE}/cmd/templ@${version} generate`,
    outputs: paths,
    evidence: `${first.replace(/_templ\.go$/, ".templ")}:1`,
  });
  return { tool: "templ generate", paths, packages: new Set(packages), step };
}
