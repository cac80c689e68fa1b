/** What the service writes: directories of the production image, and files that lie beside the program. */
import { posix } from "node:path";
import { companions } from "../companions.ts";

/** Where the program and what it needs lie in the production image. */
export const APP_DIRECTORY = "/app";

/** A writable directory of the service. */
export interface VolumePlan {
  /** Absolute, in the container. */
  readonly path: string;
  /** Of the named volume: `data`, `var-lib-shop`. */
  readonly name: string;
}

/** A symbolic link beside the program, to a file in a volume. */
export interface LinkPlan {
  /** Absolute, in the container. */
  readonly path: string;
  /** Relative to the directory of the link: `data/shop.db`. */
  readonly target: string;
}

/**
 * One item of the answer `volumes`: `data` and `/var/lib/shop` are directories, `shop.db:data` is the
 * file `shop.db` in the working directory, kept in the directory `data`.
 */
export function parseVolume(text: string): { readonly file: string | null; readonly directory: string } {
  const colon = text.indexOf(":");
  return { file: colon < 0 ? null : text.slice(0, colon), directory: text.slice(colon + 1) };
}

/** What compose's volumes are called beside those of the service. */
const OTHER_VOLUMES = ["go-mod", "go-build", ...companions.map(({ value }) => `${value}-data`)];

/** `/app/var/shop` becomes `var-shop`, and `/srv/shop` `srv-shop`. */
function nameOf(path: string): string {
  const name = posix
    .relative(path.startsWith(`${APP_DIRECTORY}/`) ? APP_DIRECTORY : "/", path)
    .replace(/[^a-zA-Z0-9_.-]+/g, "-")
    .replace(/^[^a-zA-Z0-9]+/, "");
  return name === "" ? "volume" : name;
}

/** `/tmp` is left out: it is writable without a volume. */
export function planVolumes(items: readonly string[]): readonly VolumePlan[] {
  const absolute = items
    .map((item) => posix.resolve(APP_DIRECTORY, parseVolume(item).directory))
    .filter((path) => path !== "/tmp");
  const taken = new Set(OTHER_VOLUMES);
  return [...new Set(absolute)].map((path) => {
    // `/app/data` and `/data` are two volumes, each with one for development and one for production.
    let name = nameOf(path);
    for (let count = 2; taken.has(name) || taken.has(`${name}-production`); count += 1) {
      name = `${nameOf(path)}-${count}`;
    }
    taken.add(name).add(`${name}-production`);
    return { path, name };
  });
}

/** What is opened by the link is made in the volume, with the files that a database keeps beside its own. */
export function planLinks(items: readonly string[]): readonly LinkPlan[] {
  return items.flatMap((item) => {
    const { file, directory } = parseVolume(item);
    if (file === null) return [];
    return [{ path: posix.join(APP_DIRECTORY, file), target: posix.join(directory, file) }];
  });
}
