/** A directory with a package.json: its scripts, its package manager, its Node version. */
import type { Prebuild } from "../../types/prebuild.ts";
import { ancestors, dirname, join } from "../paths.ts";
import type { Sources } from "../sources.ts";
import { installCallsSources } from "./install-scripts.ts";

type Manager = NonNullable<Prebuild["packageManager"]>;

export interface NodePackage {
  readonly directory: string;
  /** Path of its package.json, and its text to find lines in. */
  readonly file: string;
  readonly text: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly manager: Manager;
  readonly managerVersion: string | null;
  /** Where the lock file lies: the directory itself, or the root of its workspace. */
  readonly lockDirectory: string;
  readonly lockFile: string | null;
  readonly nodeVersion: string | null;
  readonly installReads: readonly string[];
}

/**
 * Packages whose install script downloads a program for tests or desktops, hundreds of MB that no
 * build of a page uses, and the variable that each of them documents against it.
 */
const DOWNLOADS: readonly (readonly [name: string, variable: string])[] = [
  ["chromedriver", "CHROMEDRIVER_SKIP_DOWNLOAD=true"],
  ["cypress", "CYPRESS_INSTALL_BINARY=0"],
  ["electron", "ELECTRON_SKIP_BINARY_DOWNLOAD=1"],
  ["playwright", "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1"],
  ["puppeteer", "PUPPETEER_SKIP_DOWNLOAD=true"],
];

const LOCKS: readonly (readonly [string, Manager])[] = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
];

/** The members of a JSON object; none for anything else. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** An empty object for what is not JSON. */
export function parseJson(text: string): Readonly<Record<string, unknown>> {
  try {
    return record(JSON.parse(text));
  } catch {
    return {};
  }
}

/**
 * The Node line that a range of `engines` asks for, null when any newer one does:
 * `^20` and `20.x` give 20, `>=18 <23` gives 22, `>=18` null. `.nvmrc` may be exact.
 */
export function nodeLine(range: string): string | null {
  const text = range.trim().replace(/^v(?=\d)/, "");
  if (/^\d+(\.\d+){0,2}$/.test(text)) return text;
  const below = /<\s*v?(\d+)(?:\.(\d+))?/.exec(text);
  if (below && !text.includes("<=")) return String(Number(below[1]) - (Number(below[2] ?? 0) > 0 ? 0 : 1));
  const pinned = [...text.matchAll(/(?:^|\s|\|\|)\s*[~^]?\s*v?(\d+)(?:\.[\dx*.]+)?(?=\s|$|\|)/g)].map(
    ([, major]) => major,
  );
  const atMost = /<=\s*v?(\d+)/.exec(text)?.[1];
  const named = { iron: "20", hydrogen: "18", jod: "22", krypton: "24" }[
    /^lts\/(\w+)$/.exec(text)?.[1] ?? ""
  ];
  return named ?? atMost ?? (text.includes(">") ? null : (pinned.at(-1) ?? null));
}

function nodeVersion(
  sources: Sources,
  directory: string,
  json: Readonly<Record<string, unknown>>,
): string | null {
  for (const above of ancestors(directory)) {
    for (const name of [".nvmrc", ".node-version"]) {
      if (!sources.directory(above)?.files.includes(name)) continue;
      const line = nodeLine(sources.text(join(above, name)) ?? "");
      if (line) return line;
    }
  }
  const volta = record(json.volta).node;
  const engine = record(json.engines).node;
  return nodeLine(typeof volta === "string" ? volta : typeof engine === "string" ? engine : "");
}

/** The nearest lock file: beside package.json, or above it where a workspace keeps one for all. */
function findLock(
  sources: Sources,
  directory: string,
): { directory: string; file: string; manager: Manager } | null {
  for (const above of ancestors(directory)) {
    const names = sources.directory(above)?.files ?? [];
    const isWorkspace =
      names.includes("pnpm-workspace.yaml") ||
      parseJson(sources.text(join(above, "package.json")) ?? "").workspaces;
    if (above !== directory && !isWorkspace) continue;
    const lock = LOCKS.find(([name]) => names.includes(name));
    if (lock) return { directory: above, file: lock[0], manager: lock[1] };
  }
  return null;
}

/** By package.json and by the lock file, which has the packages of packages: `node_modules/puppeteer"`, `puppeteer@`. */
export function skippedDownloads(sources: Sources, found: NodePackage): string[] {
  const lock = found.lockFile === null ? null : sources.text(join(found.lockDirectory, found.lockFile));
  return DOWNLOADS.flatMap(([name, variable]) => {
    const installed = new RegExp(`(^|[\\s"']|node_modules/)${name}(@|["']?\\s*:)`, "m");
    return [found.text, lock ?? ""].some((text) => installed.test(text)) ? [variable] : [];
  });
}

/**
 * Patches of packages, and releases and plugins of Yarn, lie in directories of their own;
 * a workspace has a package.json in each member, and scripts of an installation may call anything.
 */
function installReads(
  sources: Sources,
  found: Pick<NodePackage, "directory" | "lockDirectory" | "scripts">,
  json: Readonly<Record<string, unknown>>,
): string[] {
  const { directory, lockDirectory } = found;
  const workspace = sources.text(join(lockDirectory, "pnpm-workspace.yaml")) ?? "";
  const isSpread = directory !== lockDirectory || json.workspaces || /^packages:/m.test(workspace);
  if (isSpread || installCallsSources(sources, found)) return ["."];
  const patches = sources.directory(lockDirectory)?.directories.includes("patches") ? ["patches"] : [];
  const yarn = sources.directory(join(lockDirectory, ".yarn"))?.directories ?? [];
  return [...patches, ...(yarn.some((name) => /^(releases|patches|plugins)$/.test(name)) ? [".yarn"] : [])];
}

/** null when the file is not there or holds no scripts. */
export function readNodePackage(sources: Sources, file: string): NodePackage | null {
  const text = sources.text(file);
  if (text === null) return null;
  const json = parseJson(text);
  const scripts = Object.fromEntries(
    Object.entries(record(json.scripts)).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
  if (Object.keys(scripts).length === 0) return null;
  const directory = dirname(file);
  const lock = findLock(sources, directory);
  const workspace = lock ? parseJson(sources.text(join(lock.directory, "package.json")) ?? "") : {};
  const pin = /^(npm|pnpm|yarn|bun)@([\w.-]+)/.exec(
    String(json.packageManager ?? workspace.packageManager ?? ""),
  );
  const lockDirectory = lock?.directory ?? directory;
  return {
    directory,
    file,
    text,
    scripts,
    manager: (pin?.[1] as Manager | undefined) ?? lock?.manager ?? "npm",
    managerVersion: pin?.[0] ?? null,
    lockDirectory,
    lockFile: lock?.file ?? null,
    nodeVersion: nodeVersion(sources, directory, json),
    installReads: installReads(sources, { directory, lockDirectory, scripts }, json),
  };
}

/** `web/package.json:7`, the line of a script. */
export function scriptEvidence(found: NodePackage, script: string): string {
  const line = found.text.split("\n").findIndex((content) => content.includes(`"${script}":`));
  return `${found.file}:${Math.max(line, 0) + 1}`;
}
