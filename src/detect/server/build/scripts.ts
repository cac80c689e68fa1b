/** Files that say how the project is built. */
import { posix } from "node:path";
import { leaves } from "../../paths.ts";
import type { ServerInput } from "../analysis.ts";
import { withTagLists } from "./release-tags.ts";

export interface BuildLine {
  /** With the file's own variables replaced as far as they are plain text. */
  readonly text: string;
  readonly evidence: string;
}

const NAMES =
  /^((GNU)?[Mm]akefile|.*\.mk|\.?goreleaser.*\.ya?ml|[Tt]askfile\.ya?ml|[Jj]ustfile|magefile\.go|.*\.sh|.*Dockerfile.*|.*\.dockerfile|build\.go|\.ko\.yaml|\.promu\.yml|docker-bake\.hcl)$/;
const DIRECTORIES = [
  "",
  "scripts",
  "script",
  "hack",
  "build",
  "ci",
  ".github/workflows",
  "magefiles",
  "docker",
  "make",
  ".build",
];
const LARGEST = 300_000;

/** `NAME := value` of make and shell, `ARG NAME=value` of Dockerfiles. */
const ASSIGNS = /^\s*(?:export\s+|ARG\s+|ENV\s+|readonly\s+|local\s+)?([A-Za-z_]\w*)\s*([:?+]?)=\s*(.*)$/;
/** `export TAGS=$(cat release/TAGS) && go build -tags "$TAGS"`: what a file of the repository holds. */
const HOLDS = /(?:^|[\s;&])([A-Za-z_]\w*)\s*[:?]?=\s*"?\$\((?:shell\s+)?cat\s+"?([\w./-]+)"?\)/g;

/** `TAGS=slim make test` in a recipe, which sets it for that command. */
function isForOneCommand(line: string, value: string): boolean {
  return line.startsWith("\t") && /^[^\s"'`$()]+\s+\w/.test(value);
}

/** Whether the file gives the variable that `ifdef` asks for a value: else it is for who sets it on a command line. */
function isAssigned(text: string, name: string): boolean {
  return new RegExp(`^\\s*(?:export\\s+|override\\s+)*${name}\\s*[:?+]*=`, "m").test(text);
}

/** @param fileText of a path that the text names */
function variablesIn(text: string, fileText: (path: string) => string | null): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const [, name = "", path = ""] of text.matchAll(HOLDS)) {
    const value = fileText(path)?.trim();
    if (value && !value.includes("\n")) variables.set(name, value);
  }
  // Whether each of the blocks around is one that make leaves out, the innermost last.
  const blocks: boolean[] = [];
  for (const line of text.split("\n")) {
    const [, word, asked = ""] = /^\s*(ifn?eq|ifn?def|else|endif)\b\s*(\w*)/.exec(line) ?? [];
    if (word === "endif" || word === "else") blocks.pop();
    if (word !== undefined && word !== "endif") blocks.push(word === "ifdef" && !isAssigned(text, asked));
    if (blocks.includes(true)) continue;
    const [, name, kind, rest] = ASSIGNS.exec(line) ?? [];
    const value = rest?.trim().replace(/^(["'])(.*)\1$/, "$2");
    if (name === undefined || !value || isForOneCommand(line, value)) continue;
    const before = variables.get(name);
    if (before === undefined) variables.set(name, value);
    else if (kind === "+" && blocks.length === 0) variables.set(name, `${before} ${value}`);
  }
  return variables;
}

/** `# -tags are required for sqlite` tells people why; no build reads it. */
const COMMENT = /^\s*(#|\/\/)/;

/** `$(NAME)`, `${NAME}` and `$NAME`, through several levels; what is not known stays as it is. */
function replaceVariables(line: string, variables: ReadonlyMap<string, string>): string {
  let text = line;
  for (let round = 0; round < 4 && text.length < 4000; round++) {
    const next = text.replace(
      /\$+(?:[({](\w+)[)}]|(\w+))/g,
      (whole, name: string | undefined, plain: string | undefined) =>
        variables.get(name ?? plain ?? "") ?? whole,
    );
    if (next === text) break;
    text = next;
  }
  return text;
}

function textOf({ repository, files }: Pick<ServerInput, "repository" | "files">, path: string): string {
  const place = posix.join(repository.root, path);
  const bytes = leaves(path) ? LARGEST : (files.facts(place)?.bytes ?? LARGEST);
  return bytes >= LARGEST ? "" : (files.readText(place) ?? "");
}

/** The lines of one file; none where it is not there or too large. */
export function readBuildFile(
  input: Pick<ServerInput, "repository" | "files">,
  path: string,
  text = textOf(input, path),
): readonly BuildLine[] {
  const fileText = (named: string) =>
    textOf(input, posix.normalize(named)) || textOf(input, posix.join(posix.dirname(path), named)) || null;
  const variables = variablesIn(text, fileText);
  const lines = text
    .split("\n")
    .map((line, index) => ({ text: replaceVariables(line, variables), evidence: `${path}:${index + 1}` }))
    .filter((line) => !COMMENT.test(line.text));
  return /goreleaser/.test(posix.basename(path)) ? withTagLists(lines) : lines;
}

/** Lines of Makefiles, release configurations, Docker files, scripts and workflows, best evidence first. */
export function readBuildLines(input: ServerInput): readonly BuildLine[] {
  const { reach, repository, files } = input;
  const { root } = repository;
  const existing = new Set(repository.existingFiles);
  const bases = [...new Set([reach.module.directory, reach.main.directory, "."])];
  const paths = new Set<string>();
  for (const base of bases) {
    for (const directory of DIRECTORIES) {
      for (const { name, kind } of files.readDirectory(posix.join(root, base, directory)) ?? []) {
        const workflow = directory.endsWith("workflows") && /\.ya?ml$/.test(name);
        const path = posix.join(base, directory, name);
        // One that the repository does not count is what this tool made, and no evidence.
        if (/^Dockerfile/.test(name) && !existing.has(path)) continue;
        if (kind === "file" && (workflow || NAMES.test(name))) paths.add(path);
      }
    }
  }
  for (const path of existing) if (/dockerfile/i.test(path) && !/ignore$/.test(path)) paths.add(path);
  return [...paths].flatMap((path) => {
    const text = textOf(input, path);
    return /-X|-tags|ldflags|tags:|go build|binary:/.test(text) ? readBuildFile(input, path, text) : [];
  });
}
