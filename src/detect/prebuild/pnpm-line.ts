/** Which pnpm an installation takes that package.json pins none for: the newest one refuses older lock files. */
import { join } from "../paths.ts";
import type { Sources } from "../sources.ts";
import { type NodePackage, parseJson, record } from "./package-json.ts";

/**
 * By the format of the lock file, the last major version that reads it as it stands. Format 9 is read by newer ones
 * as well, which no longer look for overrides in package.json and then say that the lock file is another's.
 */
const LAST: Readonly<Record<string, number>> = { "5": 7, "6": 8, "9": 10 };

/** Its major version, or what `engines` says of it; null where package.json pins one, or no lock file that is known asks for one. */
export function pnpmLine(sources: Sources, found: NodePackage): string | null {
  const { manager, managerVersion, lockFile, lockDirectory, text } = found;
  if (manager !== "pnpm" || managerVersion !== null || lockFile !== "pnpm-lock.yaml") return null;
  const lock = sources.text(join(lockDirectory, lockFile)) ?? "";
  const last = LAST[/^lockfileVersion:\s*['"]?(\d+)/m.exec(lock)?.[1] ?? ""];
  if (last === undefined) return null;
  // pnpm ends where `engines` of the package asks for another.
  const engine = String(record(parseJson(text).engines).pnpm ?? "").trim();
  if (/^[~^]?\d+(\.(\d+|x)){0,2}$/.test(engine)) return engine;
  return String(Math.max(last, Number(/^>=\s*(\d+)/.exec(engine)?.[1] ?? 0)));
}
