import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { imageReferences } from "../../src/images/references.ts";
import { render } from "../../src/render.ts";
import type { Digests } from "../../src/types/files.ts";
import { type Case, cases } from "./cases.ts";
import { planOf } from "./values.ts";

// What the files are, byte for byte. After a change that is meant, look at the
// difference that this leaves in git:
//   UPDATE_GOLDEN=1 npx vitest run --project golden

const expected = fileURLToPath(new URL("expected/", import.meta.url));

const readTemplate = (name: string): string =>
  readFileSync(new URL(`../../templates/${name}.ejs`, import.meta.url), "utf8");

/** A digest for every image, told apart by its first digit. */
const digestsOf = ({ project, answers }: Case): Digests =>
  Object.fromEntries(
    imageReferences(project, answers).map((reference, index) => [
      reference,
      `sha256:${String(index + 1).padEnd(64, "0")}`,
    ]),
  );

describe.each(cases)("$name", (one) => {
  const directory = join(expected, one.name);
  const files = render(planOf(one.project, one.answers, digestsOf(one)), readTemplate);

  beforeAll(() => {
    if (process.env.UPDATE_GOLDEN === undefined) return;
    rmSync(directory, { recursive: true, force: true });
    for (const { path, text } of files) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
  });

  test.each(files)("$path", ({ path, text }) => {
    expect(text).toBe(readFileSync(join(directory, path), "utf8"));
  });

  test("no other files", () => {
    const there = readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1));
    expect(there.toSorted()).toEqual(files.map(({ path }) => path).toSorted());
  });
});
