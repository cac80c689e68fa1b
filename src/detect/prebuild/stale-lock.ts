/** Whether a lock file covers what package.json asks for: where it does not, a locked installation fails. */
import type { Warning } from "../../types/project.ts";
import { join, relativeTo } from "../paths.ts";
import type { Sources } from "../sources.ts";
import { type NodePackage, parseJson, record } from "./package-json.ts";

/** A package as package.json asks for it. */
interface Wanted {
  readonly name: string;
  readonly range: string;
}

/** Versions and ranges of a registry; other words for a source stand in lock files in ways of their own. */
const RANGE = /^[\w\s^~<>=|.*-]+$/;

/** Yarn 1: every range stands in a header, `"react@^18.0.0", react@^18.2.0:`. */
function inYarn(text: string, { name, range }: Wanted): boolean {
  const wanted = `${name}@${range}`;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + wanted.length);
    if (/^["\n ]?$/.test(before) && /^[",:]$/.test(after)) return true;
  }
  return false;
}

/** npm takes any version that fits a range; another one than an exact version asks for does not. */
function inNpm(lock: Readonly<Record<string, unknown>>, { name, range }: Wanted): boolean {
  const packages = record(lock.packages ?? lock.dependencies);
  const held = packages[lock.packages ? `node_modules/${name}` : name];
  if (held === undefined) return false;
  const { version } = record(held);
  return !/^\d+\.\d+\.\d+$/.test(range) || typeof version !== "string" || version === range;
}

/** pnpm: below the importer each package has its range, as `specifier: ^18.2.0`. */
function inPnpm(importer: string, { name, range }: Wanted): boolean {
  const found = new RegExp(
    `^ {6}['"]?${name.replace(/[.*+?^$()[\]{}|\\/]/g, "\\$&")}['"]?:\\s*\\n\\s+specifier: ['"]?([^'"\\n]*)`,
    "m",
  ).exec(importer);
  return found?.[1]?.trim() === range.trim();
}

/** The lines of a pnpm-lock.yaml about one package.json; null where it has none, as older formats. */
function pnpmImporter(text: string, directory: string): string | null {
  const importers = /^importers:\s*$/m.exec(text);
  if (!importers) return null;
  const section = text.slice(importers.index + importers[0].length).split(/^\S/m)[0] ?? "";
  const blocks = section.split(/^ {2}(?=\S)/m);
  return blocks.find((block) => block.split(/:\s*\n/)[0]?.replace(/['"]/g, "") === directory) ?? null;
}

/** How to look a package up in the lock file; null for a format that is not known well enough. */
function lookUp(sources: Sources, found: NodePackage): ((wanted: Wanted) => boolean) | null {
  const { lockFile, lockDirectory, directory } = found;
  const text = lockFile === null ? null : sources.text(join(lockDirectory, lockFile));
  if (text === null) return null;
  // npm is not asked for members of a workspace: what they share is hoisted.
  const alone = lockDirectory === directory;
  if (lockFile === "yarn.lock" && alone && text.includes("# yarn lockfile v1"))
    return (wanted) => inYarn(text, wanted);
  if (lockFile === "package-lock.json" && alone) {
    const lock = parseJson(text);
    return lock.packages || lock.dependencies ? (wanted) => inNpm(lock, wanted) : null;
  }
  // Those of a pnpm-workspace.yaml stand in the lock file alone, and change the ranges in it.
  if (lockFile === "pnpm-lock.yaml" && /^overrides:\s*$/m.test(text)) return null;
  const importer =
    lockFile === "pnpm-lock.yaml" ? pnpmImporter(text, relativeTo(directory, lockDirectory)) : null;
  return importer === null ? null : (wanted) => inPnpm(importer, wanted);
}

/** The first package of package.json that the lock file does not cover, as `react@^18.2.0`; null when it covers all. */
export function staleLock(sources: Sources, found: NodePackage): string | null {
  const json = parseJson(found.text);
  // These change what the lock file holds for other packages, and workspaces share one.
  const { resolutions, overrides, workspaces, pnpm } = json;
  if (resolutions || overrides || workspaces || record(pnpm).overrides) return null;
  // What is named twice is installed as the program needs it.
  const named = { ...record(json.devDependencies), ...record(json.dependencies) };
  const wanted = Object.entries(named).flatMap(([name, range]) =>
    typeof range === "string" && RANGE.test(range) ? [{ name, range }] : [],
  );
  const isHeld = wanted.length > 0 ? lookUp(sources, found) : null;
  const missing = isHeld && wanted.find((one) => !isHeld(one));
  return missing ? `${missing.name}@${missing.range}` : null;
}

/** What to do about it; until then the image is built with what is newest. */
export function staleWarning(
  { file, lockFile, lockDirectory, manager }: NodePackage,
  stale: string,
): Warning {
  const where = lockDirectory === "." ? "" : ` in ${lockDirectory}`;
  return {
    code: "stale-lock",
    message: `${join(lockDirectory, lockFile ?? "")} does not hold ${stale} of ${file}, so the image installs versions that nothing pins: run "${manager} install"${where} and commit the lock file`,
    evidence: file,
    blocksBuild: false,
  };
}
