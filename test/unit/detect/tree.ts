import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { BuildSteps } from "../../../src/detect/prebuild/go-step.ts";
import { describeProject } from "../../../src/detect/project.ts";
import { openRepository } from "../../../src/detect/repository.ts";
import { files } from "../../../src/system/files.ts";
import type { Processes } from "../../../src/system/system.ts";
import type { Project } from "../../../src/types/project.ts";

/** File texts by path. */
export type Tree = Readonly<Record<string, string>>;

/** A folder of its own with these files, gone after the test. */
export function plant(tree: Tree): string {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "detect-")));
  onTestFinished(() => fs.rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(tree)) {
    const file = path.join(root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  return root;
}

/** A machine without any command. */
export const noCommands: Processes = {
  run: async () => ({ exitCode: null, stdout: "", stderr: "", notFound: true }),
  runInteractive: async () => 1,
};

/** A machine without Go. */
export const machine = { files, processes: noCommands, environment: {}, turn: async () => {} };

export const open = (tree: Tree) => openRepository(files, plant(tree));

/** The facts of the suggested main, or of the one named, on a machine without Go. */
export async function detect(
  tree: Tree,
  main?: string,
  tags: readonly string[] | null = null,
  known?: BuildSteps,
): Promise<Project> {
  const repository = open(tree);
  const steps = known ? { known } : {};
  const selection = { main: main ?? repository.suggestedMain ?? ".", tags, ...steps };
  return describeProject(machine, repository, selection);
}

export const hasGo = spawnSync("go", ["version"]).status === 0;

/** Output of the go command in a folder, offline. */
export function go(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
) {
  return execFileSync("go", [...args], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, GOPROXY: "off", GOFLAGS: "", GOTOOLCHAIN: "local", GOOS: "linux", ...environment },
  });
}

/** The objects of `go list -json`, which follow one another without commas. */
export function parseObjects(text: string): Record<string, unknown>[] {
  return text.trim() === "" ? [] : JSON.parse(`[${text.trim().replace(/\n\}\n\{/g, "\n},\n{")}]`);
}

export const server =
  'package main\n\nimport "net/http"\n\nfunc main() { _ = http.ListenAndServe(":8080", nil) }\n';
export const program = "package main\n\nfunc main() {}\n";
