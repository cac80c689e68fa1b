import process from "node:process";
import { files } from "./files.ts";
import { processes } from "./processes.ts";
import { prompts } from "./prompts.ts";
import { self } from "./self.ts";
import type { System } from "./system.ts";
import { openTerminal } from "./terminal.ts";

/** The machine that this process runs on. */
export function openSystem(): System {
  return {
    files,
    processes,
    prompts,
    terminal: openTerminal(process.env),
    self,
    environment: process.env,
    workingDirectory: process.cwd(),
    platform: process.platform,
    now: () => performance.now() / 1000,
    onInterrupt: (handler) => {
      const once = () => {
        release();
        handler();
      };
      const release = () => {
        process.off("SIGINT", once);
        process.off("SIGTERM", once);
      };
      process.on("SIGINT", once);
      process.on("SIGTERM", once);
      return release;
    },
  };
}
