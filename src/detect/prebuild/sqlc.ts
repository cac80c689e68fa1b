/** Packages of queries that sqlc makes, where the repository leaves them out and says which sqlc. */
import { fileOf } from "../../evidence.ts";
import type { GoStep } from "../../types/prebuild.ts";
import type { GoBuildContext } from "../build-context.ts";
import type { Layout } from "../layout.ts";
import { dirname, join } from "../paths.ts";
import type { Graph } from "../reach.ts";
import { everyFileBelow } from "../sources.ts";
import { generatorOf } from "./code-generators.ts";
import { buildLines } from "./commands.ts";
import { requiredTool } from "./go-step.ts";
import { missingDirectories } from "./missing-packages.ts";

const MODULES = ["github.com/sqlc-dev/sqlc", "github.com/kyleconroy/sqlc"];
const INSTALLED = /\bgithub\.com\/(?:sqlc-dev|kyleconroy)\/sqlc\/cmd\/sqlc@v\d[\w.-]*/;

/** The command by the version that the module has or the repository's own build takes; null where neither says. */
function commandOf(layout: Layout, context: GoBuildContext): string | null {
  const [tool] = MODULES.flatMap((path) => requiredTool(context, path, "/cmd/sqlc") ?? []);
  if (tool !== undefined) return `${tool} generate`;
  const [installed] = buildLines(layout).flatMap(({ text }) => INSTALLED.exec(text)?.[0] ?? []);
  return installed === undefined ? null : `go run ${installed} generate`;
}

/** The step that makes them with Go alone; null where a build lacks nothing of the kind. */
export function queryCode(layout: Layout, context: GoBuildContext, graph: Graph): GoStep | null {
  const lacking = missingDirectories(context, graph);
  const beside =
    lacking.length > 0 ? everyFileBelow(layout.sources, context.module.directory).map(dirname) : [];
  const missing = lacking.flatMap((directory) => {
    const made = generatorOf(layout, beside, directory);
    return made?.text === "sqlc generate" ? [{ directory, evidence: made.evidence }] : [];
  });
  const [first] = missing;
  const command = first ? commandOf(layout, context) : null;
  if (!first || command === null) return null;
  const config = fileOf(first.evidence);
  return {
    directory: dirname(config),
    command,
    // Its name by default: https://docs.sqlc.dev/en/stable/reference/config.html#go.
    outputs: missing
      .filter(({ evidence }) => fileOf(evidence) === config)
      .map(({ directory }) => join(directory, "db.go")),
    evidence: first.evidence,
  };
}
