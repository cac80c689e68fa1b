/** What a recipe of the repository does with the output of a script, besides bringing it to its place. */
import { dirname, join } from "../paths.ts";
import type { Sources } from "../sources.ts";
import type { SeenCommand } from "./commands.ts";
import type { NodePackage } from "./package-json.ts";

const RUNS = /^(?:npm|pnpm|yarn|bun)(?: run)? (\S+)$/;
/** Commands on files alone, with plain words. */
const PLAIN = /^(mv|cp|rm|mkdir) [\w./ -]+$/;

/** The line with those that a backslash at the end makes one of. */
function wholeLine(text: string, line: number): string {
  const lines = text.split("\n");
  const goesOn = (index: number) => lines[index]?.trimEnd().endsWith("\\") ?? false;
  let first = line - 1;
  while (goesOn(first - 1)) first--;
  let last = first;
  while (goesOn(last)) last++;
  return lines
    .slice(first, last + 1)
    .map((one) => one.trimEnd().replace(/\\$/, ""))
    .join(" ");
}

/**
 * Of `cd web && npm run build && mv build/index.html build/app.html && mv build ../site` what follows
 * the script; null where that is one command, or something else than moving files.
 */
export function restOfRecipe(
  sources: Sources,
  { evidence }: SeenCommand,
  found: NodePackage,
  script: string,
): string | null {
  const [, file = "", line = ""] = /^(.*):(\d+)$/.exec(evidence) ?? [];
  const commands = wholeLine(sources.text(file) ?? "", Number(line))
    .replace(/^\s*[@-]+/, "")
    .split("&&")
    .map((command) => command.trim().replace(/\s+/g, " "));
  const at = commands.findIndex((command) => RUNS.exec(command)?.[1] === script);
  const [entered, ...more] = commands.slice(0, Math.max(at, 0));
  const directory = entered === undefined ? "." : /^cd (\S+)$/.exec(entered)?.[1];
  if (at < 0 || more.length > 0 || directory === undefined) return null;
  if (join(dirname(file), directory) !== found.directory) return null;
  const rest = commands.slice(at + 1);
  return rest.length > 1 && rest.every((command) => PLAIN.test(command)) ? rest.join(" && ") : null;
}
