/** What older front ends need of Node.js. */
import type { Layout } from "../layout.ts";
import { basename, join } from "../paths.ts";
import type { Sources } from "../sources.ts";
import type { NodePackage } from "./package-json.ts";

/** The line of Node.js that the author's images build with, where they agree on one: `FROM node:20-alpine AS web`. */
export function dockerNodeLine({ evidenceFiles, sources }: Layout): string | null {
  const lines = new Set(
    evidenceFiles
      .filter((path) => /dockerfile|containerfile/i.test(basename(path)) && !path.endsWith("ignore"))
      .flatMap((path) => [
        ...(sources.text(path) ?? "").matchAll(
          /^\s*FROM\s+(?:--\S+\s+)*(?:\S*\/)?node:v?(\d+)(?=[\s.@-])/gim,
        ),
      ])
      .map(([, line]) => line ?? ""),
  );
  const [line] = lines;
  return lines.size === 1 && line !== undefined ? line : null;
}

/** webpack 4 in the lock files of Yarn, npm and pnpm. */
const WEBPACK_4 =
  /(?:^|[\s"])webpack@[^\n]*:\n\s+version:? "?4\.|"node_modules\/webpack": \{\s*"version": "4\.|^\s+['"]?\/?webpack[@/]4\./m;

/**
 * webpack 4 hashes with MD4, which OpenSSL 3 has in its legacy provider alone. It came with
 * Node.js 17: "error:0308010C:digital envelope routines::unsupported".
 */
export function hashesWithMd4(sources: Sources, found: NodePackage, nodeLine: string | null): boolean {
  if (nodeLine !== null && Number.parseInt(nodeLine, 10) < 17) return false;
  const lock = found.lockFile === null ? null : sources.text(join(found.lockDirectory, found.lockFile));
  return WEBPACK_4.test(lock ?? "");
}
