/** Files that the program logs to by its configuration file: what opens them is often a library. */
import type { RuntimeFile } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import { known } from "../flow/value.ts";
import type { ConfigFile } from "../settings/config-files.ts";
import { heldFiles } from "../settings/held-files.ts";
import type { WrittenPath } from "./paths.ts";

/** `./logs/shop.log`: with a directory, which is what has to be there. */
const LOG = /^(?:\.?\/)?(?:[.-]*\w[\w.-]*\/)+[\w.-]+\.log$/;

/** `log.enable = false`, `log.output = "stdout"` beside the name of the file. */
const SWITCH = /^(enabled?|(log)?tofile|file(log)?enabled?)$/;
const STREAM = /^(std(out|err)|console)$/i;

/** The values that stand in one table with a key. */
function beside({ values }: ConfigFile, key: string): readonly (readonly [name: string, text: string])[] {
  const table = key.slice(0, key.lastIndexOf(".") + 1);
  return [...values].flatMap(([other, { text }]) => {
    const name = other.slice(table.length);
    return other.startsWith(table) && !name.includes(".") ? [[name, text] as const] : [];
  });
}

function isOff(file: ConfigFile, key: string): boolean {
  return beside(file, key).some(
    ([name, text]) => (SWITCH.test(name) && text === "false") || STREAM.test(text),
  );
}

/** @param held what the image brings: a configuration file that it lacks says nothing. */
export function configuredLogs(analysis: Analysis, held: readonly RuntimeFile[]): readonly WrittenPath[] {
  return heldFiles(analysis, held).flatMap((file) =>
    [...file.values].flatMap(([key, { text, line }]) => {
      if (!LOG.test(text) || isOff(file, key)) return [];
      const evidence = `${file.path}:${line}`;
      return [{ text, value: known(text, evidence), directory: false, evidence }];
    }),
  );
}
