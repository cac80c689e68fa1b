/** Configuration files with defaults that the program embeds: `//go:embed shop.default.toml`. */
import { posix } from "node:path";
import type { FileSystem } from "../../../system/system.ts";
import { embedDirectives } from "../../embed/directives.ts";
import type { Reach } from "../../reach.ts";
import type { ConfigFile } from "./config-files.ts";
import { readConfigValues } from "./config-values.ts";

/** Other embedded files may be written for people to change, or be about anything. */
const DEFAULTS = /^[\w.-]*default[\w.-]*\.(ya?ml|toml|json|ini)$/i;

/** They hold where no file outside the program gives a value. */
export function embeddedConfigs(
  { packages }: Reach,
  { files, root }: { readonly files: FileSystem; readonly root: string },
): readonly ConfigFile[] {
  return packages.flatMap(({ directory, files: sources }) =>
    sources.flatMap(({ text }) =>
      embedDirectives(text)
        .flatMap(({ patterns }) => patterns)
        .filter((pattern) => DEFAULTS.test(posix.basename(pattern)))
        .flatMap((pattern) => {
          const path = posix.join(directory, pattern);
          const content = files.readText(posix.join(root, path));
          return content === null
            ? []
            : [{ path, named: true, compiled: true, values: readConfigValues(path, content) }];
        }),
    ),
  );
}
