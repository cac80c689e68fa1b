/** Empty files that a Makefile makes so that the program compiles without what it embeds: `touch docs/index.html`. */
import { fileOf } from "../../evidence.ts";
import type { GoStep } from "../../types/prebuild.ts";
import type { Embed, Warning } from "../../types/project.ts";
import { isRecipe, type Layout } from "../layout.ts";
import { basename, dirname, isWithin, join, relativeTo } from "../paths.ts";
import { linesOf, type SeenCommand } from "./commands.ts";

interface EmptyFile extends SeenCommand {
  /** What is embedded, and the file below it. */
  readonly embedded: string;
  readonly path: string;
}

const TOUCH = /(?:^|[\s@;&-])touch\s+([^;&|>]+)/;

/** What directories are embedded without: `//go:embed docs` takes no file of these names. */
const HIDDEN = /^[._]/;

/** One for each embedded path that is missing and that some recipe leaves empty. */
export function emptyFiles(layout: Layout, embeds: readonly Embed[]): readonly EmptyFile[] {
  const missing = embeds.flatMap((embed) => embed.missing).filter((path) => !/[*?[]/.test(path));
  if (missing.length === 0) return [];
  const touched = linesOf(layout, isRecipe).flatMap((line) =>
    (TOUCH.exec(line.text)?.[1] ?? "")
      .split(/\s+/)
      .filter((word) => /^[\w./@-]+$/.test(word) && !HIDDEN.test(basename(word)))
      .map((word) => ({ ...line, path: join(dirname(fileOf(line.evidence)), word) })),
  );
  return [...new Set(missing)].flatMap((embedded) => {
    const found = touched.find(({ path }) => isWithin(path, embedded));
    return found ? [{ ...found, embedded }] : [];
  });
}

/** The step that makes them. @param directory the module's */
export function emptyFilesStep(files: readonly EmptyFile[], directory: string): GoStep | null {
  const [first] = files;
  if (!first) return null;
  const paths = files.map(({ path }) => relativeTo(path, directory));
  const above = [...new Set(paths.map(dirname))].filter((one) => one !== ".");
  const make = above.length > 0 ? `mkdir -p ${above.join(" ")} && ` : "";
  return {
    directory,
    command: `${make}touch ${paths.join(" ")}`,
    outputs: files.map(({ embedded }) => embedded),
    evidence: first.evidence,
  };
}

export function emptyFilesWarnings(files: readonly EmptyFile[]): readonly Warning[] {
  return files.map(({ embedded, path, text, evidence }) => ({
    code: "embed-placeholder",
    message: `${embedded} is embedded and is not there: the image has an empty ${basename(path)} in its place, as "${text}" makes it: put there what belongs there before you build`,
    evidence,
    blocksBuild: false,
  }));
}
