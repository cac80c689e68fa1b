import type { Processes } from "./system.ts";

/** Loaded with the first process. */
const load = async () => (await import("execa")).execa;

/** execa's line iteration needs a consumer per stream, or output is lost under back-pressure. */
async function eachLine(lines: AsyncIterable<unknown>, call: (line: string) => void): Promise<void> {
  for await (const line of lines) call(String(line));
}

export const processes: Processes = {
  run: async (command, args, options = {}) => {
    const execa = await load();
    const child = execa(command, [...args], {
      reject: false,
      stripFinalNewline: true,
      ...(options.cwd !== undefined && { cwd: options.cwd }),
      ...(options.input !== undefined ? { input: options.input } : { stdin: "ignore" as const }),
      ...(options.environment && { env: options.environment }),
      ...(options.timeoutSeconds !== undefined && { timeout: options.timeoutSeconds * 1000 }),
      ...(options.signal && { cancelSignal: options.signal }),
    });
    const readers = [
      options.onStdoutLine && eachLine(child.iterable({ from: "stdout" }), options.onStdoutLine),
      options.onStderrLine && eachLine(child.iterable({ from: "stderr" }), options.onStderrLine),
    ];
    // A failed command rejects its iterators too; the result below says so once.
    const [result] = await Promise.all([child, Promise.allSettled(readers)]);
    return {
      exitCode: result.exitCode ?? null,
      stdout: String(result.stdout ?? ""),
      stderr: String(result.stderr ?? ""),
      notFound: result.code === "ENOENT",
    };
  },
  runInteractive: async (command, args) => {
    const execa = await load();
    const result = await execa(command, [...args], { reject: false, stdio: "inherit" });
    return result.exitCode ?? 1;
  },
};
