import { files } from "../../../src/system/files.ts";
import type { ProcessOptions, ProcessResult, System } from "../../../src/system/system.ts";

type Answer = Partial<ProcessResult>;

/** Answers to docker commands by how they begin; what is not listed succeeds and says nothing. */
export type Script = Readonly<
  Record<string, Answer | ((args: readonly string[], options: ProcessOptions) => Answer)>
>;

const VERSION = JSON.stringify({ Client: {}, Server: { Os: "linux", Arch: "amd64" } });
const CHECKED = JSON.stringify({ warnings: null });

const IMAGE = JSON.stringify({
  Id: "sha256:1",
  Size: 10_400_000,
  Os: "linux",
  Architecture: "amd64",
  Config: { User: "10001:10001", Env: ["PATH=/bin"], ExposedPorts: { "8080/tcp": {} } },
});

/** An engine on which everything works. */
export const working: Script = {
  version: { stdout: VERSION },
  "buildx version": { stdout: "v0.29" },
  "buildx build --call=check": { stdout: CHECKED },
  "image inspect": { stdout: IMAGE },
  create: { stdout: "container\n" },
  "ps --all --no-trunc --quiet --filter=label=create-go-dockerfile.verification=here-7": {
    stdout: "container\n",
  },
  wait: { exitCode: null },
  top: { stdout: "PID UID GID\n123 10001 10001\n" },
  "container inspect": {
    stdout: JSON.stringify({
      Created: "2026-01-01T00:00:00Z",
      State: { Running: true, ExitCode: 0, OOMKilled: false, Error: "", StartedAt: "2026-01-01T00:00:00Z" },
      NetworkSettings: { Ports: { "8080/tcp": [{ HostPort: "49153" }] } },
    }),
  },
};

/** A system whose docker command follows a script, and the commands that it was given. */
export function fakeSystem(script: Script, environment: System["environment"] = {}) {
  const commands: string[] = [];
  let interrupt = () => {};
  const system = {
    files,
    environment,
    platform: "linux",
    self: { id: 7, host: "here", isRunning: (id: number) => id === 7, pause: async () => {} },
    now: () => 0,
    network: { answers: async () => true },
    onInterrupt: (handler: () => void) => {
      interrupt = handler;
      return () => {};
    },
    terminal: { interactive: false, columns: 80 },
    processes: {
      run: async (command: string, args: readonly string[], options: ProcessOptions = {}) => {
        const line = args.join(" ");
        if (command === "docker") commands.push(line);
        const key = Object.keys(script)
          .filter((start) => line.startsWith(start))
          .sort((a, b) => b.length - a.length)[0];
        const entry = key === undefined ? {} : script[key];
        const answer = typeof entry === "function" ? entry(args, options) : entry;
        for (const text of (answer?.stderr ?? "").split("\n")) options.onStderrLine?.(text);
        for (const text of (answer?.stdout ?? "").split("\n")) options.onStdoutLine?.(text);
        return { exitCode: 0, stdout: "", stderr: "", notFound: false, ...answer };
      },
    },
  } as unknown as System;
  return { system, commands, interrupt: () => interrupt() };
}
