import os from "node:os";
import process from "node:process";
import { setTimeout } from "node:timers/promises";
import type { ThisProcess } from "./system.ts";

export const self: ThisProcess = {
  id: process.pid,
  host: os.hostname(),
  isRunning: (id) => {
    try {
      // Signal 0 sends nothing and only asks.
      process.kill(id, 0);
      return true;
    } catch (error) {
      // EPERM: it is there and belongs to somebody else.
      return (error as NodeJS.ErrnoException).code === "EPERM";
    }
  },
  pause: (seconds) => setTimeout(seconds * 1000),
};
