/** Scripts of package.json files that the repository's own build runs: `npm --prefix web run build`. */
import { basename, join, normalize } from "../paths.ts";
import type { GenerateLine, SeenCommand } from "./commands.ts";
import type { NodePackage } from "./package-json.ts";

export interface ScriptCall {
  readonly script: string;
  /** Where it runs, as far as the line says: `web`, `../../web`; null where it does not. */
  readonly directory: string | null;
  /** Directory of the Go package whose `//go:generate` line it is. */
  readonly owner: string | null;
}

const DIRECTORY = /^(--prefix|--cwd|-C|--dir)(?:=(.*))?$/;
const OTHER_VALUE = /^(--filter|-F|--workspace|-w)$/;

/** The script that the words after the name of a package manager run, and where. */
function readCall(manager: string, words: readonly string[], above: string | null): ScriptCall | null {
  let directory = above;
  let script: string | null = null;
  let runs = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const option = DIRECTORY.exec(word);
    if (word === "--") break;
    if (option) directory = option[2] ?? words[++at] ?? null;
    else if (OTHER_VALUE.test(word)) at++;
    else if (word.startsWith("-")) continue;
    else if (word === "run" || word === "run-script") runs = true;
    else if (script === null && (runs || manager !== "npm")) script = word;
  }
  return script === null ? null : { script, directory, owner: null };
}

/** The calls of one command line, with the directories that it changes to. */
export function scriptCallsOf(line: string): ScriptCall[] {
  if (!/\b(npm|pnpm|yarn|bun)\b/i.test(line)) return [];
  let directory: string | null = null;
  const commands = line.replace(/\$[({](npm|pnpm|yarn|bun)[)}]/gi, (_, name: string) => name.toLowerCase());
  return commands.split(/&&|\|\||[;|]/).flatMap((command) => {
    const words = command.split(/[\s"'`,[\]()]+/).filter((word) => word !== "");
    const moved = words.findIndex((word) => /^@?-?cd$/.test(word));
    if (moved >= 0) directory = words[moved + 1] ?? directory;
    const at = words.findIndex((word) => /^@?-?(npm|pnpm|yarn|bun)$/.test(word));
    const manager = words[at]?.replace(/^[@-]+/, "");
    const call = manager === undefined ? null : readCall(manager, words.slice(at + 1), directory);
    return call ? [call] : [];
  });
}

/** Calls of `//go:generate` lines, then of build files: what an image runs before what may be for a developer. */
export function scriptCalls(
  generated: readonly GenerateLine[],
  lines: readonly SeenCommand[],
): readonly ScriptCall[] {
  const isImage = ({ evidence }: SeenCommand) => /dockerfile/i.test(basename(evidence));
  const own = generated.flatMap(({ text, directory: owner }) =>
    scriptCallsOf(text).map((call) => ({ ...call, directory: join(owner, call.directory ?? "."), owner })),
  );
  const ordered = [...lines.filter(isImage), ...lines.filter((line) => !isImage(line))];
  return [...own, ...ordered.flatMap(({ text }) => scriptCallsOf(text))];
}

/** Whether a call may be about the package: a directory is seen from anywhere, a container included. */
export function isAbout({ script, directory }: ScriptCall, found: NodePackage): boolean {
  if (!Object.hasOwn(found.scripts, script)) return false;
  const plain = normalize((directory ?? ".").replace(/\$[({]?\w+[)}]?/g, ".")).replace(/^(\.\.\/)+|^\//, "");
  if (plain === "." || plain === "..") return true;
  return (
    plain === found.directory ||
    found.directory.endsWith(`/${plain}`) ||
    plain.endsWith(`/${found.directory}`)
  );
}
