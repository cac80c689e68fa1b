import type { CommandLine } from "./arguments.ts";
import type { ReadTemplate } from "./generate.ts";
import type { System } from "./system/system.ts";

/** What every part of a run needs. */
export interface Session {
  readonly system: System;
  readonly readTemplate: ReadTemplate;
  readonly commandLine: CommandLine;
  /** Absolute. */
  readonly root: string;
}
