import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { copyOf, snapshot } from "./support/rerun.ts";

const repository = path.resolve(import.meta.dirname, "../..");

/** Installs the packed tarball as a user gets it, without a registry. */
function install(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "install-"));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  // dist/ is built before the tests; the others run from it at this moment.
  const pack = ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder];
  const tarball = execFileSync("npm", pack, { cwd: repository, encoding: "utf8" }).trim();
  fs.writeFileSync(path.join(folder, "package.json"), "{}");
  execFileSync("npm", ["install", "--offline", "--silent", "--no-audit", "--no-fund", `./${tarball}`], {
    cwd: folder,
  });
  return folder;
}

test("the packed tarball runs in an empty folder, and brings nothing but itself", () => {
  const folder = install();
  const installed = fs.readdirSync(path.join(folder, "node_modules")).filter((name) => !name.startsWith("."));
  expect(installed).toEqual(["create-go-dockerfile"]);
  const contents = fs.readdirSync(path.join(folder, "node_modules", "create-go-dockerfile")).sort();
  expect(contents).toEqual(["LICENSE", "README.md", "bin", "dist", "package.json", "templates"]);

  const service = copyOf("stdlib-http");
  const bin = path.join(folder, "node_modules", ".bin", "create-go-dockerfile");
  const outcome = spawnSync(bin, ["--yes"], { cwd: service, encoding: "utf8" });
  expect([outcome.status, outcome.stderr]).toEqual([0, ""]);
  expect(Object.keys(snapshot(service))).toEqual(
    expect.arrayContaining([
      "Dockerfile",
      "Dockerfile.dev",
      "docker-compose.yml",
      ".dockerignore",
      ".air.toml",
    ]),
  );
});
