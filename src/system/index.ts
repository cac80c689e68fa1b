import process from "node:process";
import { setImmediate } from "node:timers/promises";
import { UserError } from "../errors.ts";
import { files } from "./files.ts";
import { network } from "./network.ts";
import { processes } from "./processes.ts";
import { prompts } from "./prompts.ts";
import { self } from "./self.ts";
import type { System } from "./system.ts";
import { openTerminal } from "./terminal.ts";

/** Standard input until its end. */
async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    throw new UserError("no-directory", "the working directory is gone, change into one that is there", 2);
  }
}

/** The machine that this process runs on. Without `color`, no package and no child process uses any. */
export function openSystem(color: boolean): System {
  if (!color) process.env.NO_COLOR = "1";
  return {
    files,
    processes,
    prompts,
    terminal: openTerminal(process.env),
    network,
    self,
    environment: process.env,
    get workingDirectory() {
      return workingDirectory();
    },
    readInput,
    platform: process.platform,
    now: () => performance.now() / 1000,
    onInterrupt: (handler) => {
      let isHandled = false;
      // Stays until it is taken back: without a listener of ours, a prompt's own ends the process by the signal.
      const once = () => {
        if (!isHandled) handler();
        isHandled = true;
      };
      process.on("SIGINT", once);
      process.on("SIGTERM", once);
      return () => {
        process.off("SIGINT", once);
        process.off("SIGTERM", once);
      };
    },
    turn: async () => {
      // Signals come in between the one and the other, in the event loop's poll phase.
      await setImmediate();
      await setImmediate();
    },
  };
}
