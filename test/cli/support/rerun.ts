import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
/** COMMAND_UNDER_TEST: another build, such as an installed package. */
export const command =
  process.env.COMMAND_UNDER_TEST ?? path.join(repository, "bin", "create-go-dockerfile.js");

export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of a fixture, without anything generated, that goes with the test. */
export function copyOf(fixture: string): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "rerun-")));
  fs.cpSync(path.join(repository, "test", "fixtures", fixture), folder, { recursive: true });
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const environment = { ...process.env, NO_COLOR: "1", CI: "1" };

/** Runs the command in `folder`, without a terminal. */
export function run(folder: string, ...args: string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd: folder,
    env: environment,
    encoding: "utf8",
  });
  return { exitCode: status, stdout, stderr };
}

/** Runs the command in a pipe of `sh`, whose end decides the exit code. */
export function runInShell(folder: string, rest: string): Outcome {
  const line = `"${process.execPath}" "${command}" ${rest}`;
  const { status, stdout, stderr } = spawnSync("sh", ["-c", line], {
    cwd: folder,
    env: environment,
    encoding: "utf8",
  });
  return { exitCode: status, stdout, stderr };
}

/** Starts the command without a terminal, to wait for it or to kill it. */
export function start(folder: string, ...args: string[]) {
  const child = spawn(process.execPath, [command, ...args], {
    cwd: folder,
    env: environment,
    stdio: "ignore",
  });
  return { child, ended: endOf(child) };
}

/** Runs the command and kills it right before its effect number `at` on `folder`. @returns whether it was killed. */
export async function runUntil(at: number, folder: string, ...args: string[]): Promise<boolean> {
  const killer = fileURLToPath(new URL("kill-at.mjs", import.meta.url));
  const env = { ...environment, KILL_AT: String(at), KILL_IN: folder + path.sep };
  const argv = ["--import", killer, command, ...args];
  return (await endOf(spawn(process.execPath, argv, { cwd: folder, env, stdio: "ignore" }))) === null;
}

/** The exit code; null when a signal ended it. */
const endOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.on("close", (code) => resolve(code)));

/** The status of each file, of a run with `--json`. */
export function statuses(outcome: Outcome): Record<string, string> {
  const { files } = JSON.parse(outcome.stdout) as { files: { path: string; status: string }[] };
  return Object.fromEntries(files.map((file) => [file.path, file.status]));
}

/** Every file of `folder` with its text and mode. */
export function snapshot(folder: string): Record<string, string> {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.sort().map((file) => {
      const mode = (fs.statSync(file).mode & 0o777).toString(8);
      return [path.relative(folder, file), `${mode} ${fs.readFileSync(file, "latin1")}`];
    }),
  );
}

/** When each file was last written. */
export function times(folder: string): Record<string, number> {
  return Object.fromEntries(
    Object.keys(snapshot(folder)).map((file) => [file, fs.statSync(path.join(folder, file)).mtimeMs]),
  );
}

export const read = (folder: string, file: string): string =>
  fs.readFileSync(path.join(folder, file), "utf8");

export function edit(folder: string, file: string, change: (text: string) => string): void {
  const before = read(folder, file);
  const after = change(before);
  if (after === before) throw new Error(`the edit of ${file} changed nothing`);
  fs.writeFileSync(path.join(folder, file), after);
}
