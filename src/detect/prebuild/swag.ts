/** The package of API documentation that `swag init` makes, where the repository leaves it out. */
import { fileOf } from "../../evidence.ts";
import type { GoStep } from "../../types/prebuild.ts";
import type { GoBuildContext } from "../build-context.ts";
import type { Layout } from "../layout.ts";
import { basename, dirname, join, normalize } from "../paths.ts";
import type { Graph } from "../reach.ts";
import { filesIn } from "../sources.ts";
import { buildLines, type GenerateLine, generateLines } from "./commands.ts";
import { missingDirectories } from "./missing-packages.ts";

const MODULE = /^github\.com\/swaggo\/swag(\/v\d+)?$/;

interface Init {
  readonly words: readonly string[];
  readonly evidence: string;
  /** Where it runs. */
  readonly directory: string;
}

/** `cd ../.. && swag init` of a file below the module. */
const FROM_BELOW = /^[@-]*cd\s+((?:\.\.\/?)+)\s*(?:&&|;)\s*/;

/** Where people keep the scripts that they run by hand from the directory of the module. */
const SCRIPTS = [".", "script", "scripts", "hack", "tools"];

/** Lines of shell scripts of any name: what they do is known to be meant by what it makes. */
function scriptLines({ sources }: Layout, module: string): GenerateLine[] {
  return SCRIPTS.map((name) => join(module, name))
    .flatMap((directory) => filesIn(sources, directory, (name) => name.endsWith(".sh")))
    .flatMap((path) =>
      (sources.text(path) ?? "").split("\n").map((text, index) => {
        return { text: text.trim(), evidence: `${path}:${index + 1}`, directory: module };
      }),
    )
    .filter(({ text }) => !text.startsWith("#"));
}

/** `swag init` lines whose words a shell has nothing to do with. */
function initLines(layout: Layout, graph: Graph, module: string): Init[] {
  const built = buildLines(layout).flatMap((line) => {
    const file = fileOf(line.evidence);
    // An image copies the module to wherever it likes; what make runs, it runs beside its file.
    const isImage = /dockerfile/i.test(basename(file));
    const up = isImage ? null : FROM_BELOW.exec(line.text);
    const text = up ? line.text.slice(up[0].length) : line.text;
    const runsIn = normalize(join(dirname(file), up?.[1] ?? "."));
    return isImage || runsIn === module ? [{ ...line, text, directory: module }] : [];
  });
  const all = [...built, ...generateLines(graph.packages), ...scriptLines(layout, module)];
  return all.flatMap(({ text, evidence, directory }) => {
    const options = /(?:^|[\s/@])swag(?:@[\w.-]+)?\s+init\b([^&|;]*)/.exec(text)?.[1];
    const words =
      options
        ?.trim()
        .split(/\s+/)
        .filter((word) => word !== "") ?? [];
    if (options === undefined || /\bcd\s/.test(text) || !words.every((word) => /^[\w./,=-]+$/.test(word)))
      return [];
    return [{ words, evidence, directory }];
  });
}

function optionOf(words: readonly string[], short: string, long: string): string | null {
  for (const [index, word] of words.entries()) {
    const [name, value] = word.split("=");
    if (name === short || name === long) return value ?? words[index + 1] ?? null;
  }
  return null;
}

/** Whether the file that the general part is read from is there, from where the command runs. */
function hasStart({ sources }: Layout, { words, directory }: Init): boolean {
  const [first = "."] = (optionOf(words, "-d", "--dir") ?? ".").split(",");
  const path = join(join(directory, first), optionOf(words, "-g", "--generalInfo") ?? "main.go");
  return sources.directory(dirname(path))?.files.includes(basename(path)) ?? false;
}

/** The step that makes it with Go alone; null where a build lacks nothing of the kind. */
export function apiDocumentation(layout: Layout, context: GoBuildContext, graph: Graph): GoStep | null {
  const tool = context.requires.find(({ path }) => MODULE.test(path));
  if (!tool || context.replaced.has(tool.path) || graph.missing.size === 0) return null;
  const missing = missingDirectories(context, graph);
  for (const init of initLines(layout, graph, context.module.directory)) {
    const output = join(init.directory, optionOf(init.words, "-o", "--output") ?? "docs");
    if (!missing.includes(output) || !hasStart(layout, init)) continue;
    return {
      directory: init.directory,
      command: ["go", "run", `${tool.path}/cmd/swag@${tool.version}`, "init", ...init.words].join(" "),
      outputs: [join(output, "docs.go")],
      evidence: init.evidence,
    };
  }
  return null;
}
