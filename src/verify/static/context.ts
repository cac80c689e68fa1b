import { parseIgnore } from "../../context/patterns.ts";
import { type Decision, ignoreMatcher, measureFiles } from "../../context.ts";
import type { FileSystem } from "../../system/system.ts";
import type { BuildContext, Check } from "../../types/verdict.ts";
import { failed, type Place, passed } from "../checks.ts";
import type { KnownContext } from "./dockerfile.ts";

/** Measures the context and says, by the line of the .dockerignore, what is wrong with it. */
export function auditContext(
  files: FileSystem,
  root: string,
  known: KnownContext,
  requiredFiles: readonly string[],
): { readonly context: BuildContext; readonly checks: readonly Check[] } {
  const text = known.dockerignore?.text ?? "";
  const file = known.dockerignore?.path ?? ".dockerignore";
  const context = measureFiles(files, root, known.sent, text, requiredFiles);
  const decide = ignoreMatcher(text);
  const problems = [
    ...parseIgnore(text).problems.map(({ line, message }) =>
      failed("ignore-syntax", `Docker refuses this pattern: ${message}`, { file, line }),
    ),
    ...context.missing.map((path) =>
      failed("required-file-ignored", `${path} is needed and left out by ${quoted(decide(path))}`, {
        file,
        ...lineOf(decide(path)),
      }),
    ),
    ...context.leaks.map((path) =>
      failed("context-leak", leakMessage(path), { file, ...lineOf(decide(path)) }),
    ),
  ];
  const summary = `${context.files} files, ${context.bytes} bytes; all ${context.requiredFiles} that are needed`;
  return {
    context,
    checks: problems.length > 0 ? problems : [passed("context", summary, known.dockerignore ? { file } : {})],
  };
}

function leakMessage(path: string): string {
  return `${path} goes into the build context, and with COPY . into the image: add a line ${pattern(path)}`;
}

/** A pattern for every directory where the name alone says it, else for this path. */
function pattern(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.startsWith(".") || name === "node_modules" ? `**/${name}` : path;
}

function quoted({ by }: Decision): string {
  return by ? `the line ${by.text}` : "no line of it";
}

function lineOf({ by }: Decision): Place {
  return by ? { line: by.line } : {};
}
