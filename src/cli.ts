import { fileURLToPath } from "node:url";
import { parseCommandLine } from "./arguments.ts";
import { CancelledError, UserError } from "./errors.ts";
import { fileError } from "./file-error.ts";
import { errorDocument } from "./report/document.ts";
import { openSystem } from "./system/index.ts";
import type { System } from "./system/system.ts";
import { toolVersion } from "./version.ts";

const NAME = "create-go-dockerfile";
const SHOW_CURSOR = "\u001b[?25h";

/** Templates stand beside dist/ in the package, as beside src/ in the sources. */
const templates = new URL("../templates/", import.meta.url);

/** The file system's own errors in words, where the code at hand had none. */
function inWords(error: unknown): unknown {
  const path = error instanceof Error && "path" in error ? String(error.path) : null;
  return path === null ? error : fileError(error, path, "cannot be used");
}

/** What goes wrong without being foreseen is a defect of this tool, and one line too. */
function unforeseen(error: unknown): UserError {
  const text = error instanceof Error ? error.message : String(error);
  const [reason = ""] = text.split("\n");
  return new UserError(
    "unexpected",
    `unexpected error: ${reason}; please report it, with what DEBUG=${NAME} prints`,
    1,
  );
}

/** The one line of an error, in the document too where one is asked for. */
function fail(system: System, error: unknown, json: boolean): number {
  const { terminal, environment } = system;
  if (error instanceof CancelledError) {
    if (terminal.interactive) terminal.out(SHOW_CURSOR);
    terminal.error(`\n${NAME}: ${error.message || "cancelled, nothing was written"}\n`);
    return 130;
  }
  const worded = inWords(error);
  const known = worded instanceof UserError ? worded : unforeseen(error);
  if (known.code === "unexpected" && environment.DEBUG?.includes(NAME) && error instanceof Error) {
    terminal.error(`${error.stack}\n`);
  }
  if (json) terminal.out(`${JSON.stringify({ error: errorDocument(known) }, null, 2)}\n`);
  terminal.error(`${NAME}: ${known.message}\n`);
  return known.exitCode;
}

/**
 * Runs the command and prints what it came to.
 *
 * @param argv without Node and the script.
 * @returns the exit code.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const system = openSystem(!argv.includes("--no-color"));
  const json = argv.includes("--json");
  try {
    const commandLine = parseCommandLine(argv);
    const { options } = commandLine;
    if (options.help) {
      const { helpText } = await import("./help.ts");
      system.terminal.out(helpText(Math.min(system.terminal.columns, 100)));
      return 0;
    }
    if (options.version) {
      system.terminal.out(`${toolVersion}\n`);
      return 0;
    }
    const { run } = await import("./run.ts");
    const readTemplate = (name: string) => {
      const path = new URL(`${name}.ejs`, templates);
      const text = system.files.readText(fileURLToPath(path));
      if (text === null) throw new Error(`the package lacks ${name}.ejs`);
      return text;
    };
    const error = await run(system, readTemplate, commandLine);
    if (error === null) return 0;
    system.terminal.error(`${NAME}: ${error.message}\n`);
    return error.exitCode;
  } catch (error) {
    return fail(system, error, json);
  }
}
