import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { inspect } from "../../src/disk.ts";
import { files as realFiles } from "../../src/system/files.ts";
import { contents, errno, makeFolder, runIn } from "./support/folder.ts";
import { rendered } from "./support/set.ts";

const look = (root: string, ...paths: string[]) => inspect(realFiles, root, paths).files;

test("a file is seen with its text and mode, an absent one with the place where it would go", () => {
  const root = makeFolder();
  fs.writeFileSync(path.join(root, "run.sh"), "x\n");
  fs.chmodSync(path.join(root, "run.sh"), 0o750);
  const found = look(root, "run.sh", ".vscode/launch.json");
  expect(found.get("run.sh")).toEqual({
    target: path.join(root, "run.sh"),
    text: "x\n",
    mode: 0o750,
    utf8: true,
  });
  const target = path.join(root, ".vscode", "launch.json");
  expect(found.get(".vscode/launch.json")).toEqual({ target, text: null, mode: null, utf8: true });
});

test("bytes that are no UTF-8 are told, and a byte order mark is a part of the text", () => {
  const root = makeFolder();
  fs.writeFileSync(path.join(root, "a"), Buffer.from([0x46, 0xff, 0x0a]));
  fs.writeFileSync(path.join(root, "b"), "\uFEFFFROM a\n");
  expect(look(root, "a").get("a")?.utf8).toBe(false);
  expect(look(root, "b").get("b")).toMatchObject({ text: "\uFEFFFROM a\n", utf8: true });
});

/** A folder whose `prepare` made something unfit to write to. */
function unfit(prepare: (root: string, outside: string) => void): () => unknown {
  const outside = makeFolder();
  const root = makeFolder();
  fs.writeFileSync(path.join(outside, "theirs"), "theirs\n");
  prepare(root, outside);
  return () => look(root, "Dockerfile", "Dockerfile.dev", ".vscode/launch.json");
}

test.each([
  [
    "a directory",
    (root) => fs.mkdirSync(path.join(root, "Dockerfile")),
    /^Dockerfile: is a directory where a file goes/,
  ],
  [
    "a link out of the directory",
    (root, outside) => fs.symlinkSync(path.join(outside, "theirs"), path.join(root, "Dockerfile")),
    /^Dockerfile: is a symbolic link out of the directory, to .*theirs/,
  ],
  [
    "a relative link out of the directory",
    (root, outside) => fs.symlinkSync(`../${path.basename(outside)}/theirs`, path.join(root, "Dockerfile")),
    /^Dockerfile: is a symbolic link out of the directory/,
  ],
  [
    "a folder that links out of the directory",
    (root, outside) => fs.symlinkSync(outside, path.join(root, ".vscode")),
    /^.vscode: is a symbolic link out of the directory/,
  ],
  [
    "a link that leads nowhere",
    (root) => fs.symlinkSync("gone", path.join(root, "Dockerfile")),
    /^Dockerfile: is a symbolic link that leads nowhere/,
  ],
  [
    "links in a circle",
    (root) => fs.symlinkSync("Dockerfile", path.join(root, "Dockerfile")),
    /^Dockerfile: cannot be read: symbolic links lead in a circle/,
  ],
  [
    "a file where a folder goes",
    (root) => fs.writeFileSync(path.join(root, ".vscode"), ""),
    /^.vscode: is no directory, and .vscode.launch.json goes into it/,
  ],
  [
    "two places in one file",
    (root) => {
      fs.writeFileSync(path.join(root, "Dockerfile"), "");
      fs.symlinkSync("Dockerfile", path.join(root, "Dockerfile.dev"));
    },
    /^Dockerfile.dev: is the same file as Dockerfile/,
  ],
] satisfies [string, (root: string, outside: string) => void, RegExp][])(
  "%s is refused by name",
  (_, prepare, message) => {
    expect(unfit(prepare)).toThrowError(
      expect.objectContaining({ name: "UserError", exitCode: 1, message: expect.stringMatching(message) }),
    );
  },
);

test("a file that cannot be read is named", () => {
  const root = makeFolder();
  fs.writeFileSync(path.join(root, "Dockerfile"), "");
  const readBytes = () => {
    throw errno("EACCES");
  };
  expect(() => inspect({ ...realFiles, readBytes }, root, ["Dockerfile"])).toThrow(
    "Dockerfile: cannot be read: no permission",
  );
});

test("a link inside the directory stays a link, and what it leads to is written", async () => {
  const root = makeFolder();
  fs.mkdirSync(path.join(root, "deploy"));
  fs.writeFileSync(path.join(root, "deploy", "Dockerfile"), "FROM a\n");
  fs.symlinkSync("deploy/Dockerfile", path.join(root, "Dockerfile"));
  await runIn(root, "a", [rendered("Dockerfile", "FROM a\n")]);
  await runIn(root, "b", [rendered("Dockerfile", "FROM b\n")]);
  expect(fs.readlinkSync(path.join(root, "Dockerfile"))).toBe("deploy/Dockerfile");
  expect(contents(root)["deploy/Dockerfile"]).toBe("FROM b\n");
});

test("a directory that is itself reached by a link is no other directory", async () => {
  const root = makeFolder();
  const link = path.join(makeFolder(), "link");
  fs.symlinkSync(root, link);
  await runIn(link, "a", [rendered(".vscode/launch.json", "{}\n")]);
  expect(contents(root)[path.join(".vscode", "launch.json")]).toBe("{}\n");
  await runIn(link, "a", []);
  expect(fs.existsSync(path.join(root, ".vscode"))).toBe(false);
});
