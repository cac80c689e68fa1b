/** Go code that gqlgen makes: its configuration says where, its command line does not. */
import { ancestors, dirname, join, leaves, normalize } from "../paths.ts";
import type { Sources } from "../sources.ts";
import type { GenerateLine } from "./commands.ts";

const COMMAND =
  /^(?:go (?:run|tool)\s+(?:-\S+\s+)*)?(?:github\.com\/99designs\/)?gqlgen(?:@\S+)?(?=\s|$)(?!\s+(?:init|version)\b)/;
/** As gqlgen looks for them, in the directory and then in those above it. */
const NAMES = [".gqlgen.yml", "gqlgen.yml", "gqlgen.yaml"];
const OPTION = /\s(?:-c|--?config)(?:\s+|=)["']?([\w./-]+)/;
const FILE_NAME =
  /^(?:exec|model):[ \t]*(?:\{[^}\n]*?|(?:\n(?:[ \t].*|#.*)?)*?\n[ \t]+)filename:\s*["']?([\w./-]+\.go)\b/gm;

/** The files that a directive makes; none where it starts something else. */
export function gqlgenOutputs(sources: Sources, { text, directory }: GenerateLine): readonly string[] {
  if (!COMMAND.test(text)) return [];
  const named = OPTION.exec(text)?.[1];
  const usual = [...ancestors(directory)].flatMap((above) => NAMES.map((name) => join(above, name)));
  const candidates = named === undefined ? usual : [normalize(`${directory}/${named}`)];
  const config = candidates.find((path) => !leaves(path) && sources.text(path) !== null);
  if (config === undefined) return [];
  const written = [...(sources.text(config) ?? "").matchAll(FILE_NAME)].map(([, path]) => path ?? "");
  return written.map((path) => normalize(`${dirname(config)}/${path}`)).filter((path) => !leaves(path));
}
