import { execa, type Options } from "execa";

/** What a program that ran to its end said. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, whatever its exit code; nothing is on its standard input. */
export async function run(
  command: string,
  args: readonly string[],
  options: Pick<Options, "cwd" | "env" | "input" | "timeout"> = {},
): Promise<Ran> {
  const input = options.input === undefined ? { stdin: "ignore" as const } : {};
  const { exitCode, stdout, stderr, shortMessage } = await execa(command, args, {
    ...input,
    ...options,
    reject: false,
    maxBuffer: 256 * 1024 * 1024,
  });
  if (exitCode === undefined) throw new Error(shortMessage);
  return { exitCode, stdout: String(stdout), stderr: String(stderr) };
}

/** Standard output of a program; its failure is an error with all that it said. */
export async function output(
  command: string,
  args: readonly string[],
  options: Parameters<typeof run>[2] = {},
): Promise<string> {
  const { exitCode, stdout, stderr } = await run(command, args, options);
  if (exitCode !== 0)
    throw new Error(`${[command, ...args].join(" ")}: exit ${exitCode}\n${stderr}\n${stdout}`);
  return stdout;
}
