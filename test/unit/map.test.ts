import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Of the checkout; null where this is none, such as in an unpacked archive. */
function trackedFiles(): readonly string[] | null {
  try {
    const listed = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8", stdio: "pipe" });
    const paths = listed.split("\0").filter((path) => path !== "");
    return paths.includes("AGENTS.md") ? paths : null;
  } catch {
    return null;
  }
}

const map = readFileSync(new URL("../../AGENTS.md", import.meta.url), "utf8");

/**
 * The paths of the part "Files". A heading names a directory, a line that begins with
 * `` `NAME/` `` one below it, and an item begins with the files or directories that it is about.
 */
function mappedPaths(): readonly string[] {
  const [, files = ""] = /^## Files\n(.*?)^## /ms.exec(map) ?? [];
  let directory = "";
  let folder = "";
  return files
    .replace(/\n {2}(?=\S)/g, " ")
    .split("\n")
    .flatMap((line) => {
      const [, heading] = /^### ([^:]+)/.exec(line) ?? [];
      if (heading !== undefined) {
        directory = heading.startsWith("Root") ? "" : `${heading}/`;
        folder = "";
      }
      folder = /^`([^`]+\/)`/.exec(line)?.[1] ?? folder;
      const [, names = ""] = /^- (`[^`]+`(?:, `[^`]+`)*)/.exec(line) ?? [];
      return [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => `${directory}${folder}${name}`);
    });
}

const tracked = trackedFiles();
const files = tracked ?? [];
const note = tracked === null ? " (skipped: not a git checkout)" : "";

/** Whether `path` is the file itself or a directory around it; CASE stands for any name. */
const covers = (path: string, file: string): boolean =>
  file === path || file.startsWith(`${path.replace(/(CASE)?\/?$/, "").replace(/\/$/, "")}/`);

test.skipIf(tracked === null)(`AGENTS.md has every file on its map${note}`, () => {
  const mapped = mappedPaths();
  expect(files.filter((file) => !mapped.some((path) => covers(path, file)))).toEqual([]);
});

test.skipIf(tracked === null)(`AGENTS.md has nothing on its map that is not there${note}`, () => {
  const mapped = mappedPaths();
  expect(mapped.filter((path) => !files.some((file) => covers(path, file)))).toEqual([]);
  expect(mapped.filter((path, index) => mapped.indexOf(path) < index)).toEqual([]);
});

test.skipIf(tracked === null)(`the recipes of AGENTS.md name files that are there${note}`, () => {
  const named = [...map.matchAll(/`((?:src|test|templates|bin|\.ci)\/[^`\s]*)`/g)].flatMap(
    ([, path]) => path ?? [],
  );
  // NAME and the like are for the reader to fill in.
  const literal = named.filter((path) => !/[A-Z]{2}/.test(path));
  expect(literal.length).toBeGreaterThan(20);
  expect(literal.filter((path) => !files.some((file) => covers(path, file)))).toEqual([]);
});
