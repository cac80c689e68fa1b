/** Generated code that a package calls and does not have: `Asset("index.html")` without go-bindata's bindata.go. */
import type { Layout } from "../layout.ts";
import { ancestors, basename, dirname, join } from "../paths.ts";
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

/** Go files that the lines of .gitignore name in full, in the directory, with the place of the line. */
function ignoredIn(sources: Sources, directory: string): readonly (readonly [string, string])[] {
  return [...ancestors(directory)].flatMap((above) => {
    const file = join(above, ".gitignore");
    const isThere = sources.directory(above)?.files.includes(".gitignore");
    return (isThere ? (sources.text(file) ?? "") : "").split(/\r?\n/).flatMap((line, index) => {
      const name = /^\/?([\w./-]+\.go)\s*$/.exec(line)?.[1];
      if (name === undefined) return [];
      const path = line.includes("/") ? join(above, name) : join(directory, name);
      return dirname(path) === directory ? [[path, `${file}:${index + 1}`] as const] : [];
    });
  });
}

const CALL = /(?:[=(,:!&|]\s*|\b(?:return|range)\s+)([A-Z]\w*)\(/g;

/** Whether some line could declare the name: at the top, in a group, as a parameter or a variable. */
function declares(text: string, name: string): boolean {
  return new RegExp(
    `\\b(func|type|var|const)\\s+${name}\\b|^\\s+${name}\\s|\\b${name}\\s*(:?=|,)|[(,]\\s*${name}\\s`,
    "m",
  ).test(text);
}

/** Comments and texts are no code. */
const plain = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'/g, " ");

/** A function that the package calls and that none of its files declares; null without one. */
function undeclared(sources: Sources, { directory, files }: GraphPackage): string | null {
  const names = sources.directory(directory)?.files.filter((name) => name.endsWith(".go")) ?? [];
  const all = names.map((name) => plain(sources.text(join(directory, name)) ?? ""));
  const own = files.map((file) => file.text());
  // These bring names of their own.
  if (own.some((text) => /^\s*(import\s+)?\.\s+"|^import\s+"C"/m.test(text))) return null;
  const called = new Set(
    own.flatMap((text) => [...plain(text).matchAll(CALL)].map(([, name]) => name ?? "")),
  );
  return [...called].find((name) => !all.some((text) => declares(text, name))) ?? null;
}

/** Files that git leaves out or a build file makes, where the package calls what it does not have. */
export function calledCode(layout: Layout, packages: readonly GraphPackage[]): readonly MissingCode[] {
  const { sources } = layout;
  const commands = buildLines(layout).flatMap((line) => {
    const path = writtenBy(line);
    return path === null ? [] : [{ ...line, path }];
  });
  return packages.flatMap((found) => {
    const { directory } = found;
    const made = commands.filter(({ path }) => dirname(path) === directory);
    const candidates = [
      ...made.map(({ path, text, evidence }) => ({ path, directory, text, evidence })),
      ...ignoredIn(sources, directory).map(([path, evidence]) => ({ path, directory, text: null, evidence })),
    ].filter(({ path }) => !sources.directory(directory)?.files.includes(basename(path)));
    const [first] = candidates;
    return first && undeclared(sources, found) !== null ? [first] : [];
  });
}
