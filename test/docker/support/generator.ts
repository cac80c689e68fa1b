import { fileURLToPath } from "node:url";
import { type Ran, run } from "./process.ts";

const launcher = fileURLToPath(new URL("../../../bin/create-go-dockerfile.js", import.meta.url));

/** Runs the built command in a directory, as a script would: no terminal, nothing on standard input. */
export function createGoDockerfile(directory: string, ...args: readonly string[]): Promise<Ran> {
  return run(process.execPath, [launcher, ...args], { cwd: directory });
}

/** The parts of the JSON document that the tests read. */
export interface Document {
  readonly project: { readonly moduleDirectory: string };
  readonly answers: { readonly service: string; readonly ports: readonly string[] };
  readonly files: readonly { readonly path: string; readonly status: string }[];
  readonly context: {
    readonly files: number;
    readonly missing: readonly string[];
    readonly leaks: readonly string[];
  };
}

/** Generates without questions; an exit code other than 0 is an error with what the command said. */
export async function generate(directory: string, ...flags: readonly string[]): Promise<Document> {
  const { exitCode, stdout, stderr } = await createGoDockerfile(directory, "--yes", "--json", ...flags);
  if (exitCode !== 0) throw new Error(`create-go-dockerfile ${flags.join(" ")}: exit ${exitCode}\n${stderr}`);
  return JSON.parse(stdout) as Document;
}
