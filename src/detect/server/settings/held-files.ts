/** Configuration files that the image brings. */
import type { RuntimeFile } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import type { ConfigFile } from "./config-files.ts";

/** @param held what the image brings, files and directories */
export function heldFiles(
  { settings }: Pick<Analysis, "settings">,
  held: readonly RuntimeFile[],
): readonly ConfigFile[] {
  const isHeld = (path: string) =>
    held.some(({ source }) => path === source || path.startsWith(`${source}/`));
  return settings.configFiles().filter(({ path }) => isHeld(path));
}
