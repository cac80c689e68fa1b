/** Go code that gqlgen makes: its configuration says where, its command line does not. */
import type { GoStep } from "../../types/prebuild.ts";
import type { GoBuildContext } from "../build-context.ts";
import { ancestors, basename, dirname, join, leaves, normalize } from "../paths.ts";
import type { Graph } from "../reach.ts";
import { everyFileBelow, type Sources } from "../sources.ts";
import type { GenerateLine } from "./commands.ts";
import { requiredTool } from "./go-step.ts";
import { missingDirectories } from "./missing-packages.ts";

const MODULE = "github.com/99designs/gqlgen";
const COMMAND =
  /^(?:go (?:run|tool)\s+(?:-\S+\s+)*)?(?:github\.com\/99designs\/)?gqlgen(?:@\S+)?(?=\s|$)(?!\s+(?:init|version)\b)/;
/** As gqlgen looks for them, in the directory and then in those above it. */
const NAMES = [".gqlgen.yml", "gqlgen.yml", "gqlgen.yaml"];
const OPTION = /\s(?:-c|--?config)(?:\s+|=)["']?([\w./-]+)/;
const FILE_NAME =
  /^(?:exec|model):[ \t]*(?:\{[^}\n]*?|(?:\n(?:[ \t].*|#.*)?)*?\n[ \t]+)filename:\s*["']?([\w./-]+\.go)\b/gm;

/** The files that the configuration at a path names, relative to the root. */
function writtenBy(sources: Sources, config: string): readonly string[] {
  const written = [...(sources.text(config) ?? "").matchAll(FILE_NAME)].map(([, path]) => path ?? "");
  return written.map((path) => normalize(`${dirname(config)}/${path}`)).filter((path) => !leaves(path));
}

/** The files that a directive makes; none where it starts something else. */
export function gqlgenOutputs(sources: Sources, { text, directory }: GenerateLine): readonly string[] {
  if (!COMMAND.test(text)) return [];
  const named = OPTION.exec(text)?.[1];
  const usual = [...ancestors(directory)].flatMap((above) => NAMES.map((name) => join(above, name)));
  const candidates = named === undefined ? usual : [normalize(`${directory}/${named}`)];
  const config = candidates.find((path) => !leaves(path) && sources.text(path) !== null);
  return config === undefined ? [] : writtenBy(sources, config);
}

/** The step that makes packages of a schema with Go alone, which no directive speaks of; null where none is missing. */
export function schemaCode(sources: Sources, context: GoBuildContext, graph: Graph): GoStep | null {
  const missing = missingDirectories(context, graph);
  if (missing.length === 0) return null;
  const tool = requiredTool(context, MODULE);
  if (tool === null) return null;
  const config = everyFileBelow(sources, context.module.directory).find(
    (path) =>
      NAMES.includes(basename(path)) &&
      writtenBy(sources, path).some((one) => missing.includes(dirname(one))),
  );
  if (config === undefined) return null;
  return {
    directory: dirname(config),
    command: `${tool} generate`,
    outputs: writtenBy(sources, config).filter((path) => missing.includes(dirname(path))),
    evidence: `${config}:1`,
  };
}
