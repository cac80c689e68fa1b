/** Directories that the author's image sets by variables, as in `ENV SHOP_DATA_DIR=/data`. */
import { posix } from "node:path";
import type { GivenSetting, Write } from "../../../types/project.ts";
import type { Analysis } from "../flow/context.ts";
import type { Program } from "../flow/program.ts";
import { findRoutes } from "../routes/registrations.ts";
import type { Copy } from "./copies.ts";
import type { Said } from "./said.ts";

/** Directories of the system, of toolchains and of users that only the author's image has. */
const SYSTEM = /^\/($|(usr|s?bin|lib\w*|etc|tmp|proc|sys|dev|run|go|root|home|opt|snap)(\/|$))/;
/** What a variable for a place is called. */
const PLACE =
  /(^|_)(DIR(ECTORY)?|PATH|FOLDER|DATA|STORAGE|DB|DATABASE|CACHE|HOME|ROOT|FILE|NAME)$|FOLDER$|DATADIR$|FILEPATH$/;

/** What a variable is called for what the program only reads. */
const READ_ONLY = /CONF(IG)?S?(_|$)|TEMPLATE|MIGRATION|STATIC|ASSET|VIEW/;

/** Whether the code reads a setting of that name: in full, or without the prefix that a library puts before it. */
export function readsSetting({ files }: Program, name: string): boolean {
  const words = name.split("_");
  const names = [words, ...(words.length > 1 ? [words.slice(1)] : [])];
  const literal = new RegExp(`["\`](${names.map((one) => one.join("[-_.]?")).join("|")})["\`:]`, "i");
  return files.some(({ text }) => text.includes(name) || literal.test(text));
}

/** A database file as a data source has it: `sqlite:///data/shop.db`, `file:/data/shop.db`. */
const SCHEME = /^(file|sqlite3?):(\/\/)?(?=\/)/;
/** What a variable for a data source is called. */
const SOURCE = /(^|_)(DSN|UR[IL]|CONNECTION(_STRING)?)$/;

/** A database may be given with its settings: `/data/shop.db?_pragma=journal_mode=WAL`. */
const QUERY = /\?[\w=&%.,:()-]*$/;

/** "" for what is no plain path. Where the author's image has the program, ours has it too and keeps it read-only. */
function placeOf(fact: string): string {
  const path = /^\/[\w./-]+$/.test(fact) ? posix.normalize(fact).replace(/\/$/, "") : "";
  const besideProgram = posix.dirname(path) === "/app" && posix.extname(path) !== "";
  return path === "/app" || besideProgram ? `/app/data${path.slice("/app".length)}` : path;
}

/** Settings of the author's image, and the directories that they name. */
export interface DirectorySettings {
  readonly writes: readonly Write[];
  readonly relocations: readonly GivenSetting[];
}

/**
 * The settings that bring what the program writes into directories of their own, and those
 * directories. What the author's image fills with files of the repository is left out.
 * @param environment ENV of the last stages
 * @param isThere whether the repository has a path
 */
export function directorySettings(
  analysis: Analysis,
  environment: ReadonlyMap<string, Said<string>>,
  copies: readonly Copy[],
  isThere: (path: string) => boolean,
): DirectorySettings {
  const writes: Write[] = [];
  const relocations: GivenSetting[] = [];
  for (const [name, { fact, evidence }] of environment) {
    const [query = ""] = QUERY.exec(fact) ?? [];
    const [scheme = ""] = SCHEME.exec(fact) ?? [];
    const plain = fact.slice(scheme.length, fact.length - query.length);
    const path = placeOf(plain);
    const isPlace = PLACE.test(name) || (scheme !== "" && SOURCE.test(name));
    if (path === "" || SYSTEM.test(path) || !isPlace) continue;
    const directory = posix.extname(path) === "" ? path : posix.dirname(path);
    const filled = copies.some(
      ({ target, source }) =>
        target === path ||
        // `ENV CONFIG_PATH=/app/shop.yml`, which is copied there, lies beside our program as well.
        target === plain ||
        target.startsWith(`${directory}/`) ||
        // `ENV ROOT=/app`: what the code looks for below it lies beside the program.
        (posix.normalize(`${plain}/`) === "/app/" && target.startsWith("/app/")) ||
        (path.startsWith(`${target}/`) && isThere(posix.join(source, posix.relative(target, path)))),
    );
    // `COPY . .` brings the directory along with all others.
    const brought = READ_ONLY.test(name) && isThere(plain.split("/").slice(2).join("/"));
    if (SYSTEM.test(directory) || filled || brought || !readsSetting(analysis.program, name)) continue;
    // `ENV SHOP_CONFIG=/app/shop.yml` beside the program is there to be mounted: who mounts none has the default.
    if (READ_ONLY.test(name) && path !== plain && posix.extname(path) !== "") continue;
    // `ENV METRICS_PATH=/metrics` is where a page is, not a file.
    if (findRoutes(analysis, (route) => route === path).length > 0) continue;
    writes.push({ path: directory, file: null, evidence });
    relocations.push({
      setBy: `env:${name}`,
      value: plain.replace(/\/$/, "") === path ? fact : scheme + path + query,
    });
  }
  return { writes, relocations };
}
