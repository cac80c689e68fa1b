/** Configuration of programs that write Go code into directories which it names: sqlc's and buf's. */
import type { Layout } from "../layout.ts";
import { isWithin, join } from "../paths.ts";
import type { SeenCommand } from "./commands.ts";

const FILES: readonly (readonly [file: RegExp, command: string])[] = [
  [/^sqlc\.(ya?ml|json)$/, "sqlc generate"],
  [/^buf\.gen(\.[\w-]+)?\.ya?ml$/, "buf generate"],
];
/** `out: internal/db`, `"out": "internal/db"`. */
const OUTPUT = /^\s*(?:-\s*)?"?out"?\s*:\s*["']?([\w./-]+)/;

/** The command whose configuration, in one of the directories, says that it writes there; null without one. */
export function generatorOf(
  { sources }: Layout,
  directories: readonly string[],
  missing: string,
): SeenCommand | null {
  for (const directory of new Set(directories)) {
    for (const name of sources.directory(directory)?.files ?? []) {
      const command = FILES.find(([file]) => file.test(name))?.[1];
      if (command === undefined) continue;
      const path = join(directory, name);
      const lines = (sources.text(path) ?? "").split("\n");
      const line = lines.findIndex((text) => {
        const output = OUTPUT.exec(text)?.[1];
        if (output === undefined) return false;
        const place = join(directory, output);
        return output === "." ? missing === place : isWithin(missing, place);
      });
      if (line >= 0) return { text: command, evidence: `${path}:${line + 1}` };
    }
  }
  return null;
}
