/** Generated code that a package calls and does not have: `Asset("index.html")` without go-bindata's bindata.go. */
import type { Evidence } from "../../types/project.ts";
import { declaredNames, plainCode } from "../go-source/names.ts";
import type { Layout } from "../layout.ts";
import { ancestors, basename, dirname, isWithin, join } from "../paths.ts";
import type { GraphPackage } from "../reach.ts";
import type { Sources } from "../sources.ts";
import { buildLines, type SeenCommand } from "./commands.ts";
import type { MissingCode } from "./missing-code.ts";

/** Programs that write files of a directory into Go code, with where they write by default. */
const GENERATORS: readonly (readonly [name: RegExp, output: string])[] = [
  [/\bgo-bindata(-assetfs)?\b/, "bindata.go"],
  [/\b(esc|fileb0x|vfsgendev|go-embed|mule|broccoli|togo)\b/, ""],
];
const OUTPUT = /\s-{1,2}(?:o|out|output)[\s=]\s*["']?([\w./-]+\.go)\b/;
const INSTALLS = /\bgo (install|get)\b|\b(apk|apt-get|brew|curl|wget)\b/;

/** The Go file that a command of a build file writes. */
function writtenBy({ text, evidence }: SeenCommand): string | null {
  const [, standard] = GENERATORS.find(([name]) => name.test(text)) ?? [];
  if (standard === undefined || INSTALLS.test(text)) return null;
  const moved = /\bcd\s+([\w./-]+)\s*(&&|;)/.exec(text)?.[1] ?? ".";
  const output = OUTPUT.exec(text)?.[1] ?? standard;
  return output === "" ? null : join(join(dirname(evidence), moved), output);
}

interface IgnoredName {
  readonly name: string;
  /** It is seen from the directory of the file, and not from any below. */
  readonly anchored: boolean;
  readonly evidence: Evidence;
}

/** Go files that the .gitignore of a directory names in full. */
function ignoredNames(sources: Sources, directory: string): readonly IgnoredName[] {
  if (!sources.directory(directory)?.files.includes(".gitignore")) return [];
  const file = join(directory, ".gitignore");
  return (sources.text(file) ?? "").split(/\r?\n/).flatMap((line, index) => {
    const [, anywhere, name] = /^(\*\*\/)?\/?([\w./-]+\.go)\s*$/.exec(line) ?? [];
    const anchored = anywhere === undefined && line.includes("/");
    return name === undefined ? [] : [{ name, anchored, evidence: `${file}:${index + 1}` }];
  });
}

const CALL = /(?:[=(,:!&|]\s*|\b(?:return|range)\s+)([A-Z]\w*)\(/g;

/** A function that the package calls and that none of its files declares; null without one. */
function undeclared(sources: Sources, { directory, files }: GraphPackage): string | null {
  const names = sources.directory(directory)?.files.filter((name) => name.endsWith(".go")) ?? [];
  const all = names.map((name) => declaredNames(plainCode(sources.text(join(directory, name)) ?? "")));
  const own = files.map((file) => file.text());
  // These bring names of their own.
  if (own.some((text) => /^\s*(import\s+)?\.\s+"|^import\s+"C"/m.test(text))) return null;
  const called = new Set(
    own.flatMap((text) => [...plainCode(text).matchAll(CALL)].map(([, name]) => name ?? "")),
  );
  return [...called].find((name) => !all.some((declared) => declared.has(name))) ?? null;
}

/** Files that git leaves out or a build file makes, where the package calls what it does not have. */
export function calledCode(layout: Layout, packages: readonly GraphPackage[]): readonly MissingCode[] {
  const { sources } = layout;
  const commands = buildLines(layout).flatMap((line) => {
    const path = writtenBy(line);
    return path === null ? [] : [{ ...line, path }];
  });
  const above = new Set(packages.flatMap(({ directory }) => [...ancestors(directory)]));
  const ignored = [...above].flatMap((directory) =>
    ignoredNames(sources, directory).map((one) => ({ ...one, directory })),
  );
  const ignoredIn = (directory: string) =>
    ignored
      .filter((one) => isWithin(directory, one.directory))
      .map(({ name, anchored, evidence, directory: from }) => ({
        path: join(anchored ? from : directory, name),
        directory,
        text: null,
        evidence,
      }))
      .filter(({ path }) => dirname(path) === directory);
  return packages.flatMap((found) => {
    const { directory } = found;
    const made = commands.filter(({ path }) => dirname(path) === directory);
    const candidates = [
      ...made.map(({ path, text, evidence }) => ({ path, directory, text, evidence })),
      ...ignoredIn(directory),
    ].filter(({ path }) => !sources.directory(directory)?.files.includes(basename(path)));
    const [first] = candidates;
    return first && undeclared(sources, found) !== null ? [first] : [];
  });
}
