/** Go code that `go generate` makes and that git leaves out: without it the package does not compile. */
import type { Warning } from "../../types/project.ts";
import { ancestors, basename, dirname, join } from "../paths.ts";
import type { GraphPackage } from "../reach.ts";
import type { Sources } from "../sources.ts";
import { generateLines } from "./commands.ts";
import { isGitIgnored } from "./gitignore.ts";
import { gqlgenOutputs } from "./gqlgen.ts";

export interface MissingCode {
  readonly path: string;
  /** The directory whose directive makes it. */
  readonly directory: string;
  /** What makes it, and where that stands; null where only git is told of the file. */
  readonly text: string | null;
  readonly evidence: string;
}

/** `-o api.gen.go`, `--output=api.gen.go`, `> api.gen.go`. */
const OUTPUT =
  /(?:^|\s)(?:-{1,2}(?:o|out|output|out-file|output-file|dest|destination)(?:=|\s+)|>\s*)["']?([\w./-]+\.go)\b/;

/** Whether git leaves out any Go code at all: where it does not, no directive has to be looked for. */
function ignoresCode(sources: Sources, directories: Iterable<string>): boolean {
  const above = new Set([...directories].flatMap((directory) => [...ancestors(directory)]));
  return [...above].some(
    (directory) =>
      sources.directory(directory)?.files.includes(".gitignore") &&
      /^[^#!\n]*\.go\s*$/m.test(sources.text(join(directory, ".gitignore")) ?? ""),
  );
}

/** Files of packages in reach; stand-ins for tests are left out. */
export function missingCode(sources: Sources, packages: readonly GraphPackage[]): readonly MissingCode[] {
  const reached = new Set(packages.map(({ directory }) => directory));
  if (!ignoresCode(sources, reached)) return [];
  const isMissing = (path: string) => {
    const there = sources.directory(dirname(path))?.files.includes(basename(path)) ?? false;
    return !there && reached.has(dirname(path)) && isGitIgnored(sources, path);
  };
  return generateLines(packages).flatMap((line) => {
    const written = OUTPUT.exec(line.text)?.[1];
    const isOwn = written !== undefined && !/_test\.go$|mock|fake|stub/i.test(written);
    const paths = isOwn ? [join(line.directory, written)] : gqlgenOutputs(sources, line);
    return paths.filter(isMissing).map((path) => ({ ...line, path }));
  });
}

/** One warning for all that no step of the build makes. */
export function missingCodeWarning(missing: readonly MissingCode[]): readonly Warning[] {
  const [first, ...rest] = missing;
  if (!first) return [];
  const more = rest.length > 0 ? ` (and ${rest.length} more)` : "";
  const maker =
    first.text === null
      ? `, the code calls it, and git ignores it (${first.evidence})`
      : `; "${first.text}" (${first.evidence}) makes it`;
  return [
    {
      code: "code-missing",
      message: `${first.path}${more} is not there${maker}: generate it before you build`,
      evidence: first.evidence,
      blocksBuild: true,
    },
  ];
}
