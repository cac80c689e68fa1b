import { join } from "node:path";
import { isProgram, secretOrLitter } from "./context/leaks.ts";
import { ignoreMatcher } from "./context/matcher.ts";
import { type ContextFile, contextFiles } from "./context/walk.ts";
import type { FileSystem } from "./system/system.ts";
import type { BuildContext } from "./types/verdict.ts";

export { type Decision, ignoreMatcher } from "./context/matcher.ts";
export { requiredFiles } from "./context/required.ts";
export { type ContextFile, contextFiles } from "./context/walk.ts";

/**
 * What an engine receives of the directory `root` (absolute) under a .dockerignore
 * with the text `dockerignore` ("" for none). `requiredFiles` are relative to it;
 * a file that is required is no leak, whatever it is called.
 * @throws UserError (exit 1) for a directory of the context that cannot be read.
 */
export function measureContext(
  files: FileSystem,
  root: string,
  dockerignore: string,
  requiredFiles: readonly string[],
): BuildContext {
  return measureFiles(files, root, contextFiles(files, root, dockerignore), dockerignore, requiredFiles);
}

/** The same for a context whose files are known already. */
export function measureFiles(
  files: FileSystem,
  root: string,
  sent: readonly ContextFile[],
  dockerignore: string,
  requiredFiles: readonly string[],
): BuildContext {
  const required = new Set(requiredFiles);
  const leaks = new Set<string>();
  let bytes = 0;
  for (const { path, kind } of sent) {
    const facts = kind === "file" ? files.facts(`${root}/${path}`) : null;
    bytes += facts?.bytes ?? 0;
    if (required.has(path)) continue;
    const leak = secretOrLitter(path) ?? (facts && isProgram(files, root, path, facts) ? path : null);
    if (leak !== null) leaks.add(leak);
  }
  const decide = ignoreMatcher(dockerignore);
  return {
    files: sent.length,
    bytes,
    requiredFiles: required.size,
    missing: [...required].filter((path) => decide(path).ignored),
    leaks: [...leaks].sort(),
  };
}

/**
 * The .dockerignore that Docker takes for a Dockerfile: `Dockerfile.dockerignore`
 * beside it wins over the one at the root of the context.
 */
export function ignoreFileOf(
  files: FileSystem,
  root: string,
  dockerfile: string,
): { readonly path: string; readonly text: string } | null {
  for (const path of [`${dockerfile}.dockerignore`, ".dockerignore"]) {
    const text = files.readText(join(root, path));
    if (text !== null) return { path, text };
  }
  return null;
}
