import type { CommandLine } from "./arguments.ts";
import { checkFiles } from "./check-files.ts";
import type { UserError } from "./errors.ts";
import type { ReadTemplate } from "./generate.ts";
import { generateFiles } from "./generate-files.ts";
import { findDirectory } from "./inputs.ts";
import { checkReportPlace } from "./prove.ts";
import type { Session } from "./session.ts";
import type { System } from "./system/system.ts";
import { verifyFiles } from "./verify-files.ts";

/**
 * Does what the command line asks for, and prints it.
 *
 * @returns the error that the run ends with, which is not printed yet; null when all is well.
 * @throws UserError, CancelledError when it ends before there is a result.
 */
export async function run(
  system: System,
  readTemplate: ReadTemplate,
  commandLine: CommandLine,
): Promise<UserError | null> {
  const { options } = commandLine;
  const root = findDirectory(system, options.directory);
  const session: Session = { system, readTemplate, commandLine, root };
  checkReportPlace(session);
  if (options.verifyOnly !== null) return verifyFiles(session, options.verifyOnly);
  return options.check ? checkFiles(session) : generateFiles(session);
}
