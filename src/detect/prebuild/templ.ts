/** Go code that templ makes of `.templ` files, where the repository leaves it out. */
import type { GoStep } from "../../types/prebuild.ts";
import type { GoBuildContext } from "../build-context.ts";
import type { Layout } from "../layout.ts";
import { basename, dirname, join } from "../paths.ts";
import type { Graph } from "../reach.ts";
import { everyFileBelow, type Sources } from "../sources.ts";
import { buildLines } from "./commands.ts";
import { missingDirectories } from "./missing-packages.ts";

const MODULE = "github.com/a-h/templ";
/** Templates that need one of its experiments, such as Go code between braces, are not read without. */
const EXPERIMENT = /\bTEMPL_EXPERIMENT=[\w,-]+/;

/** The file that templ makes beside a template; null for one that is there and for other files. */
function lackingFor(sources: Sources, path: string): string | null {
  if (!path.endsWith(".templ")) return null;
  const made = `${path.slice(0, -".templ".length)}_templ.go`;
  return sources.directory(dirname(path))?.files.includes(basename(made)) ? null : made;
}

/** The step that makes it with Go alone; null where a build lacks nothing of the kind. */
export function templateCode(layout: Layout, context: GoBuildContext, graph: Graph): GoStep | null {
  const { sources } = layout;
  const { module } = context;
  const version = context.requires.find(({ path }) => path === MODULE)?.version;
  if (version === undefined || context.replaced.has(MODULE)) return null;
  const lacks = (directory: string) =>
    sources.directory(directory)?.files.some((name) => lackingFor(sources, join(directory, name))) ?? false;
  const reached = graph.packages.map(({ directory }) => directory);
  if (![...missingDirectories(context, graph), ...reached].some(lacks)) return null;
  // Templates use those of packages that no Go code here imports.
  const paths = everyFileBelow(sources, module.directory).flatMap((path) => lackingFor(sources, path) ?? []);
  const [first = ""] = paths;
  const experiment = buildLines(layout)
    .map(({ text }) => EXPERIMENT.exec(text)?.[0])
    .find((found) => found !== undefined);
  return {
    directory: module.directory,
    command: `${experiment === undefined ? "" : `${experiment} `}go run ${MODULE}/cmd/templ@${version} generate`,
    outputs: paths,
    evidence: `${first.replace(/_templ\.go$/, ".templ")}:1`,
  };
}
