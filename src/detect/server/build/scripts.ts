/** Files that say how the project is built. */
import { posix } from "node:path";
import type { ServerInput } from "../analysis.ts";

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
const ASSIGNS = /^\s*(?:export\s+|ARG\s+|ENV\s+|readonly\s+|local\s+)?([A-Za-z_]\w*)\s*[:?]?=\s*(.*)$/;

function variablesIn(text: string): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const line of text.split("\n")) {
    const match = ASSIGNS.exec(line);
    const value = match?.[2]?.trim().replace(/^["']|["']$/g, "");
    if (match?.[1] && value && !variables.has(match[1])) variables.set(match[1], value);
  }
  return variables;
}

/** `$(NAME)`, `${NAME}` and `$NAME`, through several levels; what is not known stays as it is. */
function replaceVariables(line: string, variables: ReadonlyMap<string, string>): string {
  let text = line;
  for (let round = 0; round < 4 && text.length < 4000; round++) {
    const next = text.replace(/\$+[({](\w+)[)}]/g, (whole, name: string) => variables.get(name) ?? whole);
    if (next === text) break;
    text = next;
  }
  return text;
}

/** Lines of Makefiles, release configurations, Docker files, scripts and workflows, best evidence first. */
export function readBuildLines({ reach, repository, files }: ServerInput): readonly BuildLine[] {
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
    if ((files.facts(posix.join(root, path))?.bytes ?? LARGEST) >= LARGEST) return [];
    const text = files.readText(posix.join(root, path)) ?? "";
    if (!/-X|-tags|ldflags|tags:/.test(text)) return [];
    const variables = variablesIn(text);
    return text.split("\n").map((line, index) => ({
      text: replaceVariables(line, variables),
      evidence: `${path}:${index + 1}`,
    }));
  });
}
